import Foundation
import TestSupport
import Testing

/// Snapshots below the output folder, as people meet them.
struct SnapshotTests {
  @Test func largeFilesAreKeptAndTheReportIsTheSame() throws {
    let folder = try Program.city(lines: 40_000, months: 2)
    let input = try folder.contents(of: "PriceData")
    // What was changed within the last two seconds gets no snapshot yet.
    Thread.sleep(forTimeInterval: 2.2)
    let runs = [("a", []), ("a", []), ("b", ["--no-snapshots"])]
    var reports: [[String: [UInt8]]] = []
    var kept: [[String: [UInt8]]] = []
    for (out, options) in runs {
      let outcome = try Program.run(
        ["report", "--out", out, "--format", "json", "--format", "csv"] + options,
        in: folder.path)
      #expect(outcome.code == 0)
      #expect(outcome.error == "")
      let all = try folder.contents(of: out)
      reports.append(all.filter { !$0.key.hasPrefix(".snapshots/") })
      kept.append(all.filter { $0.key.hasPrefix(".snapshots/") })
    }
    #expect(reports[0].keys.sorted().first == "2025-12/findings.csv")
    let isSame = reports[1] == reports[0] && reports[2] == reports[0]
    #expect(isSame)
    let large = input.filter { $0.key.hasPrefix("purchases/") && $0.value.count >= 4 << 20 }
    #expect(!large.isEmpty)
    #expect(kept.map(\.count) == [large.count, large.count, 0])
    #expect(try folder.contents(of: "PriceData") == input)
  }

  @Test func snapshotsThatCannotBeWrittenAreSaidAndNoError() throws {
    let folder = try Program.city(lines: 40_000, months: 2)
    Thread.sleep(forTimeInterval: 2.2)
    try folder.write("Reports/.snapshots", "in the way")
    let outcome = try Program.run("report", "--format", "json", "--quiet", in: folder.path)
    #expect(outcome.code == 0)
    #expect(outcome.error.contains("Reports/.snapshots"))
    #expect(outcome.error.split(separator: "\n").count == 1)
    #expect(try folder.contents(of: "Reports").count == 2)
  }
}
