import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// What lies among the purchase files and is no purchase file, or is one a second time.
struct OtherFileTests {
  @Test func spreadsheetsAndOtherFilesAreNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.CSV", purchaseFile([TestLine("L1")]))
    try folder.write("purchases/sub/b.xlsx", "PK")
    try folder.write("purchases/c.XLS", "x")
    try folder.write("purchases/d.txt", purchaseFile([TestLine("L3")]))
    try folder.write("purchases/~$b.xlsx", "x")
    try folder.write("purchases/~$a.csv", "x")
    try folder.write("purchases/e.csv", "PK\u{3}\u{4}x,y\n")
    try folder.write("purchases/.hidden.csv", purchaseFile([TestLine("L2")]))
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.result.files.map(\.path) == ["purchases/a.CSV", "purchases/e.csv"])
    #expect(reading.result.notices.allSatisfy { $0.reason == .notCSV })
    #expect(
      Set(reading.result.notices.map(\.source.file)) == [
        "purchases/c.XLS", "purchases/d.txt", "purchases/e.csv", "purchases/sub/b.xlsx",
      ])
    #expect(reading.result.notices.count == 4)
  }

  /// What systems call csv, and is none, is refused by reports and by inspection alike.
  @Test(arguments: [
    "PK\u{3}\u{4}x,y\n", "\u{FEFF}\n <HTML><body>", "<table border=1><tr><td>采购日期</td></tr>",
    "<?xml version=\"1.0\"?>", "<!DOCTYPE html>",
  ])
  func whatIsNoCSVIsRefusedByItsStart(_ start: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", start + "\n" + purchaseFile([TestLine("L1")]))
    let reading = try Reading(folder)
    #expect(reading.sum(\.linesRead) == 0)
    #expect(reading.result.notices.map(\.reason) == [.notCSV])
    let error = failure {
      _ = try FileInspection(FilePath(folder.path + "/purchases/a.csv"))
    }
    #expect(error?.kind == .malformed && error?.chinese.contains("另存为 CSV") == true)
  }

  @Test(arguments: [1, 4])
  func aCopyOfAFileIsNamed(_ workers: Int) throws {
    let text = "日期,机构名称,药品编码,数量,单价\n2025-12-05,甲院,0017,10,9.6\n"
    // The same size and start, and another end.
    let long = text + String(repeating: "2025-12-05,甲院,0017,10,9.6\n", count: 300)
    let reading = try Reading([
      "台账12月.csv": text, "台账12月 - 副本.csv": text, "b.csv": text.replacing("9.6", with: "9.5"),
      "c.csv": long, "d.csv": long.dropLast(2) + "5\n", "z/台账.csv": text, "空.csv": "", "空2.csv": "",
    ]) { $0.workers = workers }
    let copies = reading.result.notices.filter { $0.reason == .identicalFile }
    #expect(
      copies.map(\.source.description)
        == ["purchases/台账12月 - 副本.csv", "purchases/台账12月.csv"])
    #expect(copies.map(\.value) == .init(repeating: "purchases/z/台账.csv", count: 2))
    // Without numbers of order lines both count.
    #expect(reading.result.files.count { $0.accepted == 1 } == 4)
  }

  @Test func copiesAreNamedInTheOrderOfTheirFiles() throws {
    var files: [String: String] = [:]
    for number in 10..<30 {
      let text = "日期,机构名称,药品编码,数量,单价\n2025-12-05,甲院,\(String(repeating: "7", count: number)),1,9\n"
      files["a/\(number).csv"] = text
      files["b/\(number).csv"] = text
    }
    let copies = try Reading(files).result.notices.filter { $0.reason == .identicalFile }
    #expect(copies.map(\.source.file) == (10..<30).map { "purchases/b/\($0).csv" })
    #expect(copies.map(\.value) == (10..<30).map { "purchases/a/\($0).csv" })
  }
}
