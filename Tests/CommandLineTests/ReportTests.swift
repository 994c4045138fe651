import Foundation
import TestSupport
import Testing

struct ReportTests {
  /// `--month` of a report, how many lines the last month has beside twenty of the one before, and
  /// whether it is doubted.
  @Test(
    arguments: [
      (nil, 1, true), (nil, 2, false), ("2026-03", 1, false), ("2025-12", 1, false),
    ] as [(String?, Int, Bool)])
  func aMonthOfFewLinesThatNobodyNamedIsDoubted(
    _ month: String?, _ lines: Int, _ isDoubted: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let days =
      Array(repeating: "2025-12-05", count: 20) + Array(repeating: "2026-03-05", count: lines)
    let rows = days.enumerated().map { "L\($0),\($1),H1,甲,10,1\n" }.joined()
    try folder.write("PriceData/purchases/a.csv", "订单明细编号,采购日期,医疗机构编码,通用名,采购单价,采购数量\n" + rows)
    let outcome = try Program.run(
      ["report", "--format", "json"] + (month.map { ["--month", $0] } ?? []), in: folder.path)
    #expect(
      outcome.out.contains("报告月份                   2026-03              行数过少，请核对日期或用 --month\n")
        == isDoubted)
    let json = String(
      decoding: try #require(
        folder.contents(of: "Reports/\(month ?? "2026-03")")["report.json"]), as: UTF8.self)
    #expect(json.contains("few-lines") == isDoubted)
    if isDoubted {
      #expect(json.contains(/"line" ?: ?22\b/))
      #expect(json.contains("2026-03: 1, 2025-12: 20"))
    }
  }

  private static let files = [
    "2025-12/findings.csv", "2025-12/indicators.csv", "2025-12/rejects.csv",
    "2025-12/report.html", "2025-12/report.json", "2025-12/report.xlsx", "2025-12/targets.csv",
  ]

  @Test func theSameBytesWhateverTimeLocaleWorkersAndChunks() throws {
    let folder = try Program.city()
    let input = try folder.contents(of: "PriceData")
    let first = try Program.run("report", "--out", "first", in: folder.path)
    #expect(first.code == 0)
    #expect(first.error == "")
    #expect(!first.out.contains("\r"))
    #expect(!first.out.contains("\u{1B}"))
    let expected = try folder.contents(of: "first")
    #expect(expected.keys.sorted() == Self.files)
    let runs: [([String], [String: String])] = [
      ([], ["TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"]),
      ([], ["TZ": "America/Anchorage", "LANG": "C"]),
      (["--workers", "1"], [:]), (["--workers", "4"], [:]), (["--chunk-size", "1"], [:]),
      (["--chunk-size", "70000", "--workers", "3"], [:]),
    ]
    for (arguments, environment) in runs {
      let outcome = try Program.run(
        ["report", "--out", "again"] + arguments, in: folder.path, environment: environment)
      #expect(outcome.code == 0)
      let files = try folder.contents(of: "again")
      for name in Self.files {
        let isEqual = files[name] == expected[name]
        #expect(isEqual, "\(name) \(arguments)")
      }
    }
    #expect(try folder.contents(of: "PriceData") == input)
  }

  @Test func onlyTheFormatsAskedForAreWritten() throws {
    let folder = try Program.city(lines: 300, months: 2)
    let outcome = try Program.run(
      "report", "--format", "json", "--month", "2025-11", in: folder.path)
    #expect(outcome.code == 0)
    #expect(try folder.contents(of: "Reports").keys.sorted() == ["2025-11/report.json"])
  }

  @Test func severalFormatsStandWithCommasBetween() throws {
    let folder = try Program.city(lines: 300, months: 2)
    let outcome = try Program.run(
      "report", "--format", "json,html", "--format", "html", "--month", "2025-11", in: folder.path)
    #expect(outcome.code == 0)
    #expect(
      try folder.contents(of: "Reports").keys.sorted() == [
        "2025-11/report.html", "2025-11/report.json",
      ])
    for wrong in ["json,pdf", "json,", ","] {
      let outcome = try Program.run("report", "--format", wrong, in: folder.path)
      #expect(outcome.code == 64)
    }
  }

  @Test func sheetsAreTheSameBytesToo() throws {
    let folder = try Program.city(lines: 4_000, months: 3)
    for (out, workers) in [("a", "1"), ("b", "3")] {
      let outcome = try Program.run(
        "report", "--format", "json", "--sheets", "--out", out, "--workers", workers,
        in: folder.path)
      #expect(outcome.code == 0)
    }
    let sheets = try folder.contents(of: "a")
    #expect(sheets.keys.contains { $0.hasPrefix("2025-12/sheets/institution-") })
    #expect(sheets.keys.contains("2025-12/sheets/enterprise-001.html"))
    #expect(!sheets.keys.contains { $0.hasSuffix(".partial") })
    #expect(try folder.contents(of: "b") == sheets)
  }

  private static let golden = Program.root.appending(path: "Reports/2025-12").path

  /// The report that the project ships is the one that the program writes of the data it ships.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: golden), "needs Reports/2025-12"))
  func theShippedReportIsWhatTheProgramWrites() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(
      "report", "--data", "PriceData", "--out", folder.path, in: Program.root.path)
    #expect(outcome.code == 0)
    let written = try folder.contents(of: "2025-12")
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.golden) {
      let shipped = [UInt8](
        try Data(contentsOf: URL(filePath: Self.golden).appending(path: name)))
      let isEqual = written[name] == shipped
      #expect(isEqual, "\(name)")
    }
    #expect(written.count == Self.files.count)
  }
}
