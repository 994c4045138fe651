import DelimitedText
import Evaluation
import Foundation
import Intake
import SystemPackage

/// What a report's folder says was found: from `report.json`, or else from `findings.csv`.
struct ReportedFindings {
  private(set) var subjects: [Subject]
  /// The units each monitor tested; `findings.csv` does not say.
  private(set) var tested: [String: Int] = [:]
  /// The report's month; empty when nothing says it.
  private(set) var month: String

  private struct Document: Decodable {
    struct Monitor: Decodable {
      var id: String
      var tested: Int
    }
    struct Finding: Decodable {
      var monitor: String
      var month: String
      var productCode: String?
      var institutionCode: String?
      var region: String?
      var distributor: String?
      var variety: String?
    }
    var month: String
    var monitors: [Monitor]
    var findings: [Finding]
  }

  init(folder: FilePath) throws(InputError) {
    let path = folder.appending("report.json")
    guard FolderListing.isThere(path) else {
      subjects = try LabelFile.read(folder.appending("findings.csv")).map(\.subject)
      month = subjects.first?.month ?? ""
      return
    }
    guard FolderListing.isOrdinaryFile(path) == true else {
      throw InputError.unreadable(path, .notSupported)
    }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path.string))
      let document = try JSONDecoder().decode(Document.self, from: data)
      month = document.month
      tested = Dictionary(
        document.monitors.map { ($0.id, $0.tested) }, uniquingKeysWith: { $0 + $1 })
      subjects = document.findings.map {
        Subject(
          monitor: $0.monitor, product: $0.productCode ?? "", institution: $0.institutionCode ?? "",
          region: $0.region ?? "", distributor: $0.distributor ?? "", month: $0.month,
          variety: $0.variety ?? "")
      }
    } catch {
      throw InputError(
        .malformed, path: path.string, chinese: "不是可读的 report.json：\(error)",
        english: "is no report.json that can be read: \(error)")
    }
  }
}
