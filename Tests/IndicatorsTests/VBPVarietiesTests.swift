import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct VBPVarietiesTests {
  static let month = testMonth("2025-12")

  /// The catalogues of the documentation page's worked example.
  static let catalogues: Catalogues = {
    var catalogues = Catalogues()
    catalogues.list("N1", .national, "2024-07-01", "2026-06-30", ["甲", "乙", "丙"])
    catalogues.list("N0", .national, "2022-07-01", "2024-06-30", ["甲", "戊"])
    catalogues.list("A1", .alliance, "2025-12-15", "2026-12-14", ["丙", "丁"])
    catalogues.list("P1", .provincial, "2024-03-01", "2026-02-28", ["己"])
    catalogues.list("M1", .municipal, "2025-01-01", "2026-12-31", ["庚"])
    catalogues.list("R1", .national, "2025-12-01", "2026-11-30", ["甲"], renews: "N0")
    return catalogues
  }()

  func run(
    _ catalogues: Catalogues, month: Month = month, municipal: Bool = false
  ) throws -> IndicatorRun {
    var rules = testRules
    rules.indicators["vbp-varieties"]?.values["count-municipal"] = .flag(municipal)
    let panel = testPanel([
      TestPurchase("X1", "H1", "2025-10", price: 1, quantity: 1)
    ])
    return try IndicatorRun(panel: panel, month: month, catalogues: catalogues, rules: rules)
  }

  func result(_ run: IndicatorRun, _ id: String) throws -> IndicatorResult {
    try #require(run.results.first { $0.id == id })
  }

  @Test func distinctVarietiesInForce() throws {
    let drugs = try result(try run(Self.catalogues), "vbp-varieties/drugs")
    #expect(drugs.value == 5)
    #expect(drugs.series.map(\.value) == [4, 4, 5])
    let levels = drugs.breakdown.filter { $0.dimension == .level }
    #expect(levels.map(\.name) == ["national", "provincial", "alliance", "municipal"])
    #expect(levels.map(\.value) == [3, 1, 2, 1])
    let changes = drugs.breakdown.filter { $0.dimension == .change }
    #expect(changes.map(\.name) == ["new", "expiring", "cumulative"])
    // 丁 is new, 甲 only renewed; 己 ends within 90 days; 戊 is over but was there.
    #expect(changes.map(\.value) == [1, 1, 6])
  }

  @Test func municipalBatchesAreSwitchable() throws {
    let run = try run(Self.catalogues, municipal: true)
    #expect(try result(run, "vbp-varieties/drugs").value == 6)
  }

  @Test func targetsCountTheirOwnLevels() throws {
    var catalogues = Self.catalogues
    catalogues.plans = [
      Plan(
        id: "p", region: "", document: "",
        targets: [
          testTarget("vbp-varieties/drugs", 3, 10, levels: [.national, .provincial]),
          testTarget("vbp-varieties/drugs", 3, 10),
        ])
    ]
    #expect(try run(catalogues).targets.map(\.now) == [4, 5])
  }

  @Test func categoriesOfConsumables() throws {
    var catalogues = Catalogues()
    catalogues.list(
      "K1", .national, "2025-01-01", "2026-12-31", ["冠脉支架", "药物球囊", "留置针", "补片"],
      kind: .consumables)
    var run = try run(catalogues)
    let high = "vbp-categories/high-value-consumables"
    #expect(try result(run, high).reason == .noVarietyCategories)
    #expect(try result(run, "vbp-varieties/drugs").reason == .noBatchCatalogue)

    catalogues.varietyCategories = ["冠脉支架": "心血管介入", "药物球囊": "心血管介入", "留置针": "注射穿刺"]
    run = try self.run(catalogues)
    #expect(try result(run, high).reason == .noHighValueList)
    #expect(try result(run, "vbp-categories/consumables").value == 2)
    let unmapped = try result(run, "vbp-categories/consumables").breakdown.last
    #expect(unmapped?.name == "unmapped")
    #expect(unmapped?.value == 1)

    catalogues.highValueCategories = ["心血管介入": true, "注射穿刺": false]
    run = try self.run(catalogues)
    #expect(try result(run, high).value == 1)
    #expect(try result(run, high).breakdown.last?.value == 1)
  }

  /// Of a category that the list has under another name, or without 是 or 否, nobody knows: counted 0 it would
  /// be a target missed.
  @Test func categoriesThatTheListDoesNotHaveAreNotLowValue() throws {
    var catalogues = Catalogues()
    catalogues.list(
      "K1", .national, "2025-01-01", "2026-12-31", ["冠脉支架", "药物球囊", "留置针"], kind: .consumables)
    catalogues.varietyCategories = ["冠脉支架": "冠状动脉支架", "药物球囊": "球囊类", "留置针": "注射穿刺"]
    catalogues.highValueCategories = ["冠状动脉支架类": true]
    let high = "vbp-categories/high-value-consumables"
    let undecided = try result(try run(catalogues), high)
    #expect(undecided.value == nil && undecided.reason == .noHighValueList)
    catalogues.highValueCategories = ["冠状动脉支架": true, "注射穿刺": false]
    let known = try result(try run(catalogues), high)
    #expect(known.value == 1)
    #expect(known.breakdown.last?.name == "unmapped" && known.breakdown.last?.value == 1)
    catalogues.highValueCategories = ["冠状动脉支架": false, "球囊类": false, "注射穿刺": false]
    #expect(try result(try run(catalogues), high).value == 0)
  }

  @Test func resultsAreSortedByIdentifier() throws {
    let ids = try run(Self.catalogues).results.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }
}

extension Catalogues {
  mutating func list(
    _ id: String, _ level: BatchLevel, _ start: String, _ end: String, _ varieties: [String],
    kind: BatchKind = .drugs, renews: String = ""
  ) {
    batches[id] = Batch(
      id: id, name: id, level: level, kind: kind, start: testDay(start), end: testDay(end),
      renews: renews)
    for variety in varieties {
      entries.append(
        CatalogueEntry(
          batch: id, variety: variety,
          source: SourceLine(file: "vbp/catalogue.csv", line: entries.count + 2)))
    }
  }
}

/// A target for 2025 with a baseline of 2020.
func testTarget(
  _ indicator: String, _ baseline: Double?, _ target: Double?,
  comparator: Comparator = .atLeast, levels: [BatchLevel] = []
) -> PlanTarget {
  PlanTarget(
    indicator: indicator, wording: "", baselineYear: 2020,
    baseline: PlanValue(text: "", comparator: baseline.map { _ in .equal }, value: baseline),
    targetYear: 2025,
    target: PlanValue(text: "", comparator: target.map { _ in comparator }, value: target),
    levels: levels, clause: "", source: SourceLine(file: "plans.csv", line: 2))
}
