public import Analysis
import Procurement

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a report in any of its formats, all or nothing.
///
/// Each file is written beside its place under a temporary name; only when all are there do they
/// take the places of the last report's files. A run that fails before that leaves the last report
/// as it was.
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
  ///   - withSheets: whether ``InquirySheets`` are written into `sheets` as well; those of an
  ///     earlier report that this one does not have are removed.
  /// - Returns: the paths of the files written, in the order of ``ReportFormat``, sheets last.
  /// - Throws: ``ReportWriterError``, saying what could not be done where.
  @discardableResult
  public func write(
    to directory: String, formats: Set<ReportFormat>, withSheets: Bool = false
  ) throws(ReportWriterError) -> [String] {
    let folder = directory + (directory.hasSuffix("/") ? "" : "/") + report.month.description
    do {
      try FileManager.default.createDirectory(
        atPath: withSheets ? folder + "/" + InquirySheets.folder : folder,
        withIntermediateDirectories: true)
    } catch {
      throw ReportWriterError(.createFolder, path: folder, error)
    }
    let chosen = ReportFormat.allCases.filter { formats.contains($0) }
    let sheets = withSheets ? InquirySheets(report, language: language).all : []
    let names = chosen.flatMap(\.fileNames)
    var paths = names.map { (temporary: "\(folder)/.\($0).partial", final: "\(folder)/\($0)") }
    let sheetFolder = folder + "/" + InquirySheets.folder
    paths += sheets.map { ("\(sheetFolder)/.\($0.name).partial", "\(sheetFolder)/\($0.name)") }
    var written: [String] = []
    do throws(ReportWriterError) {
      for (name, path) in zip(names, paths) {
        try write(name, to: path.temporary)
        written.append(path.temporary)
      }
      for (sheet, path) in zip(sheets, paths.dropFirst(names.count)) {
        try write(sheet, to: path.temporary)
        written.append(path.temporary)
      }
      try checkPlaces(paths.map(\.final))
      for path in paths {
        guard unsafe rename(path.temporary, path.final) == 0 else {
          throw ReportWriterError(.replace, path: path.final, reason: systemMessage())
        }
      }
    } catch {
      for path in written { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
    if withSheets { removeSheets(in: sheetFolder, otherThan: Set(sheets.map(\.name))) }
    return paths.map(\.final)
  }

  /// Takes away the sheets of an earlier report about those who have no clues any more; files that
  /// are no sheets stay.
  private func removeSheets(in folder: String, otherThan names: Set<String>) {
    let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in there where InquirySheets.isSheet(name) && !names.contains(name) {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  private func write(_ sheet: InquirySheets.Sheet, to path: String) throws(ReportWriterError) {
    do {
      try save(try sheet.bytes(), to: path)
    } catch {
      throw ReportWriterError(.write, path: path, error)
    }
  }

  /// A rename fails where a folder stands in the way; found before the first one, nothing is lost.
  private func checkPlaces(_ paths: [String]) throws(ReportWriterError) {
    for path in paths {
      var isDirectory = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory {
        throw ReportWriterError(.replace, path: path, reason: "a folder of that name is in the way")
      }
    }
  }

  private func write(_ name: String, to path: String) throws(ReportWriterError) {
    do {
      switch name {
      case "report.xlsx":
        try save([], to: path)  // libxlsxwriter would tell the terminal, not us, why it cannot.
        try WorkbookWriter(report, language: language).write(to: path)
      case "report.html": try save(try HTMLReport(report, language: language).bytes(), to: path)
      case "report.json": try save(try ReportJSON(report).bytes(), to: path)
      case "findings.csv": try save(FindingsCSV(report).bytes(), to: path)
      default: try save(RejectsCSV(report, language: language).bytes(), to: path)
      }
    } catch {
      throw ReportWriterError(.write, path: path, error)
    }
  }

  private func save(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  private func systemMessage() -> String {
    guard let text = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: text)
  }
}
