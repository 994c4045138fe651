import SampleCity
import Testing

/// The five plans, checked against figures copied by hand from the documents.
@Suite("The five plans")
struct PlanTests {
  struct Target: Hashable, CustomStringConvertible {
    let plan: String
    let indicator: String
    let baseline: String
    let target: String
    var description: String { "\(plan) \(indicator): \(baseline) → \(target)" }
  }

  static let expected = [
    Target(plan: "qingyang", indicator: "platform-share/drugs", baseline: "-", target: "90"),
    Target(
      plan: "qingyang", indicator: "platform-share/high-value-consumables", baseline: "-",
      target: "80"),
    Target(plan: "qingyang", indicator: "vbp-varieties/drugs", baseline: "-", target: ">500"),
    Target(
      plan: "qingyang", indicator: "vbp-categories/high-value-consumables", baseline: "4",
      target: ">5"),
    Target(plan: "yuncheng", indicator: "platform-share/drugs", baseline: "85%", target: "90%以上"),
    Target(
      plan: "yuncheng", indicator: "platform-share/high-value-consumables", baseline: "60%",
      target: "80%以上"),
    Target(plan: "yuncheng", indicator: "vbp-varieties/drugs", baseline: "138", target: "800个以上"),
    Target(
      plan: "yuncheng", indicator: "vbp-categories/high-value-consumables", baseline: "1类",
      target: "10类以上"),
    Target(plan: "xixiang", indicator: "platform-share/combined", baseline: "", target: ""),
    Target(plan: "xixiang", indicator: "credit-coverage", baseline: "", target: "95%以上"),
    Target(plan: "xixiang", indicator: "vbp-varieties/drugs", baseline: "", target: "150个以上"),
    Target(
      plan: "xixiang", indicator: "vbp-categories/consumables", baseline: "", target: "30个品类以上"),
    Target(plan: "hebei", indicator: "platform-share/drugs", baseline: "90%左右", target: "90%"),
    Target(
      plan: "hebei", indicator: "platform-share/high-value-consumables", baseline: "--",
      target: "80%"),
    Target(plan: "hebei", indicator: "vbp-varieties/drugs", baseline: "132个", target: "500个以上"),
    Target(
      plan: "hebei", indicator: "vbp-categories/high-value-consumables", baseline: "2类",
      target: "10类以上"),
    Target(plan: "jiangxi", indicator: "platform-share/drugs", baseline: "75%左右", target: "90%"),
    Target(
      plan: "jiangxi", indicator: "platform-share/high-value-consumables", baseline: "很少",
      target: "80%"),
    Target(
      plan: "jiangxi", indicator: "vbp-varieties/drugs", baseline: "112个品种", target: "400个品种以上"),
    Target(
      plan: "jiangxi", indicator: "vbp-categories/high-value-consumables", baseline: "1类",
      target: "5类以上"),
  ]

  @Test("values are as printed, in the order of the documents")
  func values() {
    let rows = WrittenCity.standard.rows("plans.csv").prefix(Self.expected.count).map { row in
      Target(
        plan: row["规划"] ?? "?", indicator: row["指标"] ?? "?", baseline: row["基期值"] ?? "?",
        target: row["目标值"] ?? "?")
    }
    #expect(rows == Self.expected)
  }

  @Test("the made-up city and its county have plans of their own, which say so")
  func madeUpPlans() {
    let rows = WrittenCity.standard.rows("plans.csv").dropFirst(Self.expected.count)
    #expect(Set(rows.compactMap { $0["规划"] }) == ["shilishi", "shilixian"])
    #expect(rows.allSatisfy { $0["文件"]?.contains("虚构") == true })
    // Each indicator that any plan has a target for stands in both of them, and those that none of
    // the five plans has a target for.
    let others = [
      "payment-30-day-rate", "direct-settlement-share", "delivery-rate", "shortage-supply",
      "non-public-participation/private", "non-public-participation/pharmacy",
    ]
    let indicators = Set(Self.expected.map(\.indicator) + others)
    for plan in ["shilishi", "shilixian"] {
      #expect(Set(rows.filter { $0["规划"] == plan }.compactMap { $0["指标"] }) == indicators)
    }
  }

  @Test("years, levels, documents and clauses are there")
  func context() {
    for row in WrittenCity.standard.rows("plans.csv") {
      #expect(row["基期年"] == "2020" && row["目标年"] == "2025")
      let isCount = row["指标"]?.hasPrefix("vbp-") == true
      #expect(row["计入层级"] == (isCount ? "国家;省级;联盟" : ""))
      #expect(row["指标原文"]?.isEmpty == false && row["依据"]?.isEmpty == false)
      #expect(row["文件"]?.contains("“十四五”") == true)
    }
  }
}
