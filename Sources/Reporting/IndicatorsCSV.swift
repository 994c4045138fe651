import Analysis
import DelimitedText
import Indicators
import Procurement

/// `indicators.csv`: every indicator with its facts, months and parts, a row each, for Excel and WPS;
/// after them the institutions with many filed purchases.
///
/// UTF-8 with BOM, CRLF, numbers plain; identifiers do not depend on the language.
/// `Reports/README.md` documents the columns.
struct IndicatorsCSV: Sendable {
  /// The columns in their order.
  static let columns = [
    "indicator", "subject", "scope", "first_month", "last_month", "row", "split", "code", "name",
    "unit", "value", "reference", "amount_unit", "numerator", "denominator", "reason",
  ]

  private let indicators: [IndicatorResult]
  private let filedPurchases: [FiledPurchases]
  private let month: Month

  /// The indicators of `report`.
  init(_ report: Report) {
    indicators = report.indicators
    filedPurchases = report.filedPurchases
    month = report.month
  }

  /// The file's bytes.
  ///
  /// - Complexity: O(*n*) in the indicators and their parts.
  func bytes() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.write(Self.columns)
    for result in indicators {
      let head = Self.head(result)
      writer.write(
        head + [.text("value"), .text(""), .text(""), .text("")]
          + Self.figures(
            result.unit.rawValue, result.value, result.reference, result.numerator,
            result.denominator) + [.text(result.reason?.rawValue ?? "")])
      for fact in result.facts { writer.write(head + Self.row(fact)) }
      for value in result.series {
        writer.write(
          head + [
            .text("month"), .text(""), .text(value.month.description), .text(""),
          ]
            + Self.figures(result.unit.rawValue, value.value, nil, nil, nil) + [.text("")])
      }
      for part in result.breakdown {
        writer.write(
          head + [
            .text("part"), .text(part.dimension.rawValue), .text(part.code), .text(part.name),
          ]
            + Self.figures(
              result.unit.rawValue, part.value, part.reference, part.numerator, part.denominator)
            + [.text(part.reason?.rawValue ?? "")])
        for fact in part.facts {
          writer.write(head + Self.row(fact, splitBy: part.dimension.rawValue, part.code))
        }
      }
    }
    for entry in filedPurchases { writer.write(row(entry)) }
    return writer.bytesWithMark
  }

  /// An institution's filed purchases, as a part of an indicator that has no value of its own.
  private func row(_ entry: FiledPurchases) -> [CSVCell] {
    [
      .text("filed-purchases"), .text(""), .text("public"), .text(month.startOfYear.description),
      .text(month.description), .text("part"), .text("institution"),
      .text(entry.institution.code), .text(entry.institution.name),
    ]
      + Self.figures("ratio", entry.share, nil, .money(entry.filed), .money(entry.total))
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
