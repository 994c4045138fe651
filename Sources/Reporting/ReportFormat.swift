/// A format that a report is written in.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// `report.html`, for reading and printing.
  case html
  /// `report.xlsx`, for working through.
  case xlsx
  /// `report.json`, for programs.
  case json
  /// `findings.csv`, `indicators.csv`, `targets.csv` and `rejects.csv`.
  case csv

  /// The files the format consists of.
  public var fileNames: [String] {
    switch self {
    case .html: ["report.html"]
    case .xlsx: ["report.xlsx"]
    case .json: ["report.json"]
    case .csv: ["findings.csv", "indicators.csv", "targets.csv", "rejects.csv"]
    }
  }
}
