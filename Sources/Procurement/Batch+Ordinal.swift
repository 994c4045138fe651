extension Batch {
  /// Which batch of its level it is, as its name or identifier says: 9 for 国采第九批 or 第9批; `nil`
  /// where neither says.
  public var ordinal: Int? {
    Batch.ordinal(in: name) ?? Batch.ordinal(in: id)
  }

  /// The number between 第 and 批, in Chinese or Arabic digits, from 1 to 99.
  static func ordinal(in text: String) -> Int? {
    guard let start = text.firstIndex(of: "第") else { return nil }
    let rest = text[text.index(after: start)...]
    guard let end = rest.firstIndex(of: "批") else { return nil }
    let number = rest[..<end].filter { $0 != " " }
    if let plain = Int(number) { return (1...99).contains(plain) ? plain : nil }
    let digits: [Character: Int] = [
      "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    guard let ten = number.firstIndex(of: "十") else {
      return number.count == 1 ? number.first.flatMap { digits[$0] } : nil
    }
    let tens = number[..<ten]
    let ones = number[number.index(after: ten)...]
    guard tens.count <= 1, ones.count <= 1 else { return nil }
    let high = tens.isEmpty ? 1 : tens.first.flatMap { digits[$0] }
    let low = ones.isEmpty ? 0 : ones.first.flatMap { digits[$0] }
    guard let high, let low else { return nil }
    return high * 10 + low
  }
}
