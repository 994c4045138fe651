import Foundation
import Procurement
import Testing

@testable import Analysis
@testable import Reporting

/// The clues as data in the page, for its script.
@Suite struct HTMLCluesTests {
  private struct Data {
    let json: [String: Any]
    let clues: [[Any]]
    let strings: [String]

    init(_ report: Report, language: Language = .zh) throws {
      let text = try HTMLClues(ReportTables(report, language: language)).json()
      let object = try JSONSerialization.jsonObject(with: Foundation.Data(text.utf8))
      json = try #require(object as? [String: Any])
      clues = try #require(json["clues"] as? [[Any]])
      strings = try #require(json["strings"] as? [String])
    }

    func text(_ value: Any) -> String? {
      (value as? String) ?? (value as? Int).map { strings[$0] }
    }
  }

  @Test(arguments: Language.allCases)
  func `the data say what the plain rows say`(language: Language) throws {
    let report = ReportFixture.report()
    let data = try Data(report, language: language)
    let rows = ReportTables(report, language: language).clues(limit: 60).rows
    #expect(data.clues.count == rows.count)
    for (clue, row) in zip(data.clues, rows) {
      let cells = try #require(clue[15] as? [[Any]])
      let texts = cells.map { $0.compactMap(data.text).joined(separator: " ") }
      #expect(texts == row.cells.map(\.text))
    }
  }

  @Test func `identifiers, amounts and evidence are the findings'`() throws {
    let report = ReportFixture.report()
    let data = try Data(report)
    for (clue, finding) in zip(data.clues, report.findings) {
      #expect(data.text(clue[0]) == finding.id)
      #expect(data.text(clue[4]) == finding.institution?.code ?? "")
      let fen = try #require(clue[8] as? Int)
      #expect(NumberText.plain(Double(fen) / 100, places: 2) == finding.stake.decimal)
      let places = try #require(clue[18] as? [Any])
      #expect(places.count == finding.evidence.count * 2)
      #expect(data.text(places[0]) == finding.evidence[0].file)
      #expect(places[1] as? Int == finding.evidence[0].line)
    }
  }

  @Test func `no text can leave the script element`() throws {
    let report = ReportFixture.report()
    let text = try HTMLClues(ReportTables(report, language: .zh)).json()
    #expect(!text.contains("<"))
    #expect(text.contains("\\u003cscript>"))
    let data = try Data(report)
    #expect(data.clues.contains { data.text($0[5]) == ReportFixture.hostileMarkup })
  }

  @Test func `five thousand clues and their prices stay under four megabytes`() throws {
    var report = ReportFixture.report(findings: 5_001)
    report.backgrounds = Self.backgrounds(of: report)
    let bytes = try HTMLReport(report, language: .zh).bytes()
    #expect(bytes.count < 4_000_000)
    let data = try Data(report)
    #expect(data.clues.count == 5_000)
    #expect((data.json["products"] as? [Any])?.count == report.backgrounds.products.count)
    let page = String(decoding: bytes, as: UTF8.self)
    #expect(page.contains("<p class=\"\">另有 1 条线索未在此列出"))
    #expect(page.contains("<p class=\"plain-only\">另有 4,801 条线索未在此列出"))
  }

  @Test func `no clues, no data and no script`() throws {
    let report = ReportFixture.report(findings: 0)
    #expect(try HTMLClues(ReportTables(report, language: .zh)).json().isEmpty)
    let page = String(decoding: try HTMLReport(report, language: .zh).bytes(), as: UTF8.self)
    #expect(!page.contains("<script"))
  }

  @Test(arguments: Language.allCases)
  func `every word the script asks for is there`(language: Language) throws {
    let data = try Data(ReportFixture.report(), language: language)
    let words = try #require(data.json["words"] as? [String: String])
    for match in HTMLScript.text.matches(of: /(?:words\.|fill\(")(\w+)/) {
      #expect(words[String(match.1)] != nil, "\(match.1)")
    }
    for word in words.values { #expect(!word.isEmpty) }
  }

  @Test func `a query names any code`() {
    #expect(URLText.query("H1-2_3.x") == "H1-2_3.x")
    #expect(URLText.query("甲&b=\"") == "%E7%94%B2%26b%3D%22")
  }

  /// As many payments as are kept, all months with a price.
  private static func backgrounds(of report: Report) -> ClueBackgrounds {
    let months = (0..<12).map {
      MonthValue(
        month: report.month.advanced(by: $0 - 11), value: 12.345678 + Double($0))
    }
    let products = (0..<1_500).map { product in
      ProductPrices(
        payments: (0..<40).map {
          ProductPrices.Payment(institution: $0, price: 1.234567 + Double(product + $0))
        }, history: months)
    }
    return ClueBackgrounds(
      clues: (0..<5_000).map {
        ClueBackground(history: months, historyKind: .price, product: $0 % 1_500)
      },
      products: products,
      institutions: (0..<40).map {
        Institution(code: "H\($0)", name: "第\($0)人民医院", ownership: .public, region: "盐湖区")
      })
  }

  @Test(arguments: [("yuncheng", " --data … --plan yuncheng"), ("qingyang", " --data …")])
  func `the hint to explain has the plan where it is not the usual one`(
    _ plan: String, _ options: String
  ) throws {
    var report = ReportFixture.report()
    report.rules.plan = ""
    report.plan = report.plans.first { $0.id == plan }
    let json = try HTMLClues(ReportTables(report, language: .zh)).json()
    #expect(json.contains("\"explain\":\"\(options)\""))
  }
}
