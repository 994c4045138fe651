import DelimitedText
import Evaluation
import Intake
import SystemPackage

/// Labels, and findings as `findings.csv` has them: tables whose columns are told by their names.
enum LabelFile {
  /// The labels in the rows of a file. One that names nothing would match all that a monitor finds, as
  /// those do of a file with its columns' names mistyped.
  ///
  /// - Throws: ``Intake/InputError`` for a file that cannot be read, without a column `monitor`, or with
  ///   such a label.
  static func readLabels(_ path: FilePath) throws(InputError) -> [Subject] {
    let labels = try read(path)
    guard let nameless = labels.first(where: \.subject.namesNothing) else {
      return labels.map(\.subject)
    }
    let names = Subject.fields.map(\.name).filter { $0 != "monitor" && $0 != "month" }
      .joined(separator: ", ")
    throw InputError(
      .malformed, path: path.string, line: nameless.line,
      chinese: "本行标注未写明对象；请检查表头，至少填写其中一列：\(names)",
      english: "the label names nothing; look at the header, and fill in one of \(names) at least")
  }

  /// The subjects in the rows of a file, and the lines they stand on.
  ///
  /// - Throws: ``Intake/InputError`` for a file that cannot be read, without a column `monitor`, or with
  ///   a line that is no row.
  static func read(_ path: FilePath) throws(InputError) -> [(subject: Subject, line: Int)] {
    let table = try table(path)
    if let fault = table.faults.first {
      throw InputError(
        .malformed, path: path.string, line: Int(fault.line),
        chinese: "本行的引号未闭合，或行过长", english: "has a quote that is never closed, or is too long")
    }
    let header = table.rows.first.map(table.fields(of:)) ?? []
    guard header.contains("monitor") else {
      throw InputError(
        .malformed, path: path.string, chinese: "没有 monitor 列",
        english: "has no column named monitor")
    }
    let places = Subject.fields.map { header.firstIndex(of: $0.name) }
    return table.rows.dropFirst().map { row -> (Subject, Int) in
      let fields = table.fields(of: row)
      var subject = Subject(monitor: "")
      for (column, place) in zip(Subject.fields, places) {
        if let place, fields.indices.contains(place) {
          subject[keyPath: column.path] = fields[place]
        }
      }
      return (subject, table.line(of: row))
    }
  }

  private static func table(_ path: FilePath) throws(InputError) -> DelimitedTable {
    do throws(Errno) {
      return try DelimitedTable(path)
    } catch {
      throw InputError.unreadable(path, error)
    }
  }
}
