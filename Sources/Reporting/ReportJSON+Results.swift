import Analysis
import Indicators
import Procurement

/// A plan's target against the value now.
struct TargetJSON: Encodable {
  let plan: String
  let indicator: String
  let wording: String
  let clause: String
  let comparator: OrNull<String>
  let target: OrNull<Double>
  let targetText: String
  let targetYear: OrNull<Int>
  let baseline: OrNull<Double>
  let baselineComparator: OrNull<String>
  let baselineText: String
  let baselineYear: OrNull<Int>
  let levels: [String]
  let now: OrNull<Double>
  let gap: OrNull<Double>
  let straightLine: OrNull<Double>
  let neededPace: OrNull<Double>
  let pace: OrNull<Double>
  let projectedArrival: OrNull<String>
  let deviation: OrNull<Double>
  let isMajorDeviation: OrNull<Bool>
  let status: String
  let reason: OrNull<String>

  init(_ gap: TargetGap) {
    let target = gap.target
    plan = gap.plan
    indicator = target.indicator
    wording = target.wording
    clause = target.clause
    comparator = OrNull(target.target.comparator?.rawValue)
    self.target = OrNull(rounding: target.target.value)
    targetText = target.target.text
    targetYear = OrNull(target.targetYear)
    baseline = OrNull(rounding: target.baseline.value)
    baselineComparator = OrNull(target.baseline.comparator?.rawValue)
    baselineText = target.baseline.text
    baselineYear = OrNull(target.baselineYear)
    levels = target.levels.map(\.rawValue)
    now = OrNull(rounding: gap.now)
    self.gap = OrNull(rounding: gap.gap)
    straightLine = OrNull(rounding: gap.straightLine)
    neededPace = OrNull(rounding: gap.neededPace)
    pace = OrNull(rounding: gap.pace)
    projectedArrival = OrNull(gap.projectedArrival?.description)
    deviation = OrNull(rounding: gap.deviation)
    isMajorDeviation = OrNull(gap.isMajorDeviation)
    status = gap.status.rawValue
    reason = OrNull(gap.reason?.rawValue)
  }
}

/// An institution's filed purchases above the limit.
struct FiledPurchasesJSON: Encodable {
  let institutionCode: String
  let institutionName: String
  let region: String
  let filed: String
  let total: String
  let share: OrNull<Double>

  init(_ purchases: FiledPurchases) {
    institutionCode = purchases.institution.code
    institutionName = purchases.institution.name
    region = purchases.institution.region
    filed = purchases.filed.decimal
    total = purchases.total.decimal
    share = OrNull(rounding: purchases.share.isFinite ? purchases.share : nil)
  }
}

/// What a monitor did.
struct MonitorJSON: Encodable {
  let id: String
  let tested: Int
  let passed: Int
  let flagged: Int
  let notApplicable: [String: Int]
  let excessAmount: String
  let crowded: Bool
  let dismissed: Int

  init(_ account: MonitorAccount) {
    crowded = account.isCrowded
    dismissed = account.dismissed
    id = account.id
    tested = account.tested
    passed = account.passed
    flagged = account.flagged
    notApplicable = Dictionary(
      uniqueKeysWithValues: account.notApplicable.map { ($0.key.rawValue, $0.value) })
    excessAmount = account.excessAmount.decimal
  }
}
