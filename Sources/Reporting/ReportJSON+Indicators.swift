import Indicators
import Procurement

/// One indicator with its targets.
struct IndicatorJSON: Encodable {
  struct Period: Encodable {
    let first: String
    let last: String
  }

  struct Part: Encodable {
    let dimension: String
    let code: String
    let name: String
    let amountUnit: OrNull<String>
    let numerator: OrNull<String>
    let denominator: OrNull<String>
    let value: OrNull<Double>
    let reference: OrNull<Double>
    let reason: OrNull<String>
    let facts: [String: OrNull<FactJSON>]

    init(_ part: IndicatorPart) {
      dimension = part.dimension.rawValue
      code = part.code
      name = part.name
      amountUnit = OrNull((part.numerator ?? part.denominator)?.kind)
      numerator = OrNull(part.numerator?.decimal)
      denominator = OrNull(part.denominator?.decimal)
      value = OrNull(rounding: part.value)
      reference = OrNull(rounding: part.reference)
      reason = OrNull(part.reason?.rawValue)
      facts = FactJSON.byName(part.facts)
    }
  }

  let id: String
  let subject: String
  let scope: String
  let period: Period
  let unit: String
  let amountUnit: OrNull<String>
  let numerator: OrNull<String>
  let denominator: OrNull<String>
  let value: OrNull<Double>
  let reference: OrNull<Double>
  let reason: OrNull<String>
  let series: [MonthJSON]
  let facts: [String: OrNull<FactJSON>]
  let factReasons: [String: String]
  let breakdown: [Part]
  let targets: [TargetJSON]

  init(_ result: IndicatorResult, targets: [TargetGap]) {
    id = result.id
    subject = result.subject
    scope = result.scope
    period = Period(
      first: result.period.lowerBound.description, last: result.period.upperBound.description)
    unit = result.unit.rawValue
    amountUnit = OrNull((result.numerator ?? result.denominator)?.kind)
    numerator = OrNull(result.numerator?.decimal)
    denominator = OrNull(result.denominator?.decimal)
    value = OrNull(rounding: result.value)
    reference = OrNull(rounding: result.reference)
    reason = OrNull(result.reason?.rawValue)
    series = result.series.map { MonthJSON($0) }
    facts = FactJSON.byName(result.facts)
    factReasons = Dictionary(
      result.facts.compactMap { fact in fact.reason.map { (fact.name.rawValue, $0.rawValue) } },
      uniquingKeysWith: { first, _ in first })
    breakdown = result.breakdown.map { Part($0) }
    self.targets = targets.filter { $0.target.indicator == result.id }.map { TargetJSON($0) }
  }
}

/// A fact as its plain value: numbers for ratios and counts, strings for money and months.
struct FactJSON: Encodable {
  private let value: IndicatorFact.Value

  init(_ value: IndicatorFact.Value) {
    self.value = value
  }

  /// Facts by their names.
  static func byName(_ facts: [IndicatorFact]) -> [String: OrNull<FactJSON>] {
    Dictionary(
      facts.map { ($0.name.rawValue, OrNull($0.value.map { FactJSON($0) })) },
      uniquingKeysWith: { first, _ in first })
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .ratio(let ratio): try container.encode(OrNull(rounding: ratio))
    case .money(let money): try container.encode(money.decimal)
    case .count(let count): try container.encode(count)
    case .month(let month): try container.encode(month.description)
    case .term(let name): try container.encode(name)
    }
  }
}
