/// The unit of all amounts of a file that a row above its header states, as `单位：万元` does.
struct TitleUnit {
  /// The unit: 元, 千元 or 万元.
  let name: String
  /// The power of ten that it stands for.
  let power: Int

  /// The unit that a row states, in a cell of its own or at the end of a title; `nil` where it states
  /// none, or none of money.
  ///
  /// A unit of prices (`价格单位：元/盒`) is none of amounts; what is no unit, as in 填报单位：县医院, says
  /// nothing.
  init?(row cells: [String]) {
    let cells = cells.map(TextNormal.value).filter { !$0.isEmpty }
    let text = cells.joined(separator: " ").replacing("万 元", with: "万元")
      .replacing("千 元", with: "千元")
    let words = Self.labelled(text) + (cells.count == 1 ? Self.bracketed(text) : [])
    for word in words {
      let name = word.hasPrefix("人民币") ? word.dropFirst(3) : word
      if let power = Self.powers[String(name)] {
        self.name = String(name)
        self.power = power
        return
      }
    }
    return nil
  }

  /// What stands behind 单位 or, with a colon, 金额: several units are parted by signs.
  private static func labelled(_ text: String) -> [Substring] {
    text.matches(of: /(.?)(?:单位 ?[:(]|金额 ?:) ?/).filter { $0.1 != "价" && $0.1 != "格" }
      .flatMap { match in
        text[match.range.upperBound...].prefix { !" ():".contains($0) }
          .split(whereSeparator: { "、,;".contains($0) })
      }
  }

  /// What ends a title that stands alone, in brackets: 采购情况表（万元）.
  private static func bracketed(_ text: String) -> [Substring] {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), !text[..<open].contains("价")
    else { return [] }
    return text[text.index(after: open)...].dropLast().split { "、,;".contains($0) }
  }

  private static let powers = ["元": 0, "千元": 3, "万元": 4]
}
