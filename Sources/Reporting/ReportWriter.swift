public import Analysis
import Procurement

/// Writes a report in any of its formats, all or nothing: a run that fails leaves the last report as
/// it was.
public struct ReportWriter: Sendable {
  private let report: Report
  private let language: Language

  /// A writer of `report` in `language`.
  public init(report: Report, language: Language) {
    self.report = report
    self.language = language
  }

  /// Writes `formats` into `directory`/YYYY-MM, which is made if it is not there.
  ///
  /// - Parameters:
  ///   - directory: the folder of all reports, such as `Reports`.
  ///   - formats: what to write; other files of an earlier report stay as they are.
  ///   - parties: what single institutions and enterprises have in the month's purchases; with it
  ///     ``InquirySheets`` are written into `sheets` as well, and those of an earlier report that
  ///     this one does not have are removed.
  ///   - disclosure: what may be published; with it the same formats are written into `public`.
  /// - Returns: the paths of the files written, in the order of ``ReportFormat``, then sheets, then
  ///   what may be published.
  /// - Throws: ``ReportWriterError``, saying what could not be done where.
  @discardableResult
  public func write(
    to directory: String, formats: Set<ReportFormat>, sheetsFor parties: PartyPurchases? = nil,
    publishing disclosure: Disclosure? = nil
  ) throws(ReportWriterError) -> [String] {
    let chosen = ReportFormat.allCases.filter { formats.contains($0) }
    let inquiry = parties.map { InquirySheets(report, parties: $0, language: language) }
    let sheets = inquiry?.all ?? []
    var files = chosen.flatMap(\.fileNames).map(file)
    files += sheets.map { sheet in
      OutputFile("\(InquirySheets.folder)/\(sheet.name)") { try sheet.bytes() }
    }
    files += index(of: sheets, in: inquiry)
    if let disclosure {
      files += chosen.flatMap(DisclosureFiles(disclosure, language: language).files)
    }
    let folder = OutputFolder(month: report.month, in: directory)
    let paths = try folder.replace(with: files)
    if inquiry != nil {
      let names = Set(sheets.map(\.name) + (sheets.isEmpty ? [] : [InquirySheets.index]))
      folder.remove(in: InquirySheets.folder) {
        InquirySheets.isSheet($0) && !names.contains($0)
      }
    }
    return paths
  }

  /// The page that lists the sheets, where there are any.
  private func index(of sheets: [InquirySheets.Sheet], in inquiry: InquirySheets?) -> [OutputFile] {
    guard let inquiry, !sheets.isEmpty else { return [] }
    return [
      OutputFile("\(InquirySheets.folder)/\(InquirySheets.index)") {
        try inquiry.index(of: sheets)
      }
    ]
  }

  private func file(_ name: String) -> OutputFile {
    switch name {
    case "report.xlsx":
      OutputFile(name, workbook: WorkbookWriter(report, language: language))
    case "report.html":
      OutputFile(name) { try HTMLReport(report, language: language).bytes() }
    case "report.json": OutputFile(name) { try ReportJSON(report).bytes() }
    case "findings.csv": OutputFile(name) { FindingsCSV.bytes(of: report) }
    case "indicators.csv": OutputFile(name) { IndicatorsCSV.bytes(of: report) }
    case "targets.csv": OutputFile(name) { TargetsCSV.bytes(of: report) }
    default: OutputFile(name) { RejectsCSV.bytes(of: report, language: language) }
    }
  }
}

extension OutputFolder {
  /// The folder of a month's report in the folder of all reports.
  init(month: Month, in directory: String) {
    path = directory + (directory.hasSuffix("/") ? "" : "/") + month.description
  }
}
