import Analysis
import Indicators
import Intake
import Procurement

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The clues as data in the page: what its script sorts, filters and opens.
///
/// Texts that occur more than once stand in one list and are named by their place in it, so that
/// thousands of clues stay small. Every text is the one that the plain table has.
struct HTMLClues: Sendable {
  private let tables: ReportTables
  private let findings: ArraySlice<Finding>

  /// The clues of the report that `tables` show.
  init(_ tables: ReportTables) {
    self.tables = tables
    findings = tables.report.findings.prefix(HTMLReport.clueLimit)
  }

  /// The data as JSON that may stand within a script element; empty when there are no clues.
  ///
  /// - Throws: `EncodingError`, when a value has no JSON form.
  /// - Complexity: O(*n*) in the clues and the prices beside them.
  func json() throws -> String {
    guard !findings.isEmpty else { return "" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Nothing in JSON but text holds `<`, and no tag begins without it.
    return String(decoding: try encoder.encode(document), as: UTF8.self)
      .utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
      .map { Substring($0) }.joined(separator: "\\u003c")
  }

  private var document: PageValue {
    let t = tables.t
    let backgrounds = tables.report.backgrounds
    let rows = zip(findings.indices, zip(findings, tables.clues(of: findings).rows))
      .map { index, entry in
        clue(
          entry.0, cells: entry.1.cells,
          background: index < backgrounds.clues.count ? backgrounds.clues[index] : nil)
      }
    let products = backgrounds.products.map(product)
    let institutions = backgrounds.institutions.map { institution in
      PageValue.array([institution.code, institution.name, institution.region].map { .text($0) })
    }
    var strings = PageStrings([.array(rows), .array(institutions)])
    let monitors = Set(findings.map(\.monitor)).sorted()
    return .object([
      "clues": .array(rows.map { strings.interned($0) }),
      "products": .array(products),
      "institutions": .array(institutions.map { strings.interned($0) }),
      "strings": .array(strings.list.map { .text($0) }),
      "month": .text(tables.report.month.description),
      "explain": .text(explainOptions),
      "currency": .text(t.currency),
      "kinds": .array(StakeKind.allCases.map { .text(t($0.phrase)) }),
      "printed": .count(HTMLReport.plainClueLimit),
      "words": .object(Phrases.page.mapValues { .text(t($0)) }),
      "quoted": .array(PurchaseQuote.fields.map { .text(t($0.heading)) }),
      "severities": choices(Severity.allCases.reversed().map { ($0.rawValue, t($0.phrase)) }),
      "monitors": choices(monitors.map { ($0, t(Phrases.monitor($0))) }),
      "statuses": choices(FindingStatus.allCases.map { ($0.rawValue, t($0.phrase)) }),
    ])
  }

  /// What `jicai explain` needs beside a clue's identifier to say the same: the data folder, which
  /// only the reader knows, and the plan where it is not the one that it would choose.
  private var explainOptions: String {
    let report = tables.report
    let usual = report.plans.first { $0.id == report.rules.plan } ?? report.plans.first
    let plan = report.plan.map(\.id).flatMap { $0 == usual?.id ? nil : " --plan \($0)" } ?? ""
    return " --data …" + plan
  }

  private func choices(_ pairs: [(String, String)]) -> PageValue {
    .array(pairs.map { .array([.text($0.0), .text($0.1)]) })
  }

  /// One clue; `clues.js` names the places.
  private func clue(
    _ finding: Finding, cells: [TableCell], background: ClueBackground?
  ) -> PageValue {
    let lines = finding.evidence.prefix(ClueBackgrounds.linesAClue)
    let quotes = tables.report.backgrounds.quotes
    let decision = finding.decision.map { tables.decision($0) } ?? ""
    return .array([
      .text(finding.id), .text(finding.severity.rawValue), .text(finding.monitor),
      .text(finding.region), .text(finding.institution?.code ?? ""),
      .text(finding.institution?.name ?? ""), .text(finding.status.rawValue),
      .text(finding.unit.rawValue), fen(finding.stake), .ratio(finding.observed),
      .ratio(finding.reference), .ratio(finding.ratio), .ratio(finding.quantity.units),
      .ratio(finding.bounds.lower), .ratio(finding.bounds.upper),
      .array(cells.map(cellLines)), .text(tables.t(Phrases.method(finding.method))),
      .text(decision),
      // Lines of others, which it is compared with, have a minus.
      .array(
        lines.flatMap {
          [.text($0.file), .count(finding.peerEvidence.contains($0) ? -$0.line : $0.line)]
        }),
      .count(finding.evidence.count),
      .array((background?.history ?? []).map { .charted($0.value) }),
      background?.product.map { .count($0) } ?? .null,
      .array(
        tables.reasons(for: finding, origins: background?.origins ?? []).flatMap {
          [.text(tables.t($0.label)), .text($0.text)]
        }),
      .array(lines.map { quotes[$0].map(quote) ?? .null }),
      finding.stakeKind.map { .count($0.rawValue) } ?? .null,
      background.map { .text($0.historyKind.word) } ?? .null,
      .array((background?.references ?? []).map { .charted($0.value) }),
    ])
  }

  /// What a purchase line says, in the order of ``Intake/PurchaseQuote/fields``; an empty text for
  /// what it does not say.
  private func quote(_ quote: PurchaseQuote) -> PageValue {
    .array(PurchaseQuote.fields.map { .text(quote.texts[$0] ?? "") })
  }

  private func product(_ prices: ProductPrices) -> PageValue {
    .array([
      .array(prices.payments.flatMap { [.count($0.institution), .charted($0.price)] }),
      .array(prices.history.map { .charted($0.value) }),
    ])
  }

  /// A cell's lines, the leading one first.
  private func cellLines(_ cell: TableCell) -> PageValue {
    guard case .stack(let parts) = cell else { return .array([.text(cell.text)]) }
    return .array(parts.map { .text($0.text) })
  }

  /// An amount in whole 分, as every output rounds it.
  private func fen(_ amount: Money) -> PageValue {
    .count(Int(amount.decimal.filter { $0 != "." }) ?? 0)
  }
}
