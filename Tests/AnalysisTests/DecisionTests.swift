import Procurement
import TestSupport
import Testing

@testable import Analysis

struct DecisionTests {
  private static let month = testMonth("2025-12")

  private func finding(_ product: String, monitor: String = "price-rise") -> Finding {
    Finding(
      monitor: monitor, severity: .watch, month: Self.month, product: testProduct(product),
      observed: 2, reference: 1, referenceKind: .previousMonth, peers: 1, quantity: .zero,
      excessAmount: .zero, bounds: PriceBounds(lower: nil, upper: nil), method: "",
      suggestedStep: "", evidence: [])
  }

  private func decision(
    _ pattern: String, _ kind: DecisionKind, until: String? = nil, line: Int = 2
  ) -> Decision {
    Decision(
      pattern: pattern, kind: kind, until: until.map { testDay($0) },
      source: SourceLine(file: "decisions.csv", line: line))
  }

  private func statuses(_ findings: [Finding], _ decisions: [Decision]) -> [FindingStatus] {
    let decided = DecidedFindings(findings, decisions: decisions, month: Self.month)
    return findings.map { finding in
      (decided.listed + decided.dismissed).first { $0.id == finding.id }?.status ?? .open
    }
  }

  @Test func identifiersAndPatternsName() {
    let (a, b, c) = (finding("A"), finding("B"), finding("C", monitor: "price-drop"))
    let decisions = [
      decision(a.id, .accept), decision("price-drop-*", .sent),
      decision("price-rise-202512-" + String(b.id.suffix(10)).dropLast() + "?", .dismiss),
    ]
    #expect(statuses([a, b, c], decisions) == [.accepted, .dismissed, .sent])
    #expect(statuses([a, b, c], []) == [.open, .open, .open])
  }

  @Test func theLastRowThatNamesAFindingCounts() {
    let a = finding("A")
    #expect(statuses([a], [decision(a.id, .dismiss), decision("price-*", .accept)]) == [.accepted])
    #expect(
      statuses([a], [decision("price-*", .accept), decision(a.id, .dismiss)]) == [.dismissed])
    #expect(statuses([a], [decision("*", .sent), decision("*", .accept)]) == [.accepted])
    #expect(statuses([a], [decision(a.id, .sent), decision("above-*", .dismiss)]) == [.sent])
  }

  /// The report month ends on 2025-12-31.
  @Test(arguments: [("2025-12-30", FindingStatus.open), ("2025-12-31", .dismissed)])
  func anExpiredDecisionBringsTheClueBack(_ until: String, _ status: FindingStatus) {
    let a = finding("A")
    #expect(statuses([a], [decision(a.id, .dismiss, until: until)]) == [status])
    // The row that limits an earlier one replaces it.
    let rows = [decision(a.id, .dismiss), decision(a.id, .dismiss, until: until)]
    #expect(statuses([a], rows) == [status])
  }

  @Test func dismissedFindingsAreListedApartInTheirOrder() {
    let findings = ["A", "B", "C"].map { finding($0) }
    let decided = DecidedFindings(
      findings, decisions: [decision(findings[1].id, .dismiss)], month: Self.month)
    #expect(decided.listed.map(\.product.code) == ["A", "C"])
    #expect(decided.dismissed.map(\.product.code) == ["B"])
  }
}
