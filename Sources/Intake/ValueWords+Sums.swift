/// The words by which sum rows are told from purchases.
extension ValueWords {
  /// Whether a row's first words say that it is a sum of the rows above.
  static func isTotal(_ text: String) -> Bool {
    let text = unbroken(text)
    return ["合计", "总计", "小计", "本页合计", "累计", "total", "grandtotal"].contains {
      text.hasPrefix($0)
    } || isWordOfSums(text)
  }

  /// Whether a cell's last word says so, as in 某医院小计 and 青阳县人民医院 汇总.
  static func endsAsTotal(_ text: String) -> Bool {
    let text = unbroken(text)
    return sums.contains { text.hasSuffix($0) } || isWordOfSums(text)
  }

  /// Whether a text is nothing but a word of sums: no drug and no institution has such a name.
  static func isWordOfSums(_ text: String) -> Bool {
    wholeWords.contains(unbroken(text))
  }

  /// What names of sums end with; no registered name does.
  private static let sums = ["合计", "总计", "小计", "共计", "汇总", "累计", "总和"]
  private static let wholeWords = Set(sums + ["total", "subtotal", "grandtotal"])

  /// A label in small letters, without the blanks and colons that spread it over its cell.
  private static func unbroken(_ text: String) -> String {
    text.lowercased().filter { $0 != " " && $0 != ":" }
  }
}
