import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

struct PriceChangesTests {
  static let month = testMonth("2025-12")

  /// Who buys changes, no price does: the volume-weighted mean would rise from 1.00 to 1.90.
  @Test func mixIsNoPriceChange() throws {
    let panel = testPanel([
      TestPurchase("A", "H1", "2025-11", price: 10_000, quantity: 900),
      TestPurchase("A", "H2", "2025-11", price: 20_000, quantity: 1),
      TestPurchase("A", "H1", "2025-12", price: 10_000, quantity: 100),
      TestPurchase("A", "H2", "2025-12", price: 20_000, quantity: 900),
    ])
    let changes = PriceChanges(panel: panel, month: Self.month)
    let change = try #require(changes.previousMonth[0].change)
    #expect(change.ratio == 1)
    #expect(change.isUnchanged)
  }

  @Test func everyProductIsAccountedFor() {
    let panel = testPanel([
      TestPurchase("A", "H1", "2025-09", price: 10_000, quantity: 1),
      TestPurchase("A", "H1", "2025-12", price: 12_000, quantity: 1),
      TestPurchase("B", "H1", "2026-01", price: 10_000, quantity: 1),
      TestPurchase("C", "H1", "2025-11", price: 10_000, quantity: 1),
      TestPurchase("D", "H1", "2025-12", price: 10_000, quantity: 1),
      TestPurchase("E", "H1", "2025-11", price: 10_000, quantity: 1),
      TestPurchase("E", "H2", "2025-12", price: 10_000, quantity: 1),
      TestPurchase("F", "H1", "2025-11", price: 10_000, quantity: 1),
      TestPurchase("F", "H1", "2025-12", price: 10_000, quantity: -1),
    ])
    let changes = PriceChanges(panel: panel, month: Self.month)
    #expect(changes.previousMonth[0].change?.referenceMonth == testMonth("2025-09"))
    #expect(
      changes.previousMonth.dropFirst()
        == [.notFollowed, .notBought, .noEarlierPurchase, .noMatchedInstitution, .notBought])
    #expect(changes.sameMonthLastYear[0] == .noEarlierPurchase)
  }

  /// 100 × 1.1 and 300 × 1.0 against 400: + 2.5 %; the month after that back to where it was.
  @Test func averageIsWeightedByAmount() {
    let panel = testPanel([
      TestPurchase("A", "H1", "2025-10", price: 10_000, quantity: 5),
      TestPurchase("A", "H1", "2025-11", price: 11_000, quantity: 100),
      TestPurchase("A", "H1", "2025-12", price: 10_000, quantity: 100),
      TestPurchase("B", "H1", "2025-10", price: 10_000, quantity: 7),
      TestPurchase("B", "H1", "2025-11", price: 10_000, quantity: 300),
    ])
    let series = PriceChanges(panel: panel, month: Self.month).averages
    #expect(series.map(\.month) == [testMonth("2025-10"), testMonth("2025-11"), Self.month])
    let percent = series.map { $0.change.map { ($0 * 100_000).rounded() / 1_000 } }
    #expect(percent == [nil, 2.5, -9.091])
  }

  /// The series and the month's own table tell the same story.
  @Test(arguments: UInt64(1)...5)
  func seriesAgreesWithTheMonth(_ seed: UInt64) throws {
    let panel = testPanel(randomPurchases(seed: seed))
    let all = PriceChanges(panel: panel, month: Self.month)
    let changes = all.previousMonth.compactMap(\.change)
    let before = changes.reduce(0) { $0 + $1.reference * $1.quantity.units }
    let after = changes.reduce(0) { $0 + $1.price * $1.quantity.units }
    let average = try #require(all.averages.last { $0.month == Self.month })
    #expect(abs(try #require(average.change) - (after / before - 1)) < 1e-12)
  }
}
