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
