import PricePanel
import Procurement
import TestSupport
import Testing

@testable import Intake

/// The panel against a naive one, in any order of the records.
struct PanelBuilderTests {
  /// What records refer to: products, institutions and distributors whose codes are not in the
  /// order of their numbers.
  private static let products = ["P2", "P0", "P1", "P9"].map { Product(code: $0) }
  private static let institutions = ["H1", "H0", "H2"].map {
    Institution(code: $0, name: $0, ownership: .public)
  }
  private static let distributors = ["", "D1", "D0"]

  private static let intake = IntakeResult(
    products: products, institutions: institutions, distributors: distributors,
    files: ["a.csv", "b.csv"].map {
      FileAccount(path: $0, encoding: "UTF-8", profile: "", bytes: 0)
    }, rejects: [], rejectsNotListed: 0, rejectCounts: [:], notices: [], currency: "CNY")

  private static func record(
    product: UInt32 = 0, institution: UInt32 = 0, distributor: UInt32 = 0,
    month: String = "2025-01", channel: Channel = .platform, ordered: Int64 = 1, price: Int64 = 5,
    amount: Int64? = nil, returned: Int64 = 0, listing: Int64 = 0, file: UInt32 = 0, line: UInt32
  ) -> PurchaseRecord {
    PurchaseRecord(
      product: product, institution: institution, distributor: distributor,
      month: testMonth(month), channel: channel,
      ordered: Quantity(tenThousandths: ordered * 10_000),
      arrived: Quantity(tenThousandths: ordered * 5_000),
      stated: Quantity(tenThousandths: ordered * 10_000),
      returned: Quantity(tenThousandths: returned * 10_000),
      amount: Money(tenThousandths: (amount ?? ordered * price) * 10_000),
      returnedAmount: Money(tenThousandths: returned * price * 10_000),
      price: UnitPrice(raw: ordered > 0 ? price * 100_000_000 : 0),
      listing: UnitPrice(raw: listing * 100_000_000), file: file, line: line)
  }

  private static func panel(_ records: [PurchaseRecord]) -> Panel {
    var builder = PanelBuilder()
    builder.consume(records)
    return builder.panel(with: intake)
  }

  @Test func linesOfOneKeyShareACell() throws {
    let panel = Self.panel([
      Self.record(ordered: 2, price: 5, line: 2), Self.record(ordered: 3, price: 7, line: 3),
      Self.record(channel: .filed, line: 4), Self.record(distributor: 1, line: 5),
      Self.record(month: "2025-02", line: 6),
    ])
    #expect(panel.cells.count == 4)
    let cell = try #require(panel.cells.first)
    #expect(cell.lines == 2)
    #expect(cell.ordered.decimal == "5")
    #expect(cell.amount == yuan(31))
    #expect(cell.lowest?.line == 2)
    #expect(cell.highest?.line == 3)
    #expect(panel.products.map(\.code) == ["P2"])
  }

  @Test func ofEqualPricesTheFirstByFileAndLineIsMarked() throws {
    let records = [
      Self.record(price: 5, file: 1, line: 2), Self.record(price: 5, file: 0, line: 9),
      Self.record(price: 5, file: 0, line: 4), Self.record(price: 5, file: 1, line: 1),
    ]
    for order in [records, records.reversed(), records.shuffled()] {
      let cell = try #require(Self.panel(order).cells.first)
      for mark in [cell.lowest, cell.highest] {
        #expect(mark?.file == 0)
        #expect(mark?.line == 4)
      }
    }
  }

  @Test func returnsStandApartAndSetNoPrice() throws {
    let panel = Self.panel([
      Self.record(ordered: 4, price: 5, line: 2),
      Self.record(ordered: 0, price: 5, returned: 1, line: 3),
    ])
    let cell = try #require(panel.cells.first)
    #expect(cell.ordered.decimal == "4")
    #expect(cell.returned.decimal == "1")
    #expect(cell.amount == yuan(20))
    #expect(cell.returnedAmount == yuan(5))
    #expect(cell.netAmount == yuan(15))
    #expect(cell.lines == 2)
    #expect(cell.lowest?.line == 2)
    let only = Self.panel([Self.record(ordered: 0, price: 5, returned: 1, line: 3)])
    #expect(only.cells.first?.lowest == nil)
    #expect(only.cells.first?.highest == nil)
    #expect(only.history(of: 0).purchases(in: testMonth("2025-01")).isEmpty)
    #expect(only.months == testMonth("2025-01")...testMonth("2025-01"))
  }

  @Test func giftsCountAsQuantityAndSetNoPrice() throws {
    let panel = Self.panel([
      Self.record(ordered: 4, price: 5, line: 2), Self.record(ordered: 6, price: 0, line: 3),
    ])
    let cell = try #require(panel.cells.first)
    #expect(cell.ordered.decimal == "10")
    #expect(cell.pricedQuantity.decimal == "4")
    #expect(cell.lowest?.price == UnitPrice(raw: 500_000_000))
    let purchase = try #require(panel.history(of: 0).purchases(in: testMonth("2025-01")).first)
    #expect(purchase.averagePrice == 5)
  }

  @Test func theLowestListingPriceIsKept() {
    let panel = Self.panel([
      Self.record(listing: 9, line: 2), Self.record(listing: 7, line: 3), Self.record(line: 4),
    ])
    #expect(panel.cells.first?.listing == UnitPrice(raw: 900_000_000))
    #expect(Self.panel([Self.record(line: 2)]).cells.first?.listing == nil)
  }

  @Test func nothingMakesAnEmptyPanel() {
    let panel = Self.panel([])
    #expect(panel.cells.isEmpty && panel.products.isEmpty && panel.institutions.isEmpty)
    #expect(panel.months == nil)
  }

  // MARK: - Random records

  private static func random(_ seed: UInt64, count: Int) -> [PurchaseRecord] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { index in
      let isReturn = Int.random(in: 0..<8, using: &generator) == 0
      return record(
        product: .random(in: 0..<3, using: &generator),
        institution: .random(in: 0..<3, using: &generator),
        distributor: .random(in: 0..<3, using: &generator),
        month: testMonth("2024-11").advanced(by: .random(in: 0..<5, using: &generator)).description,
        channel: Channel.allCases[.random(in: 0..<4, using: &generator)],
        ordered: isReturn ? 0 : .random(in: 0..<4, using: &generator),
        price: .random(in: 0..<4, using: &generator), returned: isReturn ? 2 : 0,
        listing: .random(in: 0..<3, using: &generator),
        file: .random(in: 0..<2, using: &generator), line: UInt32(index + 2))
    }
  }

  /// The same panel by plain means: grouped by name, summed, lowest and highest by sorting.
  private static func naive(_ records: [PurchaseRecord]) -> [String] {
    struct Key: Hashable {
      var product: String
      var month: String
      var institution: String
      var distributor: String
      var channel: Channel
    }
    let groups = Dictionary(grouping: records) { record in
      Key(
        product: products[Int(record.product)].code, month: record.month.description,
        institution: institutions[Int(record.institution)].code,
        distributor: distributors[Int(record.distributor)], channel: record.channel)
    }
    let keys = groups.keys.sorted { left, right in
      (left.product, left.month, left.institution, left.distributor, left.channel.rawValue)
        < (right.product, right.month, right.institution, right.distributor, right.channel.rawValue)
    }
    return keys.map { key in
      let records = groups[key] ?? []
      let priced = records.filter { $0.price.raw > 0 && $0.ordered > .zero }
      let inPlace = priced.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
      func mark(_ price: UnitPrice?) -> String {
        guard let record = inPlace.first(where: { $0.price == price }) else { return "-" }
        return "\(record.price.raw)@\(["a.csv", "b.csv"][Int(record.file)]):\(record.line)"
      }
      func sum<Value: AdditiveArithmetic>(_ value: (PurchaseRecord) -> Value) -> Value {
        records.reduce(.zero) { $0 + value($1) }
      }
      let listing = records.map(\.listing.raw).max() ?? 0
      return [
        key.product, key.product, key.institution, key.institution, "", "public", key.distributor,
        key.month, key.channel.name, "lines \(records.count)", "ordered \(sum(\.ordered))",
        "arrived \(sum(\.arrived))", "returned \(sum(\.returned))", "amount \(sum(\.amount))",
        "returned amount \(sum(\.returnedAmount))",
        "priced \(priced.reduce(.zero) { $0 + $1.ordered })",
        "lowest \(mark(priced.map(\.price).min()))", "highest \(mark(priced.map(\.price).max()))",
        "listing \(listing)",
      ].joined(separator: " | ")
    }
  }

  @Test(arguments: [(1, 0), (2, 1), (3, 40), (4, 700), (5, 3_000)] as [(UInt64, Int)])
  func thePanelIsTheNaiveOne(_ seed: UInt64, _ count: Int) {
    let records = Self.random(seed, count: count)
    #expect(panelText(Self.panel(records)) == Self.naive(records))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func anyOrderAndAnyPartsGiveTheSamePanel(_ seed: UInt64) {
    let records = Self.random(seed, count: 600)
    let expected = panelText(Self.panel(records))
    var generator = SplitMix64(seed: seed)
    let shuffled = records.shuffled(using: &generator)
    var builder = PanelBuilder()
    var rest = shuffled[...]
    while !rest.isEmpty {
      let count = min(rest.count, Int.random(in: 1...90, using: &generator))
      builder.consume(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    #expect(panelText(builder.panel(with: Self.intake)) == expected)
  }

  @Test func historiesCutThePanelByProductAndMonth() {
    let records = Self.random(9, count: 900)
    let panel = Self.panel(records)
    var cells = 0
    for product in panel.products.indices {
      let history = panel.history(of: product)
      #expect(history.product == panel.products[product])
      #expect(history.cells.allSatisfy { $0.product == UInt32(product) })
      cells += history.cells.count
      for month in 0..<6 {
        let month = testMonth("2024-10").advanced(by: month)
        let ofMonth = history.cells.filter { $0.month == month }
        #expect(Array(history.cells(in: month)) == ofMonth)
        let bought = ofMonth.filter { $0.lowest != nil }
        let purchases = history.purchases(in: month)
        #expect(purchases.map(\.institution) == Set(bought.map(\.institution)).sorted())
        #expect(
          purchases.reduce(.zero) { $0 + $1.quantity }
            == bought.reduce(.zero) { $0 + $1.pricedQuantity })
      }
    }
    #expect(cells == panel.cells.count)
  }

  /// Numbers that take no word, one, one of whole units, or two when cells are packed.
  @Test(
    arguments: [
      0, 1, 9_999, 10_000, 4_294_967_295, 4_294_967_296, 42_949_672_950_000, 42_949_672_960_000,
      42_949_672_960_001, -1, -10_000, 90_000_000_000_000,
    ] as [Int64])
  func numbersOfAnySizeComeBackFromPacking(_ value: Int64) throws {
    let record = PurchaseRecord(
      product: 3, institution: 2, distributor: 1, month: testMonth("2025-01"), channel: .unstated,
      ordered: Quantity(tenThousandths: value), arrived: Quantity(tenThousandths: value &+ 3),
      stated: Quantity(tenThousandths: value / 2), unsent: Quantity(tenThousandths: value &- 7),
      returned: Quantity(tenThousandths: value),
      amount: Money(tenThousandths: value), returnedAmount: Money(tenThousandths: value / 3),
      price: UnitPrice(raw: max(0, value)), listing: UnitPrice(raw: max(0, value / 7)), file: 1,
      line: 4_000_000_000)
    let cell = try #require(Self.panel([record]).cells.first)
    #expect(cell.ordered == record.ordered)
    #expect(cell.arrived == record.arrived)
    #expect(cell.stated == record.stated)
    #expect(cell.unsent == record.unsent)
    #expect(cell.returned == record.returned)
    #expect(cell.amount == record.amount)
    #expect(cell.returnedAmount == record.returnedAmount)
    #expect(cell.channel == .unstated)
    #expect(cell.listing?.raw ?? 0 == max(0, value / 7))
    let isPriced = value > 0
    #expect(cell.highest?.line == (isPriced ? 4_000_000_000 : nil))
    #expect(cell.lowest?.price.raw == (isPriced ? value : nil))
    #expect(cell.pricedQuantity == (isPriced ? record.ordered : .zero))
  }

  /// What was never sent counts to what a kept file may come to at most: cells made to exceed 64 bits
  /// are refused, and one that does not is taken.
  @Test(arguments: [(1, true), (100, false)])
  func keptCellsStayWithinBounds(_ cells: Int, isTaken: Bool) {
    let unsent: [UInt32] = [1 << 22, 0, 0, 1, .max, isTaken ? 0 : .max]
    let words = (0..<cells).flatMap { _ in unsent }
    let file = PackedFile(
      sections: [[24_000, UInt32(cells)], words, [0, UInt32(words.count)]],
      named: NamedRecords(products: [true], institutions: [true], distributors: [true]))
    #expect((file != nil) == isTaken)
  }

  @Test func monthsOfManyYearsShareAFile() {
    let months = ["1990-01", "2011-04", "2011-05", "2032-08", "2199-12"]
    let records = months.enumerated().map { Self.record(month: $1, line: UInt32($0)) }
    let panel = Self.panel(records.reversed())
    #expect(panel.cells.map { "\($0.month)" } == months)
    #expect(panel.cells.map { $0.lowest?.line } == [0, 1, 2, 3, 4])
  }

  @Test(arguments: [2, 3, 7])
  func anyNumberOfWorkersGivesTheSamePanel(_ workers: Int) {
    // More products than one worker takes at once.
    let products = (0..<1_500).map { Product(code: "P\($0 * 7919 % 1_500)") }
    let intake = IntakeResult(
      products: products, institutions: Self.institutions, distributors: Self.distributors,
      files: Self.intake.files, rejects: [], rejectsNotListed: 0, rejectCounts: [:], notices: [],
      currency: "CNY")
    let records: [PurchaseRecord] = (0..<6_000).map { (index: Int) in
      let product = UInt32(index * 31 % 1_500)
      let institution = UInt32(index / 1_500 % 3)
      return Self.record(
        product: product, institution: institution, price: Int64(index % 5 + 1),
        file: UInt32(index / 3_000), line: UInt32(index + 1))
    }
    var one = PanelBuilder()
    one.consume(records)
    let builder = one
    let expected = panelText(builder.panel(with: intake))
    #expect(expected.count == 4_500)
    #expect(panelText(one.panel(with: intake, workers: workers)) == expected)
  }
}
