import Procurement
import SystemPackage
import TestSupport
import Testing

@testable import Intake

struct DecisionsFileTests {
  private func read(_ text: String) throws -> Catalogues {
    let folder = try TemporaryFolder()
    try folder.write("decisions.csv", text)
    return CatalogueFiles.read(in: FilePath(folder.path))
  }

  @Test func everyColumnIsReadInBothLanguages() throws {
    let chinese = try read(
      "线索,决定,理由,处理人,日期,有效期至\nprice-rise-*-1,排除,季节性,张三,2026-01-05,2026/6/30\n")
    let english = try read(
      "finding,decision,reason,by,date,until\nprice-rise-*-1,dismiss,季节性,张三,20260105,2026-06-30\n")
    #expect(chinese.decisions == english.decisions)
    #expect(
      chinese.decisions == [
        Decision(
          pattern: "price-rise-*-1", kind: .dismiss, reason: "季节性", by: "张三",
          date: testDay("2026-01-05"), until: testDay("2026-06-30"),
          source: SourceLine(file: "decisions.csv", line: 2))
      ])
    #expect(chinese.notices.isEmpty && english.notices.isEmpty)
  }

  @Test(arguments: [
    ("认可", DecisionKind.accept), ("已发函", .sent), ("约谈", .sent), ("函询", .sent), ("Accept", .accept),
    ("sent", .sent),
  ])
  func decisionsHaveSeveralWords(_ word: String, _ kind: DecisionKind) throws {
    #expect(try read("线索,决定\na,\(word)\n").decisions.map(\.kind) == [kind])
  }

  @Test func whatCannotBeReadIsReportedAndLeftOut() throws {
    let read = try read("线索,决定,有效期至\na,也许,\n,排除,\nb,排除,明年\nc,,\nd,认可,\n")
    #expect(read.decisions.map(\.pattern) == ["d"])
    #expect(
      read.notices.map(\.reason) == [.unknownValue, .missingValue, .badDate, .missingValue])
  }

  @Test func theEmptyFileHasAHeaderAndNoDecisions() throws {
    let read = try read(DecisionsFile.emptyText)
    #expect(read.decisions.isEmpty && read.notices.isEmpty)
    #expect(try self.read(DecisionsFile.emptyText + "a,排除,,,,\r\n").decisions.count == 1)
  }
}
