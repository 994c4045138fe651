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
  /// - Returns: the paths of the files written, in the order of ``ReportFormat``.
  /// - Throws: ``ReportWriterError``, saying what could not be done where.
  @discardableResult
  public func write(
    to directory: String, formats: Set<ReportFormat>
  ) throws(ReportWriterError) -> [String] {
    let folder = directory + (directory.hasSuffix("/") ? "" : "/") + report.month.description
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ReportWriterError(.createFolder, path: folder, error)
    }
    let chosen = ReportFormat.allCases.filter { formats.contains($0) }
    let names = chosen.flatMap(\.fileNames)
    let paths = names.map { (temporary: "\(folder)/.\($0).partial", final: "\(folder)/\($0)") }
    var written: [String] = []
    do throws(ReportWriterError) {
      for (name, path) in zip(names, paths) {
        try write(name, to: path.temporary)
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
    return paths.map(\.final)
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
