import Execution
import PricePanel
import Procurement

/// What each institution bought in each month, by channel: what `off-platform` and `filed-share` judge
/// in all months that are looked at, made in one pass.
struct ChannelLedgers: Sendable {
  /// What one institution bought in one month, or in several.
  struct Ledger: Sendable {
    /// Whether it bought anything.
    var isBuyer = false
    /// Goods that belong on the platform, through a channel that is stated.
    var stated = Money.zero
    /// The same, through none that is stated.
    var unstated = Money.zero
    /// The part of ``stated`` that was bought off the platform.
    var off = Money.zero
    /// Whether it bought drugs.
    var isDrugBuyer = false
    /// Drugs, herbal slices excluded; granules count as for the platform share.
    var drugs = Money.zero
    /// The part of ``drugs`` that was filed.
    var filed = Money.zero
    /// Whether any of ``drugs`` were bought through a channel that is not stated.
    var hasUnstatedDrugs = false
  }

  /// A purchase of ``Ledger/off`` or ``Ledger/filed``.
  private struct Line {
    let channel: Channel
    let amount: Money
    let mark: PriceMark
    /// The line before this one of the same ledger; below zero for none.
    let previous: Int32
  }

  /// The months there are ledgers of.
  let months: ClosedRange<Month>
  private let buyers: Int
  /// The ledgers of the first month's institutions, then those of the next.
  private let ledgers: [Ledger]
  /// The purchases that a finding may point to.
  private let lines: [Line]
  /// The last of ``lines`` of each of ``ledgers``; below zero for none.
  private let lastLines: [Int32]
  /// Whether anything was bought off the platform, or filed, in each month.
  private let hasOff: [Bool]
  private let hasFiled: [Bool]

  /// The ledgers of the purchases in `months`.
  ///
  /// - Complexity: O(cells of the months), one pass.
  /// - Throws: when `platform-share` lacks `count-granules`.
  init(_ panel: Panel, in months: ClosedRange<Month>, rules: Rules) throws(RuleError) {
    let span = months.lowerBound.distance(to: months.upperBound) + 1
    let buyers = panel.institutions.count
    var ledgers = [Ledger](repeating: Ledger(), count: span * buyers)
    var lines: [Line] = []
    var lastLines = [Int32](repeating: -1, count: ledgers.count)
    var hasOff = [Bool](repeating: false, count: span)
    var hasFiled = hasOff
    let countsGranules = try rules.countsGranules()
    var all = ledgers.mutableSpan
    for index in panel.products.indices {
      let countsAsDrug = panel.products[index].countsAsDrug(withGranules: countsGranules)
      let isOfPlatform = panel.products[index].isOfPlatform
      for cellPlace in panel.cells(of: index, in: months).indices {
        let cell = panel.cells[cellPlace]
        let month = months.lowerBound.distance(to: cell.month)
        let place = month * buyers + Int(cell.institution)
        all[place].add(cell, isOfPlatform: isOfPlatform, countsAsDrug: countsAsDrug)
        guard cell.channel == .offPlatform || cell.channel == .filed else { continue }
        let isOff = cell.channel == .offPlatform
        if isOff { hasOff[month] = true } else { hasFiled[month] = true }
        if isOff ? isOfPlatform : countsAsDrug, let mark = cell.highest {
          lines.append(
            Line(
              channel: cell.channel, amount: cell.netAmount, mark: mark, previous: lastLines[place])
          )
          lastLines[place] = Int32(lines.count - 1)
        }
      }
    }
    self.months = months
    self.buyers = buyers
    self.ledgers = ledgers
    self.lines = lines
    self.lastLines = lastLines
    self.hasOff = hasOff
    self.hasFiled = hasFiled
  }

  /// What each institution bought in `month`, one of ``months``, in the order of the panel.
  func ledgers(in month: Month) -> ArraySlice<Ledger> {
    let start = months.lowerBound.distance(to: month) * buyers
    return ledgers[start..<start + buyers]
  }

  /// What each institution bought in `period`, all of ``months``, in the order of the panel.
  func ledgers(in period: ClosedRange<Month>) -> [Ledger] {
    var result = [Ledger](repeating: Ledger(), count: buyers)
    for offset in 0...period.lowerBound.distance(to: period.upperBound) {
      let ledgers = ledgers(in: period.lowerBound.advanced(by: offset))
      for (institution, ledger) in ledgers.enumerated() { result[institution] += ledger }
    }
    return result
  }

  /// Whether anything was bought off the platform in `month`, one of ``months``.
  func hasOffPlatform(in month: Month) -> Bool { hasOff[months.lowerBound.distance(to: month)] }

  /// Whether anything was bought off the platform, or filed, in `period`, all of ``months``.
  func hasOffPlatformOrFiled(in period: ClosedRange<Month>) -> Bool {
    let first = months.lowerBound.distance(to: period.lowerBound)
    let last = months.lowerBound.distance(to: period.upperBound)
    return (first...last).contains { hasOff[$0] || hasFiled[$0] }
  }

  /// Where an institution's largest purchases through a channel, off the platform or filed, stand;
  /// of equal ones those that stand first in the files.
  func largest(
    of institution: Int, through channel: Channel, in period: ClosedRange<Month>
  ) -> [PriceMark] {
    let first = months.lowerBound.distance(to: period.lowerBound)
    let last = months.lowerBound.distance(to: period.upperBound)
    var found: [Line] = []
    for month in first...last {
      var place = lastLines[month * buyers + institution]
      while place >= 0 {
        let line = lines[Int(place)]
        if line.channel == channel { found.append(line) }
        place = line.previous
      }
    }
    found.sort {
      $0.amount == $1.amount
        ? ($0.mark.file, $0.mark.line) < ($1.mark.file, $1.mark.line) : $0.amount > $1.amount
    }
    return found.prefix(evidenceLimit).map(\.mark)
  }
}

extension ChannelLedgers.Ledger {
  /// Adds a purchase.
  @inline(__always)
  fileprivate mutating func add(_ cell: Cell, isOfPlatform: Bool, countsAsDrug: Bool) {
    isBuyer = true
    let amount = cell.netAmount
    if isOfPlatform {
      if cell.channel == .unstated { unstated += amount } else { stated += amount }
      if cell.channel == .offPlatform { off += amount }
    }
    if countsAsDrug {
      isDrugBuyer = true
      drugs += amount
      if cell.channel == .unstated { hasUnstatedDrugs = true }
      if cell.channel == .filed { filed += amount }
    }
  }

  /// Adds what was bought in another month.
  fileprivate static func += (left: inout Self, right: Self) {
    left.isBuyer = left.isBuyer || right.isBuyer
    left.stated += right.stated
    left.unstated += right.unstated
    left.off += right.off
    left.isDrugBuyer = left.isDrugBuyer || right.isDrugBuyer
    left.drugs += right.drugs
    left.filed += right.filed
    left.hasUnstatedDrugs = left.hasUnstatedDrugs || right.hasUnstatedDrugs
  }
}
