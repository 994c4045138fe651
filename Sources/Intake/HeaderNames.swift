/// What the headers of purchase files mean.
public enum HeaderNames {
  /// A header as it is compared: without blanks and signs, letters small, a unit in brackets
  /// taken off.
  struct Reading: Equatable {
    /// The name without the unit.
    var name: String
    /// The power of ten that a unit such as 万元 stands for.
    var power: Int
  }

  /// Reads a header such as `采购金额（万元）`.
  static func read(_ header: String) -> Reading {
    var name = TextNormal.value(header).lowercased()
    var power = 0
    if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
      let unit = name[name.index(after: open)...].dropLast()
      if unit.hasPrefix("万") { power = 4 }
      if unit.hasPrefix("千元") { power = 3 }
      if isUnit(unit) { name = String(name[..<open]) }
    }
    name.unicodeScalars.removeAll {
      switch $0 {
      case " ", "_", "*", "(", ")", "、": true
      default: false
      }
    }
    return Reading(name: name, power: power)
  }

  /// Whether a header means the amount of what arrived, not of what was ordered.
  static func isAmountOfArrivals(_ header: String) -> Bool {
    ["到货金额", "入库金额"].contains(read(header).name)
  }

  /// The unit in brackets at the end of a header, without 万; empty where there is none.
  static func unit(of header: String) -> String {
    let text = TextNormal.value(header).lowercased()
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return "" }
    let unit = text[text.index(after: open)...].dropLast()
    guard isUnit(unit) else { return "" }
    return String(unit.hasPrefix("万") ? unit.dropFirst() : unit)
  }

  /// The smallest unit that a header states where a pack is meant, such as 片 in `采购数量（万片）` and
  /// `采购单价（元/片）`; `nil` where it states none.
  ///
  /// What may be a pack as well (支, 袋, 个) is none.
  static func smallestUnit(of header: String) -> String? {
    guard let last = unit(of: header).split(separator: "/").last else { return nil }
    let unit = last.hasPrefix("万") ? last.dropFirst() : last
    return QuantityUnit(unit)?.kind == .smallest ? String(unit) : nil
  }

  /// Whether a text is a unit of money, of quantities or of prices.
  static func isUnit(_ text: Substring) -> Bool {
    QuantityUnit(text) != nil || ["元", "千元", "万元", "rmb", "cny", "%"].contains(text)
      || ["元/", "千元/", "万元/"].contains(where: text.hasPrefix)
  }

  /// Every built-in header, as compared, and the field and rank it has there.
  private static let known: [String: (field: PurchaseField, rank: Int)] = {
    var result: [String: (field: PurchaseField, rank: Int)] = [:]
    for field in PurchaseField.allCases {
      for (rank, synonym) in ([field.name] + field.synonyms).enumerated() {
        let name = withoutHyphens(read(synonym))
        if result[name] == nil { result[name] = (field, rank) }
      }
    }
    return result
  }()

  /// The field that a header means by the built-in synonyms, and how preferred the header is
  /// among that field's: 0 for the first.
  static func field(of header: String) -> (field: PurchaseField, rank: Int)? {
    field(of: read(header))
  }

  /// The same for a header that was read.
  static func field(of reading: Reading) -> (field: PurchaseField, rank: Int)? {
    known[withoutHyphens(reading)]
  }

  private static func withoutHyphens(_ reading: Reading) -> String {
    var name = reading.name
    name.unicodeScalars.removeAll { $0 == "-" }
    return name
  }

  /// Headers that may name the institution that buys, or anyone else: suggested, never read as that.
  private static let institutionNames: Set<String> = [
    "单位名称", "医疗单位", "医疗单位名称", "采购单位名称", "采购机构", "采购机构名称", "采购医院", "购货单位", "购买单位", "用药单位",
    "使用单位", "医院", "卫生院", "机构", "药店名称", "药房名称", "药店",
  ]

  /// Short headers that mean something of their own, however near they are to another.
  private static let ownMeanings: Set<String> = ["序号", "单位", "单号"]

  /// The built-in header nearest to one that nothing knows, or else what it often stands for; `nil`
  /// where neither is known.
  public static func suggestion(for header: String) -> String? {
    let name = read(header).name
    guard name.count > 1, !ownMeanings.contains(name) else { return nil }
    if institutionNames.contains(name) { return "医疗机构名称" }
    if field(of: header) != nil { return nil }
    let nearest = Spelling.nearest(to: name, in: PurchaseField.allCases.flatMap(\.synonyms))
    // Of 供方名称 and 药品名称 the rest tells what is named.
    guard let nearest, name.hasSuffix("名称"), nearest.hasSuffix("名称") else { return nearest }
    let rest = String(nearest.dropLast(2))
    return rest.count > 2 && Spelling.nearest(to: String(name.dropLast(2)), in: [rest]) != nil
      ? nearest : nil
  }
}
