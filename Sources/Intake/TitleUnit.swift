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
    let text = cells.map(TextNormal.value).filter { !$0.isEmpty }.joined(separator: " ")
    for match in text.matches(of: /(.?)单位 ?[:(] ?([^ ():]+)/) where match.1 != "价" && match.1 != "格"
    {
      for word in match.2.split(whereSeparator: { "、,;".contains($0) }) {
        let name = word.hasPrefix("人民币") ? word.dropFirst(3) : word
        if let power = Self.powers[String(name)] {
          self.name = String(name)
          self.power = power
          return
        }
      }
    }
    return nil
  }

  private static let powers = ["元": 0, "千元": 3, "万元": 4]
}
