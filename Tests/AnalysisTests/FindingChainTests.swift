import Procurement
import TestSupport
import Testing

@testable import Analysis

struct FindingChainTests {
  private static let month = testMonth("2025-12")

  private static func finding(_ product: String, in month: Month) -> Finding {
    Finding(
      monitor: "institution-gap", severity: .watch, month: month, product: testProduct(product),
      observed: 2, reference: 1, referenceKind: .peerMedian, peers: 3, quantity: .zero,
      excessAmount: .zero, bounds: PriceBounds(lower: nil, upper: nil), method: "",
      suggestedStep: "", evidence: [])
  }

  /// What was found in each month before, by products, the last month first.
  private func chains(
    _ now: String, _ earlier: [String], first: String = "2020-01"
  ) throws -> (chains: FindingChains, calls: Int) {
    var calls = 0
    func findings(_ distance: Int, _ month: Month) -> [Finding] {
      (distance <= earlier.count ? earlier[distance - 1] : "").map {
        Self.finding(String($0), in: month)
      }
    }
    let chains = FindingChains(
      now.map { Self.finding(String($0), in: Self.month) }, in: Self.month,
      first: testMonth(first), before: findings(1, Self.month.advanced(by: -1))
    ) { (keys, before) -> Set<String> in
      calls += 1
      return keys.intersection(
        findings(before.distance(to: Self.month), before).map(\.subjectKey))
    }
    return (chains, calls)
  }

  private func since(_ product: String, _ chains: FindingChains) -> String? {
    chains.since[Self.finding(product, in: Self.month).subjectKey]?.description
  }

  /// A goes on since October, B was away in November, C is new, D is gone.
  @Test func newContinuingAndResolved() throws {
    let (chains, calls) = try chains("ABC", ["AD", "AB", "B"])
    #expect(since("A", chains) == "2025-10")
    #expect(since("B", chains) == "2025-12")
    #expect(since("C", chains) == "2025-12")
    #expect(chains.resolved.map(\.product.code) == ["D"])
    #expect(chains.resolved.map(\.month.description) == ["2025-11"])
    #expect(calls == 2)
  }

  @Test func lookingBackEndsWithTheLastChainAfterTwelveMonthsAndWhereTheDataBegin() throws {
    #expect(try chains("", ["A", "A"]).calls == 0)
    #expect(try chains("A", ["B", "A"]).calls == 0)
    let whole = try chains("A", Array(repeating: "A", count: 20))
    #expect(whole.calls == 11)
    #expect(since("A", whole.chains) == "2024-12")
    let short = try chains("A", Array(repeating: "A", count: 20), first: "2025-11")
    #expect(short.calls == 0)
    #expect(since("A", short.chains) == "2025-11")
  }

  @Test func theSubjectIsTheSameInEveryMonth() {
    let keys = ["2025-01", "2025-12"].map { Self.finding("A", in: testMonth($0)).subjectKey }
    #expect(keys[0] == keys[1])
    #expect(keys[0].hasPrefix("institution-gap-"))
  }

  /// A rise that the office knows from last month's comparison is the same clue when a year's tells
  /// it better.
  @Test func theSubjectIsTheSameWhateverItIsComparedWith() {
    var keys: Set<String> = []
    for kind in [ReferenceKind.previousMonth, .sameMonthLastYear] {
      let finding = Finding(
        monitor: "price-rise", severity: .watch, month: Self.month, product: testProduct("A"),
        observed: 2, reference: 1, referenceKind: kind, peers: 3, quantity: .zero,
        excessAmount: .zero, bounds: PriceBounds(lower: nil, upper: nil), method: "",
        suggestedStep: "", evidence: [])
      keys.insert(finding.subjectKey)
    }
    #expect(keys.count == 1)
  }
}
