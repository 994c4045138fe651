internal import Procurement

/// What a quantity counts: smallest preparation units, packs, or ten thousand of either (万片, 万盒).
struct QuantityUnit {
  enum Kind: Equatable {
    /// A smallest preparation unit, and never a pack: 片.
    case smallest
    /// A smallest preparation unit that may be sold as a pack of its own: 支.
    case single
    /// A pack: 盒.
    case pack
    /// A pack, or a smallest preparation unit where a pack holds several: 瓶 of `0.5g*10瓶/盒`.
    case vessel(Character)
  }

  let kind: Kind
  let isTenThousand: Bool

  /// The unit of that name; `nil` where it is none that is known.
  init?(_ name: some StringProtocol) {
    isTenThousand = name.hasPrefix("万")
    guard let kind = Self.kinds[String(isTenThousand ? name.dropFirst() : name[...])] else {
      return nil
    }
    self.kind = kind
  }

  /// The vessels (瓶, 包) that a specification counts in a pack of `ratio` units: 瓶 in `0.5g*10瓶/盒`, ratio 10.
  static func vessels(countedIn specification: String, ratio: Quantity) -> Set<Character> {
    guard ratio.units > 1 else { return [] }
    let text = specification.filter { !$0.isWhitespace }
    let places = text.indices.filter { place in
      guard vessels.contains(text[place]) else { return false }
      let before = text[..<place]
      let digits = before.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
      let sign = before.dropLast(digits.count).last
      return Double(String(digits)) == ratio.units && sign != "." && sign != "/"
    }
    return Set(places.map { text[$0] })
  }

  private static let vessels: [Character] = ["瓶", "包"]

  private static let kinds: [String: Kind] = {
    var kinds: [String: Kind] = [:]
    for name in ["片", "粒", "丸", "制剂单位", "最小制剂单位", "最小计量单位", "unit"] {
      kinds[name] = .smallest
    }
    for name in [
      "支", "袋", "贴", "枚", "个", "套", "根", "张", "件", "条", "副", "块", "针", "组", "台", "把", "只",
      "卷", "双", "对", "颗", "米",
    ] {
      kinds[name] = .single
    }
    for name in ["盒", "最小包装", "pack"] { kinds[name] = .pack }
    for name in vessels { kinds[String(name)] = .vessel(name) }
    return kinds
  }()
}
