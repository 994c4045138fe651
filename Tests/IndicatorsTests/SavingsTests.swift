import Indicators
import Procurement
import TestSupport
import Testing

struct SavingsTests {
  /// The documentation page's worked example: 300 tablets at 5.00 and 100 at 3.00 in the year before
  /// make a price before of 4.50.
  static var town: ExecutionTown {
    var town = NonSelectedShareTests.town
    town.purchases.removeAll { $0.month == testMonth("2025-01") }
    for month in ["2024-10", "2024-11", "2024-12"] {
      town.buy("X1", "H1", month, 100, at: 50_000)
    }
    town.buy("X3", "H9", "2025-01", 100, at: 30_000)
    // Too long ago.
    town.buy("X1", "H1", "2024-01", 100, at: 90_000)
    town.buy("X5", "H2", "2025-03", 100, at: 76_000)
    return town
  }

  /// 4.50 × 1,000 − 1,240 = 3,260 元; 760 元 of 乙针 have no price before.
  @Test func savingsAgainstTheYearBefore() throws {
    let result = try Self.town.result("savings")
    #expect(result.unit == .amount)
    #expect(result.numerator == .money(yuan(3_260)))
    #expect(result.denominator == .money(yuan(4_500)))
    #expect(result.value == 3_260)
    #expect(result.number(.priceDrop) == 3_260.0 / 4_500)
    #expect(result.number(.matchedShare) == 0.62)
    #expect(result.number(.varieties) == 1)
    #expect(result.facts.first { $0.name == .baseFirst }?.value == .month(testMonth("2024-10")))
    #expect(result.facts.first { $0.name == .baseLast }?.value == .month(testMonth("2025-01")))
    // March: 4.50 × 900 − 1,150; June: 4.50 × 100 − 90.
    #expect(result.series.map(\.value) == [nil, nil, 2_900, nil, nil, 360])
  }

  @Test func partsAddUp() throws {
    let result = try Self.town.result("savings")
    #expect(result.values(.variety) == ["甲片": 3_260, "乙针": nil])
    #expect(result.values(.batch) == ["国采B1": 3_260])
    #expect(result.values(.region) == ["甲县": 2_900, "乙县": 360])
    #expect(result.values(.institution) == ["县医院": 2_900, "中医院": 360])
  }

  /// What the catalogue states goes before what was bought: 90.00 for ten.
  @Test func aStatedPriceBeforeIsTaken() throws {
    var town = Self.town
    town.list("甲片", "X1", price: 10, ratio: 10, base: 90)
    let result = try town.result("savings")
    #expect(result.value == 7_760)
    #expect(!result.facts.contains { $0.name == .baseFirst })
  }

  /// Each is held against what its own row states, the others against the plain mean of all rows: X1 at 9.00, X3
  /// at 20.00, X2 and X4 at (9 + 20 + 40) ÷ 3 = 23.00. Nobody bought the one at 40.00.
  /// 600 × 9 + 200 × 20 + 200 × 23 − 1,240.
  @Test func aProductIsHeldAgainstWhatItsOwnRowStates() throws {
    var town = Self.town
    town.catalogues.entries = []
    town.list("甲片", "X1", price: 10, ratio: 10, base: 90)
    town.list("甲片", "X2", role: .standIn)
    town.list("甲片", "X3", role: .nonSelected, ratio: 1, base: 20)
    town.list("甲片", "X7", price: 10, ratio: 10, base: 400)
    let result = try town.result("savings")
    #expect(result.numerator == .money(yuan(12_760)))
    #expect(result.denominator == .money(yuan(14_000)))
    #expect(result.values(.variety) == ["甲片": 12_760])
    // H1: 5,400 + 4,000 + 100 × 23 − 1,150; H2: 100 × 23 − 90.
    #expect(result.values(.institution) == ["县医院": 10_550, "中医院": 2_210])
    #expect(!result.facts.contains { $0.name == .baseFirst })
  }

  /// What a later batch states of a product is no price before the first: X1 keeps the 9.00 of the batch that
  /// started first, and X3, which that one does not list, its mean, 9.00 as well.
  @Test func theBatchThatStartedFirstStatesThePricesBefore() throws {
    var town = Self.town
    town.catalogues.entries = []
    town.list("甲片", "X1", price: 10, ratio: 10, base: 90)
    town.list("甲片", "X1", price: 8, ratio: 10, base: 10, batch: "B2")
    town.list("甲片", "X3", ratio: 1, base: 2, batch: "B2")
    town.catalogues.batches["B2"]?.start = testDay("2025-03-01")
    #expect(try town.result("savings").value == 7_760)
  }

  /// Three months with purchases make a price before, two do not.
  @Test(arguments: [(3, nil), (4, nil), (5, NotComputableReason.noBasePrice)])
  func tooFewMonthsMakeNoPrice(_ least: Double, _ reason: NotComputableReason?) throws {
    var town = Self.town
    town.rules.indicators["savings"]?.values["minimum-base-months"] = .number(least)
    let result = try town.result("savings")
    #expect(result.reason == reason)
    #expect((result.value == nil) == (reason != nil))
  }

  /// Prices that rose are savings below zero.
  @Test func dearerIsNegative() throws {
    var town = Self.town
    town.buy("X1", "H1", "2025-06", 1_000, at: 100_000)
    #expect(try town.result("savings").value == 4.5 * 2_000 - 11_240)
  }

  /// 50 at 1.00 that nothing says the buyer's owner of change no figure, and are named.
  @Test func whatNothingSaysTheOwnerOfIsNamed() throws {
    var town = Self.town
    let known = try town.result("savings")
    #expect(known.number(.unknownOwnership) == nil)
    town.institutions.append(Institution(code: "U1", name: "U1", ownership: .unstated))
    town.buy("X1", "U1", "2025-06", 50)
    town.buy("X9", "U1", "2025-06", 50)
    let result = try town.result("savings")
    #expect(result.value == known.value)
    #expect(
      result.facts.suffix(2) == [
        IndicatorFact(.unknownOwnership, .count(1)),
        IndicatorFact(.amountUnknownOwnership, .money(yuan(50))),
      ])
  }

  @Test func whyThereAreNone() throws {
    var town = ExecutionTown()
    town.isRecordedMonthly = false
    town.buy("X9", "H1", "2025-06", 100)
    #expect(try town.result("savings").reason == .nothingInPeriod)
    town.institutions[0].ownership = .unstated
    #expect(try town.result("savings").reason == .ownershipNotStated)
    town.catalogues = Catalogues()
    #expect(try town.result("savings").reason == .noBatchCatalogue)
  }
}
