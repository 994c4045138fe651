import Foundation
import TestSupport
import Testing

struct ExplainTests {
  @Test func aFindingOfTheReportIsExplainedInBothLanguages() throws {
    let folder = try Program.city(lines: 4_000, months: 6)
    #expect(try Program.run("report", "--format", "csv", in: folder.path).code == 0)
    let csv = try #require(try folder.contents(of: "Reports")["2025-12/findings.csv"])
    let rows = String(decoding: csv, as: UTF8.self).split(separator: "\r\n").dropFirst()
    let id = try #require(rows.first?.split(separator: ",").first).description
    for language in ["zh", "en"] {
      let outcome = try Program.run("explain", id, "--language", language, in: folder.path)
      #expect(outcome.code == 0)
      #expect(outcome.error == "")
      #expect(outcome.out.hasPrefix(id + "\n"))
      #expect(outcome.out.contains("purchases/"))
    }
    let unknown = try Program.run("explain", id.dropLast() + "z", in: folder.path)
    #expect(unknown.code == 64)
    #expect(unknown.out == "")
    #expect(unknown.error.contains(id))
    for wrong in ["price-rise", "price-rise-202513-0a1b2c3d4e", "price-rise-201901-0a1b2c3d4e"] {
      let outcome = try Program.run("explain", wrong, in: folder.path)
      #expect(outcome.code == 64)
    }
    #expect(try folder.contents().keys.filter { $0.hasPrefix("Reports") }.count == 4)
  }
}
