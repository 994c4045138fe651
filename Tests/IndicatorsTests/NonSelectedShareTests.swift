import Indicators
import Procurement
import TestSupport
import Testing

struct NonSelectedShareTests {
  /// The documentation page's worked example.
  static var town: ExecutionTown {
    var town = ExecutionTown(start: "2025-02-10", end: "2026-02-09")
    town.buy("X1", "H1", "2025-03", 600)
    town.buy("X2", "H1", "2025-03", 100, at: 15_000)
    town.buy("X3", "H1", "2025-03", 200, at: 20_000)
    town.buy("X4", "H2", "2025-06", 100, at: 9_000)
    // Before the period, after the month, of a private hospital.
    town.buy("X3", "H1", "2025-01", 900, at: 20_000)
    town.buy("X3", "H1", "2025-07", 900, at: 20_000)
    town.buy("X3", "H9", "2025-03", 900, at: 20_000)
    return town
  }

  /// 300 of 1,000 tablets; 490 of 1,240 元.
  @Test func shareByQuantityAndValue() throws {
    let result = try Self.town.result("non-selected-share")
    #expect(result.scope == "public")
    #expect(result.period == testMonth("2025-01")...testMonth("2025-06"))
    #expect(result.numerator?.decimal == "300")
    #expect(result.denominator?.decimal == "1000")
    #expect(result.value == 0.3)
    #expect(result.reference == 0.5)
    #expect(result.number(.shareByValue) == 490.0 / 1_240)
    #expect(result.number(.varieties) == 1)
    #expect(result.facts.first { $0.name == .amount }?.value == .money(yuan(490)))
    #expect(result.series.map(\.value) == [nil, nil, 200.0 / 900, nil, nil, 1])
  }

  /// More of the selected came back than was bought of it: what is left is all of something else.
  @Test func returnsBeyondPurchasesLeaveNoShare() throws {
    var town = ExecutionTown(start: "2025-02-10", end: "2026-02-09")
    town.buy("X1", "H1", "2025-03", -100)
    town.buy("X3", "H1", "2025-03", 200, at: 20_000)
    let result = try town.result("non-selected-share")
    #expect(result.value == nil)
    #expect(result.reason == .returnsExceedPurchases)
    #expect(result.breakdown.allSatisfy { $0.value == nil })
    #expect(result.series.allSatisfy { $0.value == nil })
  }

  @Test func partsOfTheShare() throws {
    let result = try Self.town.result("non-selected-share")
    #expect(
      result.values(.component) == [
        "selected": 0.6, "stand-in": 0.1, "non-selected-dearer": 0.2,
        "non-selected-not-dearer": 0.1,
      ])
    #expect(result.values(.variety) == ["甲片": 0.3])
    #expect(result.breakdown.first { $0.dimension == .variety }?.reference == 0.5)
    #expect(result.values(.institution) == ["县医院": 200.0 / 900, "中医院": 1])
    #expect(result.values(.region) == ["甲县": 200.0 / 900, "乙县": 1])
  }

  /// A pack of ten may be 0.005 元 dearer by rounding: 1.0005 a tablet is not, 1.0006 is.
  @Test(arguments: [(Int64(10_005), 0.0), (10_006, 1.0)])
  func roundingMakesNothingDearer(_ price: Int64, _ share: Double) throws {
    var town = ExecutionTown(start: "2025-01-01")
    town.catalogues.products["X3"] = testProduct("X3")
    town.buy("X3", "H1", "2025-06", 100, at: price)
    var rules = town.rules
    rules.monitors["non-selected-share"]?.values["tolerance"] = .number(0.000_5)
    town.rules = rules
    #expect(
      try town.result("non-selected-share").values(.component)["non-selected-dearer"] == share)
  }

  /// A variety that two batches list counts once; what either selects is selected.
  @Test func aVarietyCountsOnce() throws {
    var town = Self.town
    town.list("甲片", "X3", price: 30, ratio: 10, batch: "B2")
    let result = try town.result("non-selected-share")
    #expect(result.denominator?.decimal == "1000")
    #expect(result.value == 0.1)
  }

  /// 50 at 1.00 that nothing says the buyer's owner of change no figure, and are named.
  @Test func whatNothingSaysTheOwnerOfIsNamed() throws {
    var town = Self.town
    let known = try town.result("non-selected-share")
    #expect(known.number(.unknownOwnership) == nil)
    town.institutions.append(Institution(code: "U1", name: "U1", ownership: .unstated))
    town.buy("X1", "U1", "2025-06", 50)
    town.buy("X9", "U1", "2025-06", 50)
    let result = try town.result("non-selected-share")
    #expect(result.value == known.value)
    #expect(
      result.facts.suffix(2) == [
        IndicatorFact(.unknownOwnership, .count(1)),
        IndicatorFact(.amountUnknownOwnership, .money(yuan(50))),
      ])
  }

  @Test func whyThereIsNoShare() throws {
    var town = ExecutionTown()
    town.isRecordedMonthly = false
    town.buy("X9", "H1", "2025-06", 100)
    #expect(try town.result("non-selected-share").reason == .nothingInPeriod)
    town.institutions[0].ownership = .unstated
    #expect(try town.result("non-selected-share").reason == .ownershipNotStated)
    town.catalogues = Catalogues()
    let none = try town.result("non-selected-share")
    #expect(none.reason == .noBatchCatalogue)
    #expect(none.value == nil)
  }
}
