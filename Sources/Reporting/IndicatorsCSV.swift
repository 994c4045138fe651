import Analysis
import DelimitedText
import Indicators
import Procurement

/// `indicators.csv`: every indicator with its facts and parts, a row each, for Excel and WPS.
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

  /// The indicators of `report`.
  init(_ report: Report) {
    indicators = report.indicators
  }

  /// The file's bytes.
  ///
  /// - Complexity: O(*n*) in the indicators and their parts.
  func bytes() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.write(Self.columns)
    for result in indicators {
      writer.write(
        Self.head(result) + [.text("value"), .text(""), .text(""), .text("")]
          + Self.figures(
            result.unit.rawValue, result.value, result.reference, result.numerator,
            result.denominator) + [.text(result.reason?.rawValue ?? "")])
      for fact in result.facts { writer.write(Self.row(fact, of: result)) }
      for part in result.breakdown {
        writer.write(
          Self.head(result) + [
            .text("part"), .text(part.dimension.rawValue), .text(part.code), .text(part.name),
          ]
            + Self.figures(
              result.unit.rawValue, part.value, part.reference, part.numerator, part.denominator)
            + [.text("")])
        for fact in part.facts {
          writer.write(Self.row(fact, of: result, splitBy: part.dimension.rawValue, part.code))
        }
      }
    }
    return writer.bytesWithMark
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
      .text(unit), number(value), number(reference),
      .text((numerator ?? denominator)?.kind ?? ""), .number(numerator?.decimal ?? ""),
      .number(denominator?.decimal ?? ""),
    ]
  }

  private static func row(
    _ fact: IndicatorFact, of result: IndicatorResult, splitBy split: String = "",
    _ code: String = ""
  ) -> [CSVCell] {
    let (unit, value): (String, CSVCell) =
      switch fact.value {
      case nil: ("", .text(""))
      case .ratio(let ratio)?: ("ratio", number(ratio))
      case .money(let money)?: ("money", .number(money.decimal))
      case .count(let count)?: ("count", .number(String(count)))
      case .month(let month)?: ("month", .text(month.description))
      case .term(let name)?: ("term", .text(name))
      }
    return head(result) + [
      .text("fact"), .text(split), .text(code), .text(fact.name.rawValue), .text(unit), value,
    ] + Array(repeating: .text(""), count: 4) + [.text(fact.reason?.rawValue ?? "")]
  }

  /// A number rounded to six decimals; empty where there is none.
  private static func number(_ value: Double?) -> CSVCell {
    .number(value.flatMap { $0.isFinite ? NumberText.trimmed($0, places: 6) : nil } ?? "")
  }
}
