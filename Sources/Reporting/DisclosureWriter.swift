public import Analysis
import Procurement

/// Writes what of a month may be published into `public/` below the month's folder, all or nothing.
public struct DisclosureWriter: Sendable {
  /// The folder below the month's.
  public static let folder = "public"

  private let disclosure: Disclosure
  private let language: Language

  /// A writer of `disclosure` in `language`.
  public init(_ disclosure: Disclosure, language: Language) {
    self.disclosure = disclosure
    self.language = language
  }

  /// Writes `formats` into `directory`/YYYY-MM/public, which is made if it is not there.
  ///
  /// - Returns: the paths of the files written, in the order of ``ReportFormat``.
  /// - Throws: ``ReportWriterError``, saying what could not be done where.
  @discardableResult
  public func write(
    to directory: String, formats: Set<ReportFormat>
  ) throws(ReportWriterError) -> [String] {
    let month = OutputFolder(month: disclosure.report.month, in: directory)
    return try OutputFolder(path: "\(month.path)/\(Self.folder)").replace(
      with: ReportFormat.allCases.filter { formats.contains($0) }.flatMap(files))
  }

  private func files(_ format: ReportFormat) -> [OutputFile] {
    switch format {
    case .html:
      [OutputFile("report.html") { try HTMLReport(disclosure, language: language).bytes() }]
    case .xlsx:
      [OutputFile("report.xlsx", workbook: WorkbookWriter(disclosure, language: language))]
    case .json: [OutputFile("report.json") { try DisclosureJSON(disclosure).bytes() }]
    case .csv:
      [
        OutputFile("prices.csv") { PricesCSV(disclosure).bytes() },
        OutputFile("indicators.csv") { IndicatorsCSV(disclosure.report).bytes() },
        OutputFile("targets.csv") { TargetsCSV(disclosure.report).bytes() },
      ]
    }
  }
}
