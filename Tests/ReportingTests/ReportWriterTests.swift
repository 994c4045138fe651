import Dispatch
import Foundation
import SystemPackage
import Testing

@testable import Analysis
@testable import Procurement
@testable import Reporting

@Suite struct ReportWriterTests {
  private static let all = Set(ReportFormat.allCases)
  private static let folder = "2025-12"

  @Test func `all seven files are written and no temporary stays`() throws {
    let scratch = try Scratch()
    let paths = try ReportWriter(report: ReportFixture.report(), language: .zh)
      .write(to: scratch.path + "/new/Reports", formats: Self.all)
    #expect(
      try scratch.names(in: "new/Reports/2025-12")
        == [
          "findings.csv", "indicators.csv", "rejects.csv", "report.html", "report.json",
          "report.xlsx", "targets.csv",
        ])
    #expect(paths.count == 7)
    #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test func `only what is asked for is written`() throws {
    let scratch = try Scratch()
    let writer = ReportWriter(report: ReportFixture.report(), language: .zh)
    try writer.write(to: scratch.path, formats: [.json])
    #expect(try scratch.names(in: Self.folder) == ["report.json"])
    try writer.write(to: scratch.path + "/", formats: [.csv])
    #expect(
      try scratch.names(in: Self.folder) == [
        "findings.csv", "indicators.csv", "rejects.csv", "report.json", "targets.csv",
      ])
  }

  @Test func `a failed run leaves the last report as it was`() throws {
    let scratch = try Scratch()
    try ReportWriter(report: ReportFixture.report(findings: 3), language: .zh)
      .write(to: scratch.path, formats: Self.all)
    let blocked = scratch.path + "/2025-12/rejects.csv"
    try FileManager.default.removeItem(atPath: blocked)
    let names = try scratch.names(in: Self.folder)
    let before = try names.map { try scratch.bytes("2025-12/" + $0) }
    try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: false)
    let error = #expect(throws: ReportWriterError.self) {
      try ReportWriter(report: ReportFixture.report(findings: 9), language: .zh)
        .write(to: scratch.path, formats: Self.all)
    }
    #expect(error?.step == .replace)
    #expect(error?.path == blocked)
    #expect(try names.map { try scratch.bytes("2025-12/" + $0) } == before)
    #expect(try scratch.names(in: Self.folder) == (names + ["rejects.csv"]).sorted())
  }

  @Test func `a first run that fails leaves no file`() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/2025-12/report.xlsx", withIntermediateDirectories: true)
    #expect(throws: ReportWriterError.self) {
      try ReportWriter(report: ReportFixture.report(), language: .zh)
        .write(to: scratch.path, formats: Self.all)
    }
    #expect(try scratch.names(in: Self.folder) == ["report.xlsx"])
  }

  @Test func `without a place for what may be published nothing is replaced`() throws {
    let scratch = try Scratch()
    try ReportWriter(report: ReportFixture.report(findings: 3), language: .zh)
      .write(to: scratch.path, formats: Self.all)
    let before = try scratch.bytes("2025-12/report.json")
    try Data().write(to: URL(filePath: scratch.path + "/2025-12/public"))
    let report = ReportFixture.report(findings: 9)
    let error = #expect(throws: ReportWriterError.self) {
      try ReportWriter(report: report, language: .zh).write(
        to: scratch.path, formats: Self.all, publishing: Disclosure(report, prices: []))
    }
    #expect(error?.step == .createFolder)
    #expect(try scratch.bytes("2025-12/report.json") == before)
  }

  /// What the system says is told in words, never as an error of a framework.
  @Test(arguments: [
    (Errno.permissionDenied, "没有权限", "no permission"),
    (.noSpace, "磁盘已满", "the disk is full"),
    (.fileTooLarge, "文件过大", "File too large"),
    (.isDirectory, "同名文件夹占用了位置", "a folder of that name is in the way"),
  ])
  func `why a file cannot be replaced`(error: Errno, chinese: String, english: String) {
    let told = ReportWriterError(.replace, path: "a/report.html", error)
    #expect(
      told.text(in: .zh) == "无法替换 a/report.html：\(chinese)；请先在其他程序中关闭它，再运行一次；上次的报告未改动")
    #expect(
      told.description == "cannot replace a/report.html: \(english); close it in other programs, "
        + "then run again; the last report is unchanged")
  }

  /// Eight runs at once into one folder: what is there in the end is all of one run's.
  @Test func `runs at once take turns`() throws {
    let scratch = try Scratch()
    let path = scratch.path
    DispatchQueue.concurrentPerform(iterations: 8) { run in
      let files = ["a", "b", "c"].map { name in
        OutputFile(name) { [UInt8](repeating: UInt8(run), count: 1 << 20) }
      }
      _ = try? OutputFolder(path: path).replace(with: files)
    }
    let contents = try ["a", "b", "c"].map { Set(try scratch.bytes($0)) }
    #expect(contents[0].count == 1)
    #expect(Set(contents).count == 1)
    #expect(try scratch.bytes("a").count == 1 << 20)
  }

  @Test func `a temporary that cannot be written leaves the last report as it was`() throws {
    let scratch = try Scratch()
    let report = ReportFixture.report(findings: 3)
    try ReportWriter(report: report, language: .zh).write(to: scratch.path, formats: Self.all)
    let before = try scratch.bytes("2025-12/report.html")
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/2025-12/.report.xlsx.partial", withIntermediateDirectories: false)
    let error = #expect(throws: ReportWriterError.self) {
      try ReportWriter(report: ReportFixture.report(findings: 9), language: .zh)
        .write(to: scratch.path, formats: Self.all)
    }
    #expect(error?.step == .write)
    #expect(error?.description.contains("the last report is unchanged") == true)
    #expect(try scratch.bytes("2025-12/report.html") == before)
  }

  @Test func `a file in the folder's place is an error that says what to do`() throws {
    let scratch = try Scratch()
    try Data().write(to: URL(filePath: scratch.path + "/out"))
    let error = #expect(throws: ReportWriterError.self) {
      try ReportWriter(report: ReportFixture.report(), language: .zh)
        .write(to: scratch.path + "/out", formats: [.json])
    }
    #expect(error?.step == .createFolder)
    let place = scratch.path + "/out/2025-12"
    #expect(
      error?.text(in: .zh) == "无法新建文件夹 \(place)：路径中有文件而不是文件夹；请用 --out 另选文件夹")
    #expect(
      error?.description == "cannot make the folder \(place): a file of that name is in the way; "
        + "choose another folder with --out")
  }

  @Test func `four formats agree to the fen`() throws {
    let scratch = try Scratch()
    let report = ReportFixture.report()
    try ReportWriter(report: report, language: .zh).write(to: scratch.path, formats: Self.all)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try scratch.bytes("2025-12/report.json")))
        as? [String: Any])
    let findings = try #require(json["findings"] as? [[String: Any]])
    let rows = csvRows(try scratch.bytes("2025-12/findings.csv")).dropFirst()
    #expect(findings.map { $0["excessAmount"] as? String } == rows.map { $0[17] })
    #expect(findings.map { $0["observed"] as? String } == rows.map { $0[11] })
    #expect(findings.map { $0["findingId"] as? String } == rows.map { $0[0] })
    let page = String(decoding: try scratch.bytes("2025-12/report.html"), as: UTF8.self)
    for finding in report.findings {
      #expect(page.contains(">\(NumberText.money(finding.stake))<"))
    }
    let total = try #require(json["excessAmount"] as? String)
    #expect(total == report.excessAmount.decimal)
    #expect(page.contains(NumberText.money(report.excessAmount)))
    if hasUnzip {
      let strings = try member(
        "xl/worksheets/sheet5.xml", of: scratch.path + "/2025-12/report.xlsx")
      #expect(strings.contains("<v>\(NumberText.trimmed(report.excessAmount.yuan, places: 2))</v>"))
    }
  }

  @Test(arguments: Language.allCases)
  func `same report, same bytes`(language: Language) throws {
    let first = try Scratch()
    let second = try Scratch()
    for scratch in [first, second] {
      try ReportWriter(report: ReportFixture.report(), language: language)
        .write(to: scratch.path, formats: Self.all)
    }
    for name in Self.all.flatMap(\.fileNames) {
      #expect(try first.bytes("2025-12/" + name) == second.bytes("2025-12/" + name), "\(name)")
    }
  }

  @Test func `time zone, locale and clock leave no trace in the bytes`() async {
    await #expect(processExitsWith: .success) {
      let before = try Scratch()
      let after = try Scratch()
      let writer = ReportWriter(report: ReportFixture.report(), language: .zh)
      try writer.write(to: before.path, formats: Set(ReportFormat.allCases))
      unsafe setenv("TZ", "Pacific/Kiritimati", 1)
      unsafe setenv("LC_ALL", "de_DE.UTF-8", 1)
      tzset()
      sleep(2)
      try writer.write(to: after.path, formats: Set(ReportFormat.allCases))
      for name in Set(ReportFormat.allCases).flatMap(\.fileNames) {
        let isSame =
          try before.bytes("2025-12/" + name) == after.bytes("2025-12/" + name)
        precondition(isSame, name)
      }
    }
  }
}
