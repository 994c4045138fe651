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
  ) throws -> (chains: FindingChains?, calls: Int) {
    var calls = 0
    let chains = FindingChains(
      now.map { Self.finding(String($0), in: Self.month) }, in: Self.month,
      first: testMonth(first), reach: 12
    ) { (before) -> [Finding] in
      calls += 1
      let distance = before.distance(to: Self.month)
      let codes = distance <= earlier.count ? earlier[distance - 1] : ""
      return codes.map { Self.finding(String($0), in: before) }
    }
    return (chains, calls)
  }

  private func since(_ product: String, _ chains: FindingChains?) -> String? {
    chains?.since[Self.finding(product, in: Self.month).subjectKey]?.description
  }

  /// A goes on since October, B was away in November, C is new, D is gone.
  @Test func newContinuingAndResolved() throws {
    let (chains, calls) = try chains("ABC", ["AD", "AB", "B"])
    #expect(since("A", chains) == "2025-10")
    #expect(since("B", chains) == "2025-12")
    #expect(since("C", chains) == "2025-12")
    #expect(chains?.resolved.map(\.product.code) == ["D"])
    #expect(chains?.resolved.map(\.month.description) == ["2025-11"])
    #expect(calls == 3)
  }

  @Test func lookingBackEndsWithTheLastChainAfterTwelveMonthsAndWhereTheDataBegin() throws {
    #expect(try chains("", ["A", "A"]).calls == 1)
    #expect(try chains("A", ["B", "A"]).calls == 1)
    let whole = try chains("A", Array(repeating: "A", count: 20))
    #expect(whole.calls == 12)
    #expect(since("A", whole.chains) == "2024-12")
    let short = try chains("A", Array(repeating: "A", count: 20), first: "2025-11")
    #expect(short.calls == 1)
    #expect(since("A", short.chains) == "2025-11")
    let alone = try chains("A", ["A"], first: "2025-12")
    #expect(alone.chains == nil && alone.calls == 0)
  }

  @Test func theSubjectIsTheSameInEveryMonth() {
    let keys = ["2025-01", "2025-12"].map { Self.finding("A", in: testMonth($0)).subjectKey }
    #expect(keys[0] == keys[1])
    #expect(keys[0].hasPrefix("institution-gap-"))
  }
}
