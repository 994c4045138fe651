internal import Indicators
internal import Monitors
internal import PricePanel
internal import Procurement

extension PriceMovement {
  /// How many rises and falls are listed.
  private static let listed = 10

  /// Counts the price changes of a month against the previous month with purchases.
  init(panel: Panel, changes: PriceChanges) {
    var moved: [Change] = []
    var unchanged = 0
    var notBought = 0
    var notComparable = 0
    for (index, comparison) in changes.previousMonth.enumerated() {
      switch comparison {
      case .notFollowed: continue
      case .notBought: notBought += 1
      case .unitMismatch, .noEarlierPurchase, .noMatchedInstitution: notComparable += 1
      case .change(let change) where change.isUnchanged: unchanged += 1
      case .change(let change):
        moved.append(
          Change(
            product: panel.products[index], referenceMonth: change.referenceMonth,
            reference: change.reference, price: change.price,
            institutions: change.institutions, amount: change.amount))
      }
    }
    let rises = Self.largestFirst(moved.filter { $0.change > 0 })
    let falls = Self.largestFirst(moved.filter { $0.change <= 0 })
    self.init(
      followed: moved.count + unchanged + notBought + notComparable, rose: rises.count,
      fell: falls.count, unchanged: unchanged, notBought: notBought,
      notComparable: notComparable, largestRises: Array(rises.prefix(Self.listed)),
      largestFalls: Array(falls.prefix(Self.listed)),
      averageChange: changes.averages.map { MonthValue(month: $0.month, value: $0.change) })
  }

  /// The changes, the largest first either way, and of equal ones the first by code: what differs in the
  /// binary digits that averages lose is equal.
  private static func largestFirst(_ changes: [Change]) -> [Change] {
    changes.map { (size: (abs($0.change) * 1e9).rounded(), change: $0) }.sorted {
      $0.size == $1.size ? $0.change.product.code < $1.change.product.code : $0.size > $1.size
    }.map(\.change)
  }
}
