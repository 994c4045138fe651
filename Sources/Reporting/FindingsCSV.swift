public import Analysis
import Procurement

/// `findings.csv`: one row a finding, for Excel and WPS.
///
/// UTF-8 with BOM, CRLF, numbers plain; identifiers and enumerations do not depend on the
/// language. `Reports/README.md` documents the columns.
public enum FindingsCSV {
  /// The columns in their order.
  public static let columns = [
    "finding_id", "monitor", "severity", "month", "product_code", "product_name",
    "institution_code", "institution_name", "region", "distributor", "manufacturer", "observed",
    "reference", "reference_kind", "ratio", "peers", "quantity", "excess_amount", "status",
    "suggested_step", "source", "unit", "mix_effect", "since", "variety",
    "batch",
  ]

  /// The findings of `report`.
  ///
  /// - Complexity: O(*n*) in the findings.
  public static func bytes(of report: Report) -> [UInt8] {
    csv(columns, report.findings.lazy.map(row))
  }

  private static func row(_ finding: Finding) -> [CSVCell] {
    [
      .text(finding.id), .text(finding.monitor), .text(finding.severity.rawValue),
      .text(finding.month.description), .text(finding.product.code), .text(finding.product.name),
      .text(finding.institution?.code ?? ""), .text(finding.institution?.name ?? ""),
      .text(finding.region), .text(finding.distributor), .text(finding.product.manufacturer),
      .number(FindingText.price(finding.observed)), .number(FindingText.price(finding.reference)),
      .text(finding.referenceKind.rawValue), .number(FindingText.ratio(finding.ratio)),
      .number(String(finding.peers)), .number(finding.quantity.decimal),
      .number(finding.excessAmount.decimal), .text(finding.status.rawValue),
      .text(finding.suggestedStep), .text(finding.evidence.first?.description ?? ""),
      .text(finding.unit.rawValue), .number(FindingText.ratio(finding.mixEffect)),
      .text(finding.since?.description ?? ""), .text(finding.variety), .text(finding.batch),
    ]
  }
}
