import Foundation
import TestSupport
import Testing

/// What a run shows on a terminal, and what not.
struct TerminalTests {
  @Test func quietSaysNothingAndWritesAll() throws {
    let folder = try Program.city(lines: 300, months: 2)
    for flag in ["--quiet", "-q"] {
      let outcome = try Program.run("report", flag, "--out", "Out\(flag)", in: folder.path)
      #expect(outcome.code == 0)
      #expect(outcome.out == "")
      #expect(outcome.error == "")
      #expect(try folder.contents(of: "Out\(flag)").count == 7)
    }
    let wrong = try Program.run("report", "-q", "--plan", "none", in: folder.path)
    #expect(wrong.code == 64)
    #expect(wrong.error.contains("none"))
  }

  @Test func theLastLineSaysWhereTheReportLies() throws {
    let folder = try Program.city(lines: 300, months: 2)
    for (language, words) in [("zh", "已写到 "), ("en", "written to ")] {
      let outcome = try Program.run(
        "report", "--out", "Out", "--month", "2025-11", "--format", "csv", "--language", language,
        in: folder.path)
      #expect(outcome.out.split(separator: "\n").last.map(String.init) == words + "Out/2025-11/")
    }
  }

  /// What would clear the screen, set a title or turn the direction of writing stays in the file.
  @Test func whatFilesHoldDoesNotSteerTheTerminal() throws {
    let folder = try TemporaryFolder()
    let steering = "\u{1B}[31m甲\u{202E}乙\u{1B}]0;x\u{07}\u{9B}2J"
    let header = "采购日期,医院名称,通用名,采购单价,采购数量"
    let name = "Data/purchases/\u{1B}[2J\u{2066}.csv"
    try folder.write(name, "\(header),备注\(steering)\n2025-01-05,县医院,甲,20,100,\(steering)\n")
    try folder.write("Data/purchases/b.csv", "\(header)\n\(steering),县医院,甲,20,100\n")
    try folder.write(
      "Data/plans.csv", "规划,地区,指标,目标值\nyuncheng,\(steering),platform-share/drugs,90%\n")
    try folder.write("rules.yaml", "\"\\e[31mx\": 1\n")
    try folder.write("labels.csv", "monitor,product_code,month\n\(steering),\(steering),2025-01\n")
    let commands: [(said: String, code: Int32, arguments: [String])] = [
      ("甲", 0, ["report", "--data", "Data", "--out", "Out"]),
      ("甲", 0, ["plans", "--data", "Data"]),
      ("备注", 0, ["inspect", name]),
      ("采购日期", 0, ["inspect", "Data/purchases/b.csv"]),
      ("[31mx", 65, ["report", "--data", "Data", "--out", "Out", "--rules", "rules.yaml"]),
      ("甲", 0, ["evaluate", "Out/2025-01", "--labels", "labels.csv", "--details"]),
      ("甲", 64, ["report", "--" + steering]),
    ]
    for (said, code, arguments) in commands {
      let outcome = try Program.run(arguments, in: folder.path)
      let text = outcome.out + outcome.error
      #expect(outcome.code == code, "\(arguments): \(text)")
      #expect(text.contains(said), "\(arguments): \(text)")
      let found = text.unicodeScalars.filter {
        $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
      }
      #expect(found.isEmpty, "\(arguments): \(text.debugDescription)")
    }
  }

  #if os(Linux)
    @Test(
      .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script"), "needs script"),
      arguments: [
        ([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true),
        (["TERM": "dumb"], false),
      ] as [([String: String], Bool)])
    func colourIsForTerminalsThatWantIt(_ environment: [String: String], _ isColoured: Bool) throws
    {
      let folder = try Program.city(lines: 300, months: 2)
      let terminal = ["TERM": "xterm-256color", "NO_COLOR": ""]
      let outcome = try Program.shell(
        "script -qec 'jicai report' /dev/null", in: folder.path,
        environment: terminal.merging(environment) { $1 })
      #expect(outcome.code == 0)
      #expect(outcome.out.contains("2025年12月"))
      #expect(outcome.out.contains("\u{1B}[1m") == isColoured)
    }
  #endif
}
