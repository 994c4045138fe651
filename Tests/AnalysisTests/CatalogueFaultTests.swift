import Indicators
import Procurement
import TestSupport
import Testing

@testable import Analysis

/// What a missing catalogue, or a row of one that fits nothing, costs: it is named, and the rest is
/// computed.
struct CatalogueFaultTests {
  /// Every file that the indicators need, small.
  private static let files = [
    "products.csv": """
    医保代码,通用名,转换比,类别,耗材类别
    X1,甲片,1,化学药,
    B1,乙针,1,生物制品,
    C1,支架,1,耗材,血管支架

    """,
    "institutions.csv": "医疗机构编码,医疗机构名称,机构性质,地区\nH1,一院,公立,东区\nH2,二院,公立,西区\n",
    "consumable-categories.csv": "耗材类别,是否高值\n血管支架,是\n",
    "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-01-01,2025-12-31\n",
    "vbp/catalogue.csv": "批次,品种,医保代码,中选价,集采前均价\nB,甲片,X1,1,5\n",
    "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nB,H1,甲片,1200\nB,H9,甲片,7000\n",
    "enterprises.csv": "企业名称,是否挂网,是否纳入信用评价\n厂甲,是,是\n",
    "credit-ratings.csv": "企业名称,失信等级,评级日期\n",
  ]

  private func report(without missing: String = "") throws -> Report {
    let folder = try TemporaryFolder()
    var lines = "订单明细编号,采购日期,医疗机构编码,产品编码,通用名,采购渠道,采购单价,采购数量\n"
    var number = 0
    for month in ["2024-12", "2025-11", "2025-12"] {
      for (code, name) in [("X1", "甲片"), ("B1", "乙针"), ("C1", "支架")] {
        for channel in ["平台采购", "线下采购"] {
          number += 1
          lines += "L\(number),\(month)-05,H1,\(code),\(name),\(channel),1.00,500\n"
        }
      }
    }
    try folder.write("purchases/a.csv", lines)
    for (name, text) in Self.files where name != missing { try folder.write(name, text) }
    return try OfficeFolder(folder: folder).examine("2025-12").report
  }

  private func result(_ id: String, in report: Report) throws -> IndicatorResult {
    try #require(report.indicators.first { $0.id == id })
  }

  /// A code that neither the catalogue nor any purchase knows is named; what was contracted under it
  /// does not stand as never taken up: 2,000 bought in the period of 1,200, not of 8,200.
  @Test func anInstitutionThatNobodyKnows() throws {
    let report = try report()
    #expect(
      report.data.notices.filter { $0.reason != .missingMonth } == [
        Notice(
          source: SourceLine(file: "vbp/contracts.csv", line: 3), column: "医疗机构编码", value: "H9",
          reason: .unknownReference)
      ])
    let completion = try result("contract-completion/B", in: report)
    #expect(completion.numerator == .quantity(Quantity(tenThousandths: 20_000_000)))
    #expect(completion.denominator == .quantity(Quantity(tenThousandths: 12_000_000)))
    #expect(!report.findings.contains { $0.monitor == "zero-uptake" })
    // Without a list of institutions none is known to be missing from it.
    let unlisted = try self.report(without: "institutions.csv")
    #expect(unlisted.data.notices.map(\.reason) == [.missingMonth])
    let facts = try result("contract-completion/B", in: unlisted).facts
    #expect(facts.contains(IndicatorFact(.zeroUptake, .count(1))))
  }

  /// Who owns what is asked where it is known of others; of none, indicators say that they cannot be computed.
  @Test(arguments: [
    ("医疗机构编码,机构性质\nH1,公立\nH2,\n", ["县医院（H2）", "村卫生室"]), ("医疗机构编码,机构性质\nH1,\n", []),
    ("医疗机构编码,医疗机构名称,机构性质,曾用名\nH1,一院,公立,村卫生室\nH2,县医院,民营,\n", []),
  ])
  func institutionsOfUnknownOwnershipAreNamed(_ institutions: String, _ named: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("institutions.csv", institutions)
    try folder.write(
      "purchases/a.csv",
      "采购日期,医疗机构编码,医疗机构名称,通用名,采购单价,采购数量\n2025-12-03,H1,一院,甲片,10,4\n"
        + "2025-12-03,H2,县医院,甲片,10,4\n2025-12-03,,村卫生室,甲片,10,4\n")
    let report = try OfficeFolder(folder: folder).examine("2025-12").report
    let notices = report.data.notices.filter { $0.reason == .ownershipNotStated }
    #expect(notices.map(\.value) == named)
    #expect(notices.allSatisfy { $0.source.file == "institutions.csv" && $0.column == "机构性质" })
  }

  /// 400 packs at 10.00, of ten by the batch catalogue alone, or by a line that says so: bought as contracted,
  /// at the selected price. A catalogue that contradicts `products.csv` does not make the price twice as high.
  @Test(arguments: [
    ("医保代码,通用名,转换比\nX1,甲片,\n", "", "10", 4_000.0), ("医保代码,通用名\nX9,乙片\n", "", "10", 4_000),
    ("医保代码,通用名,转换比\nX1,甲片,10\n", "", "20", 4_000), ("医保代码,通用名\nX9,乙片\n", "10", "10", 4_000),
  ])
  func thePackOfTheBatchCatalogueIsThatOfPurchases(
    _ products: String, _ line: String, _ ratio: String, _ units: Double
  ) throws {
    let folder = try TemporaryFolder()
    for (name, text) in [
      "products.csv": products, "institutions.csv": "医疗机构编码,机构性质\nH1,公立\n",
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,省级,药品,2025-12-01,2026-11-30\n",
      "vbp/catalogue.csv": "批次,品种,医保代码,中选价,转换比,集采前均价\nB,甲片,X1,10,\(ratio),20\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量,单位\nB,H1,甲片,400,盒\n",
      "purchases/a.csv": "采购日期,医疗机构编码,产品编码,通用名,转换比,采购单价,采购数量\n2025-12-03,H1,X1,甲片,\(line),10,400\n",
    ] { try folder.write(name, text) }
    let report = try OfficeFolder(folder: folder).examine("2025-12").report
    let completion = try result("contract-completion/B", in: report)
    #expect(completion.numerator == .quantity(Quantity(tenThousandths: Int64(units * 10_000))))
    #expect(completion.value == 1)
    // (20 − 10) ÷ 10 × 4,000.
    #expect(try result("savings", in: report).value == 4_000)
    #expect(!report.findings.contains { $0.monitor == "above-selected" })
    #expect(
      report.data.notices.map(\.reason).filter { $0 == .conflictingRatio }.count
        == (ratio == "20" ? 1 : 0))
  }

  @Test(
    arguments: [
      ("vbp/batches.csv", "contract-completion", NotComputableReason.noBatches),
      ("vbp/batches.csv", "retained-surplus", .noBatches),
      ("vbp/batches.csv", "savings", .noBatches),
      ("vbp/batches.csv", "non-selected-share", .noBatches),
      ("vbp/batches.csv", "vbp-varieties/drugs", .noBatches),
      ("vbp/batches.csv", "price-index/vbp/laspeyres", .noBatches),
      ("vbp/contracts.csv", "contract-completion", .noContracts),
      ("vbp/catalogue.csv", "savings", .noBatchCatalogue),
      ("products.csv", "platform-share/high-value-consumables", .noProducts),
      ("products.csv", "price-index/biological/laspeyres", .noProducts),
      ("consumable-categories.csv", "platform-share/high-value-consumables", .noHighValueList),
    ])
  func theMissingFileIsNamed(
    _ file: String, _ id: String, _ reason: NotComputableReason
  ) throws {
    let report = try report(without: file)
    let result = try result(id, in: report)
    #expect(result.value == nil)
    #expect(result.reason == reason)
    #expect(try self.result(id, in: self.report()).reason != reason)
  }

  @Test func ratingsThatAreNotThere() throws {
    let known = try result("credit-coverage", in: report())
    #expect(known.facts.map(\.value) == [.count(0), .money(.zero)])
    let unknown = try result("credit-coverage", in: report(without: "credit-ratings.csv"))
    #expect(unknown.value == 1)
    #expect(unknown.facts.map(\.value) == [nil, nil])
    #expect(unknown.facts.map(\.reason) == [.noCreditRatings, .noCreditRatings])
  }

  /// Other regions' targets are no business of the public here.
  @Test func whatIsPublishedHasTheChosenPlanOnly() throws {
    var examined = try report()
    func gap(_ plan: String) -> TargetGap {
      TargetGap(
        plan: plan,
        target: PlanTarget(
          indicator: "platform-share/drugs", wording: "", baselineYear: 2020,
          baseline: PlanValue(text: "", comparator: nil, value: nil), targetYear: 2025,
          target: PlanValue(text: "90%", comparator: .equal, value: 0.9), levels: [], clause: "",
          source: SourceLine(file: "plans.csv", line: 2)))
    }
    let plans = ["own", "another"].map { Plan(id: $0, region: $0, document: "", targets: []) }
    examined.plan = plans[0]
    examined.plans = plans
    examined.targets = plans.map { gap($0.id) }
    let published = Disclosure(examined, prices: []).report
    #expect(published.plans.map(\.id) == ["own"])
    #expect(published.targets.map(\.plan) == ["own"])
    examined.plan = nil
    #expect(Disclosure(examined, prices: []).report.targets.isEmpty)
  }

  /// What is published holds nothing that a clue is counted in, and no part that may be a single
  /// institution, wherever the report has it.
  /// Months of which there is nothing at all are named, and no figure is made of them.
  @Test func monthsWithoutPurchasesAreNamed() throws {
    let office = try OfficeFolder(
      ["2024-12", "2025-01", "2025-02", "2025-05", "2025-07", "2025-08"].map {
        ("\($0)-05", "东一院", "甲片", "1.00", 100)
      })
    let july = try office.examine("2025-07").report
    let gaps = july.data.notices.filter { $0.reason == .missingMonth }
    #expect(gaps.map(\.value) == ["2025-03 — 2025-04", "2025-06"])
    #expect(july.overview.total.previousMonth == nil)
    #expect(
      july.overview.months.map { $0.amount?.decimal }
        == ["100.00", "100.00", "100.00", nil, nil, "100.00", nil, "100.00"])
    let august = try office.examine().report
    #expect(august.overview.total.previousMonth == yuan(100))
    #expect(august.overview.total.sameMonthLastYear == nil)
    #expect(try office.examine("2025-02").report.data.notices.isEmpty)
  }

  @Test func whatIsPublishedCountsNoClues() throws {
    let examined = try report()
    let whole = try result("contract-completion/B", in: examined)
    #expect(whole.facts.contains { $0.name == .zeroUptake })
    #expect(whole.breakdown.contains { $0.dimension == .region })
    let published = Disclosure(examined, prices: []).report
    #expect(!published.indicators.isEmpty)
    #expect(published.overview.regions.isEmpty)
    #expect(!examined.overview.regions.isEmpty)
    let counts: Set<IndicatorFact.Name> = [
      .zeroUptake, .lagging, .laggingInstitutions, .ratedEnterprises, .ratedPurchases, .emptyHanded,
      .institutionsGap, .overdue, .notYetDue, .grade,
    ]
    for result in published.indicators {
      let facts = result.facts + result.breakdown.flatMap(\.facts)
      #expect(!facts.contains { counts.contains($0.name) }, "\(result.id)")
      #expect(
        !result.breakdown.contains {
          [.region, .institution, .union, .enterprise, .lagging, .ownership, .product]
            .contains($0.dimension)
        }, "\(result.id)")
    }
  }

  /// The completion of a batch with one contract is that of one institution.
  @Test func aBatchOfOneContractIsNotPublished() throws {
    var examined = try report()
    let id = "contract-completion/B"
    func published() -> [IndicatorResult] { Disclosure(examined, prices: []).report.indicators }
    func hasPart() -> Bool {
      published().first { $0.id == "contract-completion" }?.breakdown
        .contains { $0.dimension == .batch && $0.code == "B" } ?? false
    }
    #expect(try result(id, in: examined).facts.contains(IndicatorFact(.contracts, .count(1))))
    #expect(!published().contains { $0.id == id } && !hasPart())
    let place = try #require(examined.indicators.firstIndex { $0.id == id })
    examined.indicators[place].facts.removeAll { $0.name == .contracts }
    examined.indicators[place].facts.append(IndicatorFact(.contracts, .count(2)))
    // Two contracts of one institution are its own figure all the same.
    #expect(!published().contains { $0.id == id } && !hasPart())
    let whole = try #require(
      examined.indicators.firstIndex { $0.id == "contract-completion" })
    for part in examined.indicators[whole].breakdown.indices {
      examined.indicators[whole].breakdown[part].holders = ["H1", "H2"]
    }
    #expect(published().contains { $0.id == id } && hasPart())
  }

  /// 甲 is H1's alone, and would be what 乙 and 丙 leave of the batch: so 丙, the least of the others, goes with
  /// it. Where 甲 is H1's and 丁 H2's, the two together give nobody away.
  @Test func aVarietyOfOneInstitutionIsNotPublished() throws {
    var examined = try report()
    let id = "contract-completion/B"
    let place = try #require(examined.indicators.firstIndex { $0.id == id })
    examined.indicators[place].facts.removeAll { $0.name == .contracts }
    let whole = try #require(
      examined.indicators.firstIndex { $0.id == "contract-completion" })
    for part in examined.indicators[whole].breakdown.indices {
      examined.indicators[whole].breakdown[part].holders = ["H1", "H2"]
    }
    func part(_ name: String, _ quantity: Int64, _ holders: Set<String>) -> IndicatorPart {
      let amount = IndicatorAmount.quantity(Quantity(tenThousandths: quantity))
      var part = IndicatorPart(
        dimension: .variety, name: name, numerator: amount, denominator: amount, value: 1)
      part.holders = holders
      return part
    }
    func published(_ parts: [IndicatorPart]) -> [String]? {
      examined.indicators[place].breakdown = parts
      return Disclosure(examined, prices: []).report.indicators.first { $0.id == id }?.breakdown
        .map(\.name)
    }
    let others = [part("乙", 900, ["H1", "H2"]), part("丙", 100, ["H1", "H3"])]
    #expect(published(others) == ["乙", "丙"])
    #expect(published([part("甲", 500, ["H1"])] + others) == ["乙"])
    #expect(
      published([part("甲", 500, ["H1"])] + others + [part("丁", 500, ["H2"])]) == ["乙", "丙"])
    #expect(
      published([part("甲", 500, ["H1"]), part("丁", 50, ["H1"])] + others) == ["乙"])
  }

  /// Savings on 甲 are H1's alone; those of the batch less those on 乙 would be the same.
  @Test func savingsOfOneInstitutionAreNotPublished() throws {
    var examined = try report()
    let place = try #require(examined.indicators.firstIndex { $0.id == "savings" })
    func published(_ holders: Set<String>) -> [String]? {
      examined.indicators[place].breakdown = [
        ("甲", holders), ("乙", ["H1", "H2"]), ("批", ["H1", "H2"]),
      ]
      .map { name, holders in
        var part = IndicatorPart(
          dimension: name == "批" ? .batch : .variety, name: name, value: 1)
        part.holders = holders
        return part
      }
      return Disclosure(examined, prices: []).report.indicators.first { $0.id == "savings" }?
        .breakdown.map(\.name)
    }
    #expect(published(["H1", "H2"]) == ["甲", "乙", "批"])
    #expect(published(["H1"]) == [])
  }

  /// What the only private hospital paid against the selected price is its own.
  @Test func aPriceThatOneInstitutionPaidIsNotPublished() throws {
    var examined = try report()
    let id = "non-public-participation/private"
    let place = try #require(examined.indicators.firstIndex { $0.id == id })
    func published(_ ratios: [Double?]) -> [IndicatorFact]? {
      examined.indicators[place].facts = [IndicatorFact(.priceAgainstSelected, .ratio(1.2))]
      examined.indicators[place].breakdown = ratios.map { ratio in
        IndicatorPart(
          dimension: .institution, name: "院", value: 1,
          facts: [IndicatorFact(.priceAgainstSelected, ratio.map { .ratio($0) })])
      }
      return Disclosure(examined, prices: []).report.indicators.first { $0.id == id }?.facts
    }
    #expect(published([1.2, nil]) == [])
    #expect(published([1.1, 1.3]) == [IndicatorFact(.priceAgainstSelected, .ratio(1.2))])
  }

  /// Whose figures a part is made of is told with it, as far as two of them.
  @Test func partsTellTheirHolders() throws {
    let report = try report(without: "institutions.csv")
    let parts = try result("contract-completion/B", in: report).breakdown
      .filter { $0.dimension == .variety }
    #expect(parts.allSatisfy { !$0.holders.isEmpty && $0.holders.isSubset(of: ["H1", "H9"]) })
  }
}
