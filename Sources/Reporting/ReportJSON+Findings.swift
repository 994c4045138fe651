import Analysis
import Procurement

/// One finding: the columns of `findings.csv` in camel case, and what a row has no room for.
struct FindingJSON: Encodable {
  struct Bounds: Encodable {
    let lower: OrNull<String>
    let upper: OrNull<String>
  }

  struct Line: Encodable {
    let file: String
    let line: Int
    let isPeer: Bool
  }

  let findingId: String
  let monitor: String
  let severity: String
  let month: String
  let productCode: String
  let productName: String
  let specification: String
  let institutionCode: OrNull<String>
  let institutionName: OrNull<String>
  let region: String
  let distributor: String
  let variety: String
  let batch: String
  let manufacturer: String
  let unit: String
  let observed: String
  let reference: String
  let referenceKind: String
  let referenceMonth: OrNull<String>
  let ratio: OrNull<Double>
  let peers: Int
  let quantity: String
  let excessAmount: String
  let mixEffect: OrNull<Double>
  let bounds: Bounds
  let method: String
  let status: String
  let since: OrNull<String>
  let decision: OrNull<DecisionJSON>
  let suggestedStep: String
  let source: OrNull<String>
  let evidence: [Line]

  init(_ finding: Finding) {
    findingId = finding.id
    monitor = finding.monitor
    severity = finding.severity.rawValue
    month = finding.month.description
    productCode = finding.product.code
    productName = finding.product.name
    specification = finding.product.specification
    institutionCode = OrNull(finding.institution?.code)
    institutionName = OrNull(finding.institution?.name)
    region = finding.region
    distributor = finding.distributor
    variety = finding.variety
    batch = finding.batch
    manufacturer = finding.product.manufacturer
    unit = finding.unit.rawValue
    observed = FindingText.price(finding.observed)
    reference = FindingText.price(finding.reference)
    referenceKind = finding.referenceKind.rawValue
    referenceMonth = OrNull(finding.referenceMonth?.description)
    ratio = OrNull(rounding: finding.ratio)
    peers = finding.peers
    quantity = finding.quantity.decimal
    excessAmount = finding.excessAmount.decimal
    mixEffect = OrNull(rounding: finding.mixEffect)
    bounds = Bounds(
      lower: OrNull(finding.bounds.lower.map(FindingText.price)),
      upper: OrNull(finding.bounds.upper.map(FindingText.price)))
    method = finding.method
    status = finding.status.rawValue
    since = OrNull(finding.since?.description)
    decision = OrNull(finding.decision.map { DecisionJSON($0) })
    suggestedStep = finding.suggestedStep
    source = OrNull(finding.evidence.first?.description)
    evidence = finding.evidence.map {
      Line(file: $0.file, line: $0.line, isPeer: finding.peerEvidence.contains($0))
    }
  }
}

/// What reviewers decided about a finding.
struct DecisionJSON: Encodable {
  let decision: String
  let reason: String
  let by: String
  let date: OrNull<String>
  let until: OrNull<String>
  let source: String

  init(_ decision: Decision) {
    self.decision = decision.kind.rawValue
    reason = decision.reason
    by = decision.by
    date = OrNull(decision.date?.description)
    until = OrNull(decision.until?.description)
    source = decision.source.description
  }
}

/// The findings that reviewers have dismissed.
struct DismissedJSON: Encodable {
  let count: Int
  let findingIds: [String]

  init(_ findings: [Finding]) {
    count = findings.count
    findingIds = findings.map(\.id)
  }
}

/// How the findings stand to those of the month before.
struct MonthOnMonthJSON: Encodable {
  let new: Int
  let continuing: Int
  let resolved: Int
  let resolvedIds: [String]

  init(_ comparison: MonthOnMonth) {
    new = comparison.new
    continuing = comparison.continuing
    resolved = comparison.resolved.count
    resolvedIds = comparison.resolved
  }
}

/// A finding's numbers as CSV and JSON write them, so that the two cannot differ.
enum FindingText {
  /// A unit price, a share or a count with at most six decimals and no separators; empty where it is not a number.
  static func price(_ yuan: Double) -> String {
    yuan.isFinite ? NumberText.trimmed(yuan, places: 6) : ""
  }

  /// A ratio with at most six decimals; empty where there is none.
  static func ratio(_ value: Double?) -> String {
    value.map { NumberText.trimmed($0, places: 6) } ?? ""
  }
}
