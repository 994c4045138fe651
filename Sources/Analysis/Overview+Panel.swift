internal import Monitors
internal import PricePanel
internal import Procurement

extension Overview {
  /// Sums up what a panel holds of a month.
  ///
  /// - Complexity: O(cells).
  init(panel: Panel, month: Month) {
    let first = panel.months?.lowerBound ?? month
    let regions = Regions(panel)
    var total = Sums()
    var byCategory = [Sums](repeating: Sums(), count: ProductCategory.allCases.count)
    var byRegion = [Sums](repeating: Sums(), count: regions.names.count)
    var byChannel = [Sums](repeating: Sums(), count: Channel.allCases.count)
    var byMonth = [Money](repeating: .zero, count: first.distance(to: month) + 1)
    var products = Set<UInt32>()
    var institutions = Set<UInt32>()
    var distributors = Set<UInt32>()
    var lines = 0
    let categoryOf = panel.products.map {
      ProductCategory.allCases.firstIndex(of: $0.category) ?? 0
    }
    for cell in panel.cells where cell.month <= month {
      byMonth[first.distance(to: cell.month)] += cell.netAmount
      let age = cell.month.distance(to: month)
      guard age <= 12 else { continue }
      let isThisYear = cell.month >= month.startOfYear
      total.add(cell.netAmount, age: age, isThisYear: isThisYear)
      byCategory[categoryOf[Int(cell.product)]].add(
        cell.netAmount, age: age, isThisYear: isThisYear)
      byRegion[regions[cell.institution]].add(
        cell.netAmount, age: age, isThisYear: isThisYear)
      byChannel[Int(cell.channel.rawValue)].add(
        cell.netAmount, age: age, isThisYear: isThisYear)
      if age == 0 {
        products.insert(cell.product)
        institutions.insert(cell.institution)
        if !panel.distributors[Int(cell.distributor)].isEmpty {
          distributors.insert(cell.distributor)
        }
        lines += Int(cell.lines)
      }
    }
    let unknown = Set(panel.monthsWithoutPurchases)
    func knows(_ age: Int) -> Bool {
      let earlier = month.advanced(by: -age)
      return earlier >= first && !unknown.contains(earlier)
    }
    let known = (previous: knows(1), lastYear: knows(12))
    func groups(_ names: [String], _ sums: [Sums]) -> [Group] {
      zip(names, sums).compactMap { name, sum in
        sum.lines == 0 ? nil : sum.group(name, known)
      }
    }
    self.init(
      total: total.group("", known),
      categories: groups(ProductCategory.allCases.map(\.rawValue), byCategory),
      regions: groups(regions.names, byRegion),
      channels: groups(Channel.allCases.map(\.name), byChannel),
      months: byMonth.enumerated().map { offset, amount in
        let month = first.advanced(by: offset)
        return (month, unknown.contains(month) ? nil : amount)
      }, lines: lines,
      products: products.count, institutions: institutions.count,
      distributors: distributors.count)
  }
}

/// A group's amounts over the months that a report compares.
private struct Sums {
  var lines = 0
  var now = Money.zero
  var previous = Money.zero
  var lastYear = Money.zero
  var yearToDate = Money.zero

  mutating func add(_ amount: Money, age: Int, isThisYear: Bool) {
    lines += 1
    if age == 0 { now += amount }
    if age == 1 { previous += amount }
    if age == 12 { lastYear += amount }
    if isThisYear { yearToDate += amount }
  }

  /// - Parameter known: whether the panel has the month before, and the same month last year.
  func group(_ name: String, _ known: (previous: Bool, lastYear: Bool)) -> Overview.Group {
    Overview.Group(
      name: name, amount: now, previousMonth: known.previous ? previous : nil,
      sameMonthLastYear: known.lastYear ? lastYear : nil, yearToDate: yearToDate)
  }
}
