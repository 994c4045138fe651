import Analysis
import Indicators
import Procurement

/// `indicators.csv`: every indicator with its facts, months and parts, a row each, for Excel and WPS;
/// after them the institutions with many filed purchases.
///
/// UTF-8 with BOM, CRLF, numbers plain; identifiers do not depend on the language.
/// `Reports/README.md` documents the columns.
enum IndicatorsCSV {
  /// The columns in their order.
  static let columns = [
    "indicator", "subject", "scope", "first_month", "last_month", "row", "split", "code", "name",
    "unit", "value", "reference", "amount_unit", "numerator", "denominator", "reason",
  ]

  /// The indicators of `report`.
  ///
  /// - Complexity: O(*n*) in the indicators and their parts.
  static func bytes(of report: Report) -> [UInt8] {
    csv(
      columns,
      report.indicators.flatMap(rows)
        + report.filedPurchases.map { row($0, until: report.month) })
  }

  /// An indicator, its facts, its months, and each part with its facts.
  private static func rows(_ result: IndicatorResult) -> [[CSVCell]] {
    let head = head(result)
    let unit = result.unit.rawValue
    var rows = [
      head + [.text("value"), .text(""), .text(""), .text("")]
        + figures(unit, result.value, result.reference, result.numerator, result.denominator)
        + [.text(result.reason?.rawValue ?? "")]
    ]
    rows += result.facts.map { head + row($0) }
    rows += result.series.map { value in
      head + [.text("month"), .text(""), .text(value.month.description), .text("")]
        + figures(unit, value.value, nil, nil, nil) + [.text("")]
    }
    for part in result.breakdown {
      let split = part.dimension.rawValue
      rows.append(
        head + [.text("part"), .text(split), .text(part.code), .text(part.name)]
          + figures(unit, part.value, part.reference, part.numerator, part.denominator)
          + [.text(part.reason?.rawValue ?? "")])
      rows += part.facts.map { head + row($0, splitBy: split, part.code) }
    }
    return rows
  }

  /// An institution's filed purchases, as a part of an indicator that has no value of its own.
  private static func row(_ entry: FiledPurchases, until month: Month) -> [CSVCell] {
    [
      .text("filed-purchases"), .text(""), .text("public"), .text(month.startOfYear.description),
      .text(month.description), .text("part"), .text("institution"),
      .text(entry.institution.code), .text(entry.institution.name),
    ]
      + figures("ratio", entry.share, nil, .money(entry.filed), .money(entry.total))
      + [.text("")]
  }

  private static func head(_ result: IndicatorResult) -> [CSVCell] {
    [
      .text(result.id), .text(result.subject), .text(result.scope),
      .text(result.period.lowerBound.description), .text(result.period.upperBound.description),
    ]
  }

  private static func figures(
    _ unit: String, _ value: Double?, _ reference: Double?, _ numerator: IndicatorAmount?,
    _ denominator: IndicatorAmount?
  ) -> [CSVCell] {
    [
      .text(unit), .number(value), .number(reference),
      .text((numerator ?? denominator)?.kind ?? ""), .number(numerator?.decimal ?? ""),
      .number(denominator?.decimal ?? ""),
    ]
  }

  private static func row(
    _ fact: IndicatorFact, splitBy split: String = "", _ code: String = ""
  ) -> [CSVCell] {
    let (unit, value): (String, CSVCell) =
      switch fact.value {
      case nil: ("", .text(""))
      case .ratio(let ratio)?: ("ratio", .number(ratio))
      case .money(let money)?: ("money", .number(money.decimal))
      case .count(let count)?: ("count", .number(String(count)))
      case .month(let month)?: ("month", .text(month.description))
      case .term(let name)?: ("term", .text(name))
      }
    return [
      .text("fact"), .text(split), .text(code), .text(fact.name.rawValue), .text(unit), value,
    ] + Array(repeating: .text(""), count: 4) + [.text(fact.reason?.rawValue ?? "")]
  }
}
