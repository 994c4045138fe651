import Evaluation
import Foundation
import Reporting

/// Scores as a table for the terminal, as CSV and as JSON.
struct EvaluationText {
  private let evaluation: DetectionScores
  private let month: String
  private let details: Bool

  init(_ evaluation: DetectionScores, month: String, details: Bool) {
    self.evaluation = evaluation
    self.month = month
    self.details = details
  }

  private static let keys = [
    "monitor", "labels", "found", "missed", "findings", "correct", "implied", "wrong", "tested",
    "precision", "recall", "f1",
  ]

  private var rows: [(name: String, score: Score)] {
    evaluation.monitors.compactMap { name in evaluation.scores[name].map { (name, $0) } }
      + [("total", evaluation.total)]
  }

  /// Fixed columns with the names used everywhere, right-aligned but for the first.
  func table(in language: Language) -> String {
    let cells = [Self.keys] + rows.map { self.cells($0.name, $0.score, missing: "–") }
    let widths = Self.keys.indices.map { column in
      cells.reduce(0) { max($0, $1[column].count) }
    }
    var lines = cells.map { row in
      row.enumerated().map { column, text in
        let blanks = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + blanks : blanks + text
      }.joined(separator: "  ")
    }
    if details {
      lines += [language("\n误报：", "\nwrong:")] + evaluation.wrong.map(line)
      lines += [language("\n漏报：", "\nmissed:")] + evaluation.missed.map(line)
    }
    return lines.joined(separator: "\n")
  }

  /// The same with shares in full.
  var csv: String {
    ([Self.keys] + rows.map { cells($0.name, $0.score, missing: "") })
      .map { $0.map(Self.field).joined(separator: ",") }.joined(separator: "\n")
  }

  /// A field of a CSV file; a label may name a monitor in any way.
  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// One object with the month, the monitors and the total.
  func json() throws -> String {
    struct Entry: Encodable {
      var monitor: String
      var labels, found, missed, findings, correct, implied, wrong: Int
      var tested: Int?
      var precision, recall, f1: Double?
    }
    struct Document: Encodable {
      var month: String
      var monitors: [Entry]
      var wrong: [[String: String]]?
      var missed: [[String: String]]?
    }
    let entries = rows.map { name, score in
      Entry(
        monitor: name, labels: score.labels, found: score.found, missed: score.missed,
        findings: score.findings, correct: score.correct, implied: score.implied,
        wrong: score.wrong, tested: score.tested, precision: score.precision,
        recall: score.recall, f1: score.f1)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      month: month, monitors: entries, wrong: details ? evaluation.wrong.map(fields) : nil,
      missed: details ? evaluation.missed.map(fields) : nil)
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  private func cells(_ name: String, _ score: Score, missing: String) -> [String] {
    func share(_ value: Double?) -> String {
      value.map { String(format: "%.4f", $0) } ?? missing
    }
    return [name]
      + [
        score.labels, score.found, score.missed, score.findings, score.correct, score.implied,
        score.wrong,
      ].map(String.init)
      + [score.tested.map(String.init) ?? missing, share(score.precision), share(score.recall)]
      + [share(score.f1)]
  }

  private func fields(_ subject: Subject) -> [String: String] {
    Dictionary(uniqueKeysWithValues: Subject.fields.map { ($0.name, subject[keyPath: $0.path]) })
  }

  private func line(_ subject: Subject) -> String {
    Subject.fields.map { subject[keyPath: $0.path] }.joined(separator: ",")
  }
}
