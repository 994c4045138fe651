internal import DelimitedText
internal import Procurement

/// How the keys of a profile are read, and what they may not say.
extension ImportProfile {
  /// Calls `body` for every field below `key`.
  static func each(
    _ file: YAMLSection, _ key: String,
    _ body: (YAMLSection, String, PurchaseField) throws(InputError) -> Void
  ) throws(InputError) {
    guard let section = try file.section(key) else { return }
    try section.check(known: PurchaseField.allCases.map(\.name))
    for name in section.keys {
      if let field = PurchaseField(name: name) { try body(section, name, field) }
    }
  }

  static func encoding(_ file: YAMLSection) throws(InputError) -> TextEncoding? {
    guard let text = try file.string("encoding"), text != "auto" else { return nil }
    if let encoding = TextEncoding(name: text) { return encoding }
    throw file.error(
      at: "encoding", chinese: "未知编码 \(text)；可用 utf-8、gb18030、utf-16",
      english: "unknown encoding \(text); use utf-8, gb18030 or utf-16")
  }

  static func delimiter(_ file: YAMLSection) throws(InputError) -> UInt8? {
    switch try file.string("delimiter") {
    case nil, "auto": return nil
    case ",", "comma": return UInt8(ascii: ",")
    case "\t", "tab": return UInt8(ascii: "\t")
    case ";", "semicolon": return UInt8(ascii: ";")
    case let other?:
      throw file.error(
        at: "delimiter", chinese: "未知分隔符 \(other)；可用 comma、tab、semicolon",
        english: "unknown delimiter \(other); use comma, tab or semicolon")
    }
  }

  static func dateForms(_ file: YAMLSection) throws(InputError) -> [DateText.Form] {
    var forms: [DateText.Form] = []
    for pattern in try file.strings("dates") {
      guard let form = DateText.Form(pattern: pattern) else {
        throw file.error(
          at: "dates", chinese: "日期格式应由 d、M 或 MMM、yy 或 yyyy 组成：\(pattern)",
          english: "a date form is made of d, M or MMM, yy or yyyy: \(pattern)")
      }
      forms.append(form)
    }
    return forms
  }

  /// What words of a field stand for.
  static func map(
    _ section: YAMLSection, _ key: String, _ field: PurchaseField
  ) throws(InputError) -> [String: String]? {
    guard let map = try section.section(key) else { return nil }
    guard field.takesValues else {
      throw section.error(
        at: key, chinese: "values 不能用于数字、日期和订单编号：\(key)；请用 units、dates 或更正文件",
        english: "values are not for numbers, dates and order numbers: \(key); use units or dates, "
          + "or correct the file")
    }
    var result: [String: String] = [:]
    for value in map.keys {
      guard let meaning = try map.string(value) else { continue }
      if field.isIdentifying, TextNormal.isNull(TextNormal.value(meaning)) {
        throw map.error(
          at: value, chinese: "\(value) 应对应一个代码或名称；如表示没有值，请写入 nulls",
          english: "\(value) must stand for a code or name; words for nothing belong in nulls")
      }
      if !field.knows(meaning) { throw unknown(meaning, field, in: map, at: value) }
      result[TextNormal.value(value)] = meaning
    }
    return result
  }

  /// Refuses constants that are none of the words that their field knows.
  func checkConstants(_ file: YAMLSection) throws(InputError) {
    try Self.each(file, "constants") { (section, key, field) throws(InputError) in
      guard let text = constants[field] else { return }
      let meaning = values[field]?[TextNormal.value(text)] ?? text
      if !field.knows(meaning) { throw Self.unknown(meaning, field, in: section, at: key) }
    }
  }

  private static func unknown(
    _ meaning: String, _ field: PurchaseField, in section: YAMLSection, at key: String
  ) -> InputError {
    section.error(
      at: key,
      chinese: "\(field.name) 没有取值 \(meaning)；可用 \(field.wordsInUse.joined(separator: "、"))",
      english: "\(field.name) has no value \(meaning); use one of "
        + field.wordsInUse.joined(separator: ", "))
  }
}

extension PurchaseField {
  /// Whether profiles may say what words of the field stand for: it holds neither numbers, dates nor
  /// the numbers of orders.
  var takesValues: Bool {
    !isNumber && ![.date, .deliveryDate, .orderLine, .order].contains(self)
  }

  /// Whether the field tells who or what is meant.
  var isIdentifying: Bool {
    [.productCode, .productName, .institutionCode, .institutionName, .distributor].contains(self)
  }

  /// Whether a word for the field is one that is understood; so is every one of a field without words of
  /// its own, and none at all.
  func knows(_ word: String) -> Bool {
    let word = TextNormal.value(word)
    if TextNormal.isNull(word) { return true }
    return switch self {
    case .channel: ValueWords.channel(word) != nil
    case .ownership: ValueWords.ownership(word) != nil
    case .category: ValueWords.category(word) != nil
    case .highValue: ValueWords.yesOrNo(word) != nil
    default: true
    }
  }

  /// The usual words of a field that has words of its own.
  fileprivate var wordsInUse: [String] {
    switch self {
    case .channel: ["平台采购", "线下采购", "备案采购"]
    case .ownership: ["公立", "民营", "药店"]
    case .category: ValueWords.categories
    case .highValue: ["是", "否"]
    default: []
    }
  }
}
