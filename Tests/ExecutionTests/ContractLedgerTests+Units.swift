import Execution
import PricePanel
import Procurement
import TestSupport
import Testing

/// Contracted quantities whose unit is in doubt.
extension ContractLedgerTests {
  /// 120 in the year before; a contract for 120 is a year's, one for 60,000 is 500 times that.
  @Test func quantitiesFarFromTheYearBeforeAreNamedAndLeftOut() throws {
    let before = TestPurchase("X1", "H1", "2024-01", price: 100, quantity: 120)
    let ledger = try ledger([contract("H1", 60_000), contract("H2", 60_000)], [before])
    #expect(ledger.rows.map(\.holder.code) == ["H2"])
    #expect(ledger.notices.map(\.reason) == [.suspectUnit])
    #expect(ledger.notices.map(\.source) == [Self.source])
    #expect(try self.ledger([contract("H1", 120)], [before]).notices.isEmpty)
  }

  /// 1,200 tablets in the year before. In packs of 10, a contract for 1,200 packs is ten times that and
  /// one for 120 tablets a tenth: named, and both count. So are 7 to 13 times; what is just beyond, and
  /// ten times where a pack holds 16 or 4, is nothing but more.
  @Test(arguments: [
    (Int64(12_000), Int64(10), 1), (120, 10, 1), (8_400, 10, 1), (15_600, 10, 1), (8_399, 10, 0),
    (15_601, 10, 0), (1_200, 10, 0), (12_000, 16, 0), (12_000, 14, 1), (12_000, 7, 0),
    (8_400, 7, 1),
    (4_800, 4, 0), (6_000, 5, 1), (172, 7, 1), (1_000, 1, 0),
  ])
  func quantitiesOffByAPackAreNamedAndCount(
    _ quantity: Int64, _ pack: Int64, _ doubts: Int
  ) throws {
    let before = TestPurchase("X1", "H1", "2024-01", price: 100, quantity: 1_200)
    let ledger = try ledger([contract("H1", quantity)], [before], pack: pack)
    #expect(ledger.doubts.count == doubts)
    #expect(ledger.doubts.allSatisfy { $0.reason == .packLikeQuantity && $0.source == Self.source })
    #expect(ledger.notices.isEmpty)
    #expect(ledger.rows.count == 1)
  }

  /// Fewer than five packs say as much as five do: of 2 in the year before, 100 are no more than twenty times five,
  /// 101 are, and so they are of six from 121 on. Of packs of ten, 20 tablets are two, and 200 are ten times that.
  @Test(
    arguments: [
      (Int64(2), nil, Int64(45), 0, 0), (2, nil, 100, 0, 0), (2, nil, 101, 1, 0),
      (6, nil, 120, 0, 0),
      (6, nil, 121, 1, 0), (20, 10, 1_000, 0, 0), (20, 10, 1_001, 1, 0), (20, 10, 200, 0, 1),
      (20, 16, 320, 0, 1), (20, 28, 560, 0, 1),
    ] as [(Int64, Int64?, Int64, Int, Int)])
  func aHandfulOfPacksSaysLittle(
    _ before: Int64, _ pack: Int64?, _ quantity: Int64, _ suspects: Int, _ doubts: Int
  ) throws {
    let before = TestPurchase("X1", "H1", "2024-01", price: 100, quantity: before)
    let ledger = try ledger([contract("H1", quantity)], [before], pack: pack)
    #expect(ledger.notices.count == suspects)
    #expect(ledger.doubts.count == doubts)
    #expect(ledger.rows.count == 1 - suspects)
  }

  /// Six months of records have 2, and the contract runs for two years: five packs in six months are twenty in
  /// two years.
  @Test(arguments: [(Int64(400), 0), (401, 1)])
  func aHandfulIsScaledAsPurchasesAre(_ quantity: Int64, _ suspects: Int) throws {
    let before = TestPurchase("X1", "H1", "2024-07", price: 100, quantity: 2)
    let two = contract("H1", quantity, end: "2026-12-31")
    #expect(try ledger([two], [before]).notices.count == suspects)
  }

  /// Where every product is known to hold one unit, only ten thousands can be mixed up: 120 and 60,000, 500 times
  /// that, or a 500th, are what an institution may come to buy.
  @Test(
    arguments: [
      (Int64(1), Int64(60_000), 0), (1, 60_001, 1), (nil, 2_401, 1), (2, 2_401, 1),
    ] as [(Int64?, Int64, Int)])
  func packsOfOneUnitAreNoUnitsMixedUp(
    _ pack: Int64?, _ quantity: Int64, _ suspects: Int
  ) throws {
    let before = TestPurchase("X1", "H1", "2024-01", price: 100, quantity: 120)
    #expect(
      try ledger([contract("H1", quantity)], [before], pack: pack).notices.count == suspects)
    // The other way round.
    let much = TestPurchase("X1", "H1", "2024-01", price: 100, quantity: quantity)
    #expect(try ledger([contract("H1", 120)], [much], pack: pack).notices.count == suspects)
  }

  /// Without a year before, a pack size or a check there is nothing to say; what is too far off is left
  /// out and not named twice.
  @Test func withoutAYearBeforeNothingIsSaidOfPacks() throws {
    let before = TestPurchase("X1", "H1", "2024-01", price: 100, quantity: 1_200)
    #expect(try ledger([contract("H2", 12_000)], [before], pack: 10).doubts.isEmpty)
    #expect(try ledger([contract("H1", 12_000)], [before]).doubts.isEmpty)
    #expect(
      try ledger([contract("H1", 12_000)], [before], suspectFactor: 1, pack: 10).doubts.isEmpty)
    let far = try ledger([contract("H1", 28_800)], [before], pack: 24)
    #expect(far.doubts.isEmpty)
    #expect(far.notices.map(\.reason) == [.suspectUnit])
  }

  /// Records from July on have six months of the year before: 60 stand for 120. From August on they
  /// say nothing.
  @Test(arguments: [("2024-07", 1), ("2024-08", 0)])
  func monthsBeforeTheRecordsAreNotMonthsWithoutPurchases(
    _ month: String, _ suspects: Int
  ) throws {
    let before = TestPurchase("X1", "H1", month, price: 100, quantity: 60)
    #expect(try ledger([contract("H1", 2_300)], [before]).notices.isEmpty)
    #expect(try ledger([contract("H1", 2_500)], [before]).notices.count == suspects)
  }

  /// The lead hospital has contracted 3,000 for all: it bought 120 in the year before, H2 3,600. A union's
  /// contract for 180,000 is 48 times that. Where both have contracts, H1's for 3,000 and H2's for 120, they come
  /// to what both bought.
  @Test func theUnitOfAUnionsContractIsHeldAgainstWhatMembersBought() throws {
    let before = [("H1", Int64(120)), ("H2", 3_600)].map {
      TestPurchase("X1", $0, "2024-01", price: 100, quantity: $1)
    }
    func notices(_ contracts: [Contract]) throws -> [Int] {
      try ledger(contracts, before, institutions: Self.union).notices.map(\.source.line)
    }
    #expect(try notices([contract("H1", 3_000)]).isEmpty)
    #expect(try notices([contract("H1", 180_000)]) == [2])
    #expect(try notices([contract("H1", 3_000), contract("H2", 120, line: 3)]).isEmpty)
    #expect(try notices([contract("H1", 100_000), contract("H2", 3_600, line: 3)]) == [2])
    // A member that nobody contracted for takes nothing from one that bought what it agreed to.
    #expect(try notices([contract("H1", 120), contract("H3", 10, line: 3)]).isEmpty)
    #expect(try ledger([contract("H1", 3_000)], before).notices.count == 1)
  }

  /// 1,200 a year of the union, in packs of ten, and 12,000 contracted.
  @Test func packsAndUnitsOfAUnion() throws {
    let before = ["H1", "H2"].map {
      TestPurchase("X1", $0, "2024-01", price: 100, quantity: 600)
    }
    func doubts(_ quantity: Int64) throws -> Int {
      try ledger([contract("H1", quantity)], before, institutions: Self.union, pack: 10).doubts
        .count
    }
    #expect(try doubts(12_000) == 1)
    #expect(try doubts(6_000) == 0)
  }

  /// What members of the union bought in the year before.
  private static func before(_ bought: KeyValuePairs<String, Int64>) -> [TestPurchase] {
    bought.map { TestPurchase("X1", $0, "2024-01", price: 100, quantity: $1) }
  }

  private func unionLedger(
    _ contracts: [Contract], _ before: [TestPurchase], pack: Int64? = 10
  ) throws -> (suspect: [Int], packLike: [Int]) {
    let ledger = try ledger(contracts, before, institutions: Self.union, pack: pack)
    return (ledger.notices.map(\.source.line), ledger.doubts.map(\.source.line))
  }

  /// H1 bought 3,600 and contracts 3,600 or 4,000. What H2 contracts against its own 120 is a tenth, ten times, a
  /// 24th, 25 times; the union's 3,612 to 7,000 against 3,720 are nothing of the kind.
  @Test(arguments: [3_600, 4_000] as [Int64])
  func aSmallMembersUnitIsHeldAgainstWhatItBuysItself(_ lead: Int64) throws {
    let before = Self.before(["H1": 3_600, "H2": 120])
    func check(_ quantity: Int64) throws -> (suspect: [Int], packLike: [Int]) {
      try unionLedger([contract("H1", lead), contract("H2", quantity, line: 3)], before)
    }
    #expect(try check(120) == ([], []))
    #expect(try check(12) == ([], [3]))
    #expect(try check(1_200) == ([], [3]))
    #expect(try check(5) == ([3], []))
    #expect(try check(3_000) == ([3], []))
  }

  /// H1 contracts for H2 as well: 1,200 are ten times its own 120, and 2,520 are what H2's 3,600 lack. Where H2
  /// contracts its 3,600 itself, nobody buys H1's 1,200 for it.
  @Test func aMemberThatContractsForOthersIsHeldAgainstAll() throws {
    let before = Self.before(["H1": 120, "H2": 3_600])
    #expect(
      try unionLedger([contract("H1", 1_200), contract("H2", 2_520, line: 3)], before) == ([], []))
    #expect(
      try unionLedger([contract("H1", 1_200), contract("H2", 3_600, line: 3)], before) == ([], [2]))
  }

  /// H1 buys nothing itself, and H2's own 600 are a sixth of the 3,600 it buys: together 3,600 of 3,600. 180,000
  /// are 50 times what all bought; 36,000 with H2's 3,600 are eleven times.
  @Test func aHolderThatBuysNothingItselfIsHeldAgainstAll() throws {
    let before = Self.before(["H2": 3_600])
    func check(_ lead: Int64, _ other: Int64, pack: Int64 = 10) throws -> ([Int], [Int]) {
      let found = try unionLedger(
        [contract("H1", lead), contract("H2", other, line: 3)], before, pack: pack)
      return (found.suspect, found.packLike)
    }
    #expect(try check(3_000, 600, pack: 6) == ([], []))
    #expect(try check(180_000, 3_600) == ([2], []))
    #expect(try check(36_000, 3_600) == ([], [2]))
    // 340 packs for what H3 buys: 460 of 3,600 are about a tenth.
    #expect(
      try unionLedger(
        [contract("H1", 340), contract("H2", 120, line: 3)],
        Self.before(["H2": 120, "H3": 3_480])) == ([], [2]))
  }

  /// What a union needs is what all its members bought, whoever had the contract of the year before. Of 72,000
  /// for two years half is for the days of H1's contract: with 11,000 they are 47,000, about ten times 3,700, and
  /// 10,000 are too little beside 36,000 to say anything of.
  @Test func contractsOfOtherDaysAreNotHeldAgainstAUnion() throws {
    let before = Self.before(["H2": 3_600, "H3": 100])
    let last = contract("H2", 3_700, start: "2024-01-01", end: "2024-12-31", line: 3)
    #expect(try unionLedger([contract("H1", 3_700), last], before) == ([], []))
    #expect(try unionLedger([contract("H1", 37_000), last], before) == ([], [2]))
    let long = contract("H2", 72_000, end: "2026-12-31", line: 3)
    #expect(try unionLedger([contract("H1", 11_000), long], before) == ([], [2, 3]))
    #expect(try unionLedger([contract("H1", 10_000), long], before) == ([], [3]))
  }

  /// What a union bought of a variety is held against all products that it contracted.
  @Test func contractsForProductsOfAVarietyAreTogether() throws {
    let contracts = [
      contract("H1", 3_000, product: "X1"), contract("H2", 600, product: "X2", line: 3),
    ]
    #expect(try unionLedger(contracts, Self.before(["H2": 3_600]), pack: 6) == ([], []))
  }
}
