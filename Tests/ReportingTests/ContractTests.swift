import Foundation
import Indicators
import Intake
import Procurement
import Testing

@testable import Reporting

/// `Reports/README.md` promises columns, keys and enumerations; the outputs keep to it.
@Suite struct ContractTests {
  private let contract: String

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Reports/README.md").standardized
    contract = try String(contentsOf: file, encoding: .utf8)
  }

  @Test func `every column is documented`() {
    for column in FindingsCSV.columns + RejectsCSV.columns {
      #expect(contract.contains("| `\(column)` |"), "\(column)")
    }
  }

  @Test func `every key of the JSON is documented`() throws {
    let bytes = try ReportJSON(ReportFixture.report()).bytes()
    var keys: Set<String> = []
    func collect(_ value: Any, inside name: String) {
      if let object = value as? [String: Any] {
        for (key, value) in object {
          // The keys of these two are enumerations.
          if !["notApplicable", "rejectReasons"].contains(name) { keys.insert(key) }
          collect(value, inside: key)
        }
      } else if let array = value as? [Any] {
        for value in array { collect(value, inside: name) }
      }
    }
    collect(try JSONSerialization.jsonObject(with: Data(bytes)), inside: "")
    let columns = Set(FindingsCSV.columns)
    for key in keys.sorted() {
      let column = key.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
      let isDocumented =
        columns.contains(column) || contract.contains("`\(key)`") || contract.contains("`\(key)[]`")
        || contract.contains(".\(key)`") || contract.contains(".\(key)[]`")
      #expect(isDocumented, "\(key)")
    }
  }

  /// Words for a monitor are looked up by its identifier: what has none would be shown by that.
  @Test func `every monitor has its words`() throws {
    for id in try RulesFile.defaults().monitors.keys.sorted() {
      let name = Phrases.monitor(id)
      #expect(name.zh != id && name.en != id, "\(id)")
      #expect(Phrases.monitorMethods[id] != nil, "\(id)")
      #expect(contract.contains("`\(id)`"), "\(id)")
    }
  }

  @Test func `every enumeration is documented`() {
    let values =
      RejectReason.allCases.map(\.rawValue) + NotApplicableReason.allCases.map(\.rawValue)
      + NotComputableReason.allCases.map(\.rawValue) + Severity.allCases.map(\.rawValue)
      + ReferenceKind.allCases.map(\.rawValue) + FindingUnit.allCases.map(\.rawValue)
      + TargetStatus.allCases.map(\.rawValue)
      + FindingStatus.allCases.map(\.rawValue) + Channel.allCases.map(\.name)
      + Ownership.allCases.map(\.rawValue) + BatchLevel.allCases.map(\.rawValue)
      + ProductCategory.allCases.map(\.rawValue)
      + IndicatorPart.Dimension.allCases.map(\.rawValue)
    for value in values { #expect(contract.contains("`\(value)`"), "\(value)") }
  }
}
