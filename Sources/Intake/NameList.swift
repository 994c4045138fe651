internal import DelimitedText

/// Names of one kind that a worker met for the first time, with what the first line that has a
/// name says of it.
///
/// A worker numbers names over all chunks of a file that it reads, and each chunk hands over those
/// that are new, so that what repeats on millions of lines is looked up once a file and worker.
struct NameList: Sendable {
  /// The fields that are kept of each name's first line.
  let attributes: [PurchaseField]
  private var bytes: [UInt8] = []
  /// Where each name and each of its attributes ends.
  private var ends: [Int] = []

  init(attributes: [PurchaseField]) {
    self.attributes = attributes
  }

  /// A list as it was kept; `nil` where the ends are none of `bytes`.
  init?(attributes: [PurchaseField], bytes: [UInt8], ends: [UInt32]) {
    guard ends.count.isMultiple(of: attributes.count + 1), Int(ends.last ?? 0) == bytes.count,
      zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.attributes = attributes
    self.bytes = bytes
    self.ends = ends.map { Int($0) }
  }

  /// The bytes of all names and attributes, and where each ends, to be kept.
  var kept: (bytes: [UInt8], ends: [UInt32]) {
    (bytes, ends.map { UInt32(truncatingIfNeeded: $0) })
  }

  /// How many names there are.
  var count: Int { ends.count / (attributes.count + 1) }

  /// Adds a name, or the next attribute of the newest name.
  mutating func add(_ text: Span<UInt8>) {
    for index in text.indices { bytes.append(text[index]) }
    ends.append(bytes.count)
  }

  /// Adds a name of another list of the same attributes, with these.
  mutating func add(_ index: Int, of other: NameList) {
    for place in 0...attributes.count {
      bytes += other.bytes[other.range(index * (attributes.count + 1) + place)]
      ends.append(bytes.count)
    }
  }

  /// The bytes of a name.
  func name(_ index: Int) -> [UInt8] {
    part(index * (attributes.count + 1))
  }

  /// Calls `body` with the bytes of a name, which are not copied.
  @inline(__always)
  func withName<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(index * (attributes.count + 1))))
  }

  /// The bytes of an attribute, by its place in ``attributes``.
  func attribute(_ attribute: Int, of index: Int) -> [UInt8] {
    part(index * (attributes.count + 1) + 1 + attribute)
  }

  /// Forgets all names and keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private func part(_ place: Int) -> [UInt8] {
    Array(bytes[range(place)])
  }

  private func range(_ place: Int) -> Range<Int> {
    (place == 0 ? 0 : ends[place - 1])..<ends[place]
  }
}
