/// A value of the page's data.
enum PageValue: Encodable, Sendable {
  /// A text.
  case text(String)
  /// A whole number.
  case count(Int)
  /// A number with at most six decimals.
  case number(Double)
  /// Nothing.
  case null
  /// Values in order.
  case array([PageValue])
  /// Values with names.
  case object([String: PageValue])

  /// A number rounded to six decimals; nothing where there is none.
  static func ratio(_ value: Double?) -> PageValue {
    OrNull(rounding: value).value.map { .number($0) } ?? .null
  }

  /// A value of a chart: with as many decimals as ``NumberText/price(_:)`` shows; nothing where there
  /// is none.
  static func charted(_ value: Double?) -> PageValue {
    guard let value, value.isFinite else { return .null }
    let scale = value.magnitude < 0.1 ? 1_000_000.0 : value.magnitude < 100 ? 10_000 : 100
    return .number((value * scale).rounded(.toNearestOrAwayFromZero) / scale)
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try value.encode(to: &container) }
    case .object(let values): try values.encode(to: encoder)
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .count(let count):
      var container = encoder.singleValueContainer()
      try container.encode(count)
    case .number(let number):
      var container = encoder.singleValueContainer()
      try container.encode(number)
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    }
  }

  /// Adds the value to an array; only what is an array or object itself needs an encoder for that.
  private func encode(to container: inout any UnkeyedEncodingContainer) throws {
    switch self {
    case .array, .object: try container.encode(self)
    case .text(let text): try container.encode(text)
    case .count(let count): try container.encode(count)
    case .number(let number): try container.encode(number)
    case .null: try container.encodeNil()
    }
  }
}

/// The texts that occur more than once.
struct PageStrings {
  /// The texts, in the order in which they were asked for.
  private(set) var list: [String] = []
  private var uses: [String: Use] = [:]

  /// How often a text occurs, and where it stands in the list, if it does.
  private struct Use {
    var count = 0
    var place: Int?
  }

  /// Counts the texts in `values`.
  init(_ values: [PageValue]) {
    for value in values { count(value) }
  }

  /// `value` with every repeated text as its place in ``list``.
  ///
  /// Only texts may be interned in this way where no numbers stand, or where places tell them
  /// apart.
  mutating func interned(_ value: PageValue) -> PageValue {
    switch value {
    case .array(let values): return .array(values.map { interned($0) })
    case .text(let text):
      guard let use = uses[text], use.count > 1 else { return value }
      if let place = use.place { return .count(place) }
      list.append(text)
      uses[text]?.place = list.count - 1
      return .count(list.count - 1)
    default: return value
    }
  }

  private mutating func count(_ value: PageValue) {
    switch value {
    case .array(let values): for value in values { count(value) }
    // A shorter one is no longer than its place.
    case .text(let text) where text.utf8.count > 2: uses[text, default: Use()].count += 1
    default: break
    }
  }
}
