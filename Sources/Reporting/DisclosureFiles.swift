internal import Analysis

/// The files of what of a month may be published, in `public/` below the month's folder.
struct DisclosureFiles {
  /// The folder below the month's.
  static let folder = "public"

  private let disclosure: Disclosure
  private let language: Language

  /// The files of `disclosure` in `language`.
  init(_ disclosure: Disclosure, language: Language) {
    self.disclosure = disclosure
    self.language = language
  }

  /// The files of a format.
  func files(_ format: ReportFormat) -> [OutputFile] {
    switch format {
    case .html: [file("report.html") { try HTMLReport(disclosure, language: language).bytes() }]
    case .xlsx:
      [
        OutputFile(
          "\(Self.folder)/report.xlsx", workbook: WorkbookWriter(disclosure, language: language))
      ]
    case .json: [file("report.json") { try DisclosureJSON(disclosure).bytes() }]
    case .csv:
      [
        file("prices.csv") { PricesCSV.bytes(of: disclosure) },
        file("indicators.csv") { IndicatorsCSV.bytes(of: disclosure.report) },
        file("targets.csv") { TargetsCSV.bytes(of: disclosure.report) },
      ]
    }
  }

  private func file(_ name: String, bytes: @escaping () throws -> [UInt8]) -> OutputFile {
    OutputFile("\(Self.folder)/\(name)", bytes: bytes)
  }
}
