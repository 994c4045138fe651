@testable import Analysis
import Indicators
import Procurement

extension ReportFixture {
  private static let year = month.startOfYear...month

  static let indicators: [IndicatorResult] = [
    share(
      "platform-share/combined", nil, reason: .channelNotStated, start: nil),
    share("platform-share/drugs", 0.8731, reason: nil, start: 0.82),
    share("platform-share/high-value-consumables", nil, reason: .noHighValueList, start: nil),
    IndicatorResult(
      id: "vbp-categories/consumables", scope: "in-force", period: year, unit: .count,
      reason: .noVarietyCategories),
    IndicatorResult(
      id: "vbp-categories/high-value-consumables", scope: "in-force", period: year, unit: .count,
      value: 6, series: series(from: 4, to: 6), breakdown: []),
    IndicatorResult(
      id: "vbp-varieties/drugs", scope: "in-force", period: year, unit: .count, value: 512,
      series: series(from: 428, to: 512),
      breakdown: [
        IndicatorPart(dimension: .level, name: "national", value: 374),
        IndicatorPart(dimension: .level, name: "provincial", value: 61),
        IndicatorPart(dimension: .level, name: "alliance", value: 77),
        IndicatorPart(dimension: .change, name: "new", value: 9),
        IndicatorPart(dimension: .change, name: "expiring", value: 3),
        IndicatorPart(dimension: .change, name: "cumulative", value: 540),
      ]),
  ]

  private static func series(from first: Double, to last: Double) -> [MonthValue] {
    (0..<12).map {
      MonthValue(
        month: month.advanced(by: $0 - 11),
        value: (first + (last - first) * Double($0) / 11).rounded())
    }
  }

  private static func share(
    _ id: String, _ value: Double?, reason: NotComputableReason?, start: Double?
  ) -> IndicatorResult {
    guard let value, let start else {
      return IndicatorResult(
        id: id, scope: "public", period: year, unit: .ratio, reason: reason,
        series: (0..<12).map { MonthValue(month: month.advanced(by: $0 - 11), value: nil) })
    }
    return IndicatorResult(
      id: id, scope: "public", period: year, unit: .ratio,
      numerator: .money(yuan(56_918_004.57 * value)),
      denominator: .money(yuan(56_918_004.57)), value: value,
      series: (0..<12).map {
        MonthValue(
          month: month.advanced(by: $0 - 11),
          value: $0 == 4
            ? nil : start + (value - start) * Double($0) / 11 + Double($0 * 5 % 3) * 0.006)
      },
      breakdown: [
        IndicatorPart(
          dimension: .channel, name: "platform", numerator: .money(yuan(49_695_109.79)),
          denominator: .money(yuan(56_918_004.57)), value: value),
        IndicatorPart(
          dimension: .region, name: "盐湖区", numerator: .money(yuan(31_002_000)),
          denominator: .money(yuan(34_000_000)), value: 0.9118),
        IndicatorPart(
          dimension: .region, name: "临猗县", numerator: .money(yuan(12_000_000)),
          denominator: .money(yuan(14_500_000)), value: 0.8276),
        IndicatorPart(
          dimension: .institution, name: institutions[2].name, numerator: .money(yuan(1_000_000)),
          denominator: .money(yuan(1_204_511.36)), value: 0.8302),
        IndicatorPart(dimension: .ownership, name: "private", value: nil),
      ])
  }

  static let plans: [Plan] = [
    plan(
      "qingyang", "青阳县", "青医保办〔2022〕49号",
      [
        target("platform-share/drugs", "–", nil, "90%", 0.9, .equal),
        target("platform-share/high-value-consumables", "–", nil, "80%", 0.8, .equal),
        target("vbp-varieties/drugs", "–", nil, ">500个", 500, .greater),
        target("vbp-categories/high-value-consumables", "4类", 4, ">5类", 5, .greater),
      ]),
    plan(
      "yuncheng", "运城市", "运城市“十四五”全民医疗保障规划",
      [
        target("platform-share/drugs", "85%", 0.85, "90%以上", 0.9, .atLeast),
        target("platform-share/high-value-consumables", "60%", 0.6, "80%以上", 0.8, .atLeast),
        target("vbp-varieties/drugs", "138个", 138, "800个以上", 800, .atLeast),
        target("vbp-categories/high-value-consumables", "1类", 1, "10类以上", 10, .atLeast),
      ]),
    plan(
      "xixiang", "西乡县", "2021-12-30",
      [
        target("platform-share/combined", "", nil, "", nil, nil),
        target("vbp-varieties/drugs", "–", nil, "150个以上", 150, .atLeast),
        target("vbp-categories/consumables", "–", nil, "30个以上", 30, .atLeast),
      ]),
    plan(
      "hebei", "河北省", "冀医保发〔2021〕9号",
      [
        target("platform-share/drugs", "约90%", 0.9, "90%", 0.9, .equal),
        target("platform-share/high-value-consumables", "--", nil, "80%", 0.8, .equal),
        target("vbp-varieties/drugs", "132", 132, "500以上", 500, .atLeast),
        target("vbp-categories/high-value-consumables", "2", 2, "10以上", 10, .atLeast),
      ]),
    plan(
      "jiangxi", "江西省", "赣府厅发〔2021〕34号",
      [
        target("platform-share/drugs", "75%左右", 0.75, "90%", 0.9, .equal),
        target("platform-share/high-value-consumables", "很少", nil, "80%", 0.8, .equal),
        target("vbp-varieties/drugs", "112个", 112, "400个以上", 400, .atLeast),
        target("vbp-categories/high-value-consumables", "1类", 1, "5类以上", 5, .atLeast),
      ]),
  ]

  private static func plan(
    _ id: String, _ region: String, _ document: String, _ targets: [PlanTarget]
  ) -> Plan {
    Plan(id: id, region: region, document: document, targets: targets)
  }

  private static func target(
    _ indicator: String, _ baselineText: String, _ baseline: Double?, _ text: String,
    _ value: Double?, _ comparator: Comparator?
  ) -> PlanTarget {
    PlanTarget(
      indicator: indicator, wording: indicator, baselineYear: 2020,
      baseline: PlanValue(
        text: baselineText, comparator: baseline.map { _ in .equal }, value: baseline),
      targetYear: 2025, target: PlanValue(text: text, comparator: comparator, value: value),
      levels: [], clause: "专栏1", source: SourceLine(file: "plans.csv", line: 2))
  }

  static let targets: [TargetGap] = plans.flatMap { plan in
    plan.targets.map { target in
      var gap = TargetGap(plan: plan.id, target: target)
      let result = indicators.first { $0.id == target.indicator }
      gap.now = result?.value
      gap.reason = result?.reason
      guard let goal = target.target.value else {
        gap.reason = .targetBlank
        return gap
      }
      guard let now = gap.now else { return gap }
      gap.gap = max(0, goal - now)
      let isMet = target.target.comparator?.isMet(by: now, target: goal) ?? false
      gap.status = isMet ? .met : .behind
      guard let baseline = target.baseline.value else {
        gap.reason = .baselineBlank
        return gap
      }
      gap.straightLine = baseline + (goal - baseline) * 0.92
      gap.pace = (now - baseline) / 5
      gap.neededPace = isMet ? nil : (goal - now) / 1
      gap.projectedArrival = isMet || now <= baseline ? nil : month.advanced(by: 17)
      gap.deviation =
        goal == baseline ? nil : (baseline + (goal - baseline) * 0.92 - now) / (goal - baseline)
      gap.isMajorDeviation = gap.deviation.map { $0 > 0.2 }
      return gap
    }
  }

  static let prices = PriceMovement(
    followed: 412, rose: 21, fell: 33, unchanged: 240, notBought: 95, notComparable: 23,
    largestRises: (0..<10).map { change($0, 1.42 - Double($0) * 0.03) },
    largestFalls: (0..<10).map { change($0 + 1, 0.37 + Double($0) * 0.05) },
    averageChange: (0..<24).map {
      MonthValue(
        month: month.advanced(by: $0 - 23),
        value: $0 == 0 ? nil : Double(($0 * 37) % 23 - 12) / 1_500)
    })

  private static func change(_ index: Int, _ factor: Double) -> PriceMovement.Change {
    let reference = 0.4286 + Double(index) * 7.3
    return PriceMovement.Change(
      product: products[index % products.count], referenceMonth: month.advanced(by: -1),
      reference: reference, price: reference * factor, institutions: 3 + index,
      amount: yuan(120_400.5 - Double(index) * 3_000))
  }

  static let rules = Rules(
    name: "系统默认", plan: "yuncheng", steps: [.watch: "核实数据", .warn: "函询"],
    monitors: [
      "price-rise": RuleSection(
        id: "price-rise", isEnabled: true, authority: "系统默认",
        values: ["watch": .number(0.1), "warn": .number(0.3), "matched": .flag(true)]),
      "institution-gap": RuleSection(
        id: "institution-gap", isEnabled: true, authority: "系统默认",
        values: ["ratio": .number(1.2), "peers": .number(3)]),
    ],
    indicators: [
      "platform-share": RuleSection(
        id: "platform-share", isEnabled: true, authority: "规划原文",
        values: ["granules-count": .flag(true)])
    ])
}
