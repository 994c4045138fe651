/// How a sample's lines and blemishes are spread over its files.
struct LineBudget {
  private let lines: Int
  private let months: Int
  private let hasBlemishes: Bool
  /// The lines that a later file repeats, and those of them that stay as they were.
  let reissued: Int
  let reissuedUnchanged: Int

  init(lines: Int, months: Int, hasBlemishes: Bool) {
    self.lines = lines
    self.months = months
    self.hasBlemishes = hasBlemishes
    guard hasBlemishes else {
      reissued = 0
      reissuedUnchanged = 0
      return
    }
    reissuedUnchanged = Blemish.reissuedUnchanged.count(lines: lines)
    let wanted = reissuedUnchanged + Blemish.reissuedChanged.count(lines: lines)
    reissued = lines / max(1, months) > wanted * 4 ? wanted : 0
  }

  /// The month whose lines a later file repeats in part.
  var keptMonth: Int { max(0, months - 6) }

  /// The month whose file ends in the middle of a line; one that does not exist where none does.
  var cutOffMonth: Int { months > 2 && hasBlemishes ? months / 2 + 1 : months }

  /// Lines in all ledgers together.
  private var ledgerLines: Int { lines * 6 / 100 }

  /// Lines in the platform's file of the month.
  func platformLines(in month: Int) -> Int {
    let total = lines - ledgerLines - reissued
    return total * (month + 1) / months - total * month / months
  }

  /// The blemishes in the platform's file of the month; `nil` where there is to be no dirt.
  func blemishes(in month: Int) -> [Blemish: Int]? {
    guard hasBlemishes else { return nil }
    var result: [Blemish: Int] = [:]
    for (offset, blemish) in Blemish.allCases.enumerated() {
      result[blemish] = Blemish.portion(
        of: blemish.count(lines: lines), part: month, parts: months, offset: offset * 5)
    }
    result[.reissuedChanged] = nil
    result[.reissuedUnchanged] = nil
    return result
  }

  /// The ledger that ends with the month, if one does: eight in all, or one a month when there
  /// are fewer months.
  func ledger(endingWith month: Int) -> (number: Int, months: Range<Int>, lines: Int)? {
    let count = min(8, months)
    for number in 0..<count {
      let first = months * number / count
      let end = months * (number + 1) / count
      guard end == month + 1 else { continue }
      let before = ledgerLines * first / months
      return (number, first..<end, ledgerLines * end / months - before)
    }
    return nil
  }
}
