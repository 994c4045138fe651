import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// What must not make a difference, and what must never happen.
struct PropertyTests {
  /// Lines of every kind: shipments, duplicates, returns, quoted newlines, bad values.
  static func lines(seed: UInt64, count: Int) -> [TestLine] {
    var generator = SplitMix64(seed: seed)
    func random(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    return (0..<count).map { index in
      let price = random(900) + 100
      let quantity = random(50) + 1
      func decimal(_ cents: Int) -> String {
        "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
      }
      var changes = [
        "采购日期": "2025-\(random(3) + 1)-\(random(28) + 1)",
        "医疗机构编码": "H3201010000\(random(5))", "医疗机构名称": "",
        "国家医保药品代码": "XA01ABD075A00201010000\(random(9))",
        "采购渠道": ["平台采购", "线下采购", "备案采购", ""][random(4)],
        "配送企业": ["国药", "华润", "\"九州\n通\"", "\"上,药\""][random(4)],
        "采购单价": decimal(price), "采购数量": "\(quantity)", "采购金额": decimal(price * quantity),
        "到货数量": "\(random(quantity + 1))",
      ]
      switch random(12) {
      case 0: changes["采购数量"] = "-\(quantity)"
      case 1: changes["采购金额"] = "x"
      case 2: changes["退货数量"] = "1"
      case 3: changes["采购日期"] = ""
      case 4: changes["订单状态"] = "作废"
      case 5: changes["订单状态"] = "超7日未发货"
      case 6: changes["订单状态"] = "挂起\(random(3))"
      default: break
      }
      return TestLine("L\(random(20) == 0 ? max(0, index - 3) : index)", changes)
    }
  }

  /// Everything that an intake says, as text.
  static func everything(_ reading: Reading) -> [String] {
    panelText(reading.panel) + reading.result.rejects.map { "\($0)" }
      + reading.result.files.map { "\($0)" } + reading.result.notices.map { "\($0)" }
  }

  @Test func workersAndChunksMakeNoDifference() throws {
    let folder = try TemporaryFolder()
    let lines = Self.lines(seed: 1, count: 3_000)
    try folder.write("purchases/1.csv", purchaseFile(Array(lines[..<2_400])))
    try folder.write("purchases/2.csv", purchaseFile(Array(lines[2_300...])))
    let whole = try Reading(folder) { $0.chunkSize = 1 << 24 }
    whole.expectClosedAccounts()
    #expect(whole.sum(\.linesRead) == 3_100)
    #expect(whole.sum(\.duplicates) > 50)
    let expected = Self.everything(whole)
    for (workers, chunkSize) in [
      (1, 1), (2, 1), (4, 7), (1, 65_536), (2, 65_537), (4, 66_000), (2, 70_001), (2, 99_991),
      (4, 150_000), (2, 1 << 22),
    ] {
      let reading = try Reading(folder) {
        $0.workers = workers
        $0.chunkSize = chunkSize
      }
      let isSame = Self.everything(reading) == expected
      #expect(isSame, "\(workers) workers, chunks of \(chunkSize)")
    }
  }

  @Test(arguments: [1, 7, 60, 119])
  func aFileInTwoPartsGivesTheSamePanel(_ place: Int) throws {
    // Without repeated order lines, which between files mean something else than within one.
    let lines = Self.lines(seed: 2, count: 120).enumerated().map { index, line in
      TestLine(
        "L\(index)",
        Dictionary(zip(TestLine.columns, line.fields)) { $1 }.filter {
          $0.key != "订单明细编号"
        })
    }
    let whole = try Reading(purchaseFile(lines))
    let parts = try Reading([
      "1.csv": purchaseFile(Array(lines[..<place])),
      "x/2.csv": purchaseFile(Array(lines[place...])),
    ])
    whole.expectClosedAccounts()
    parts.expectClosedAccounts()
    #expect(
      panelText(parts.panel, hasSources: false) == panelText(whole.panel, hasSources: false))
    #expect(parts.result.rejectCounts == whole.result.rejectCounts)
    #expect(parts.sum(\.amountRejected) == whole.sum(\.amountRejected))
  }

  @Test func theOrderInWhichFilesWereMadeMakesNoDifference() throws {
    let lines = Self.lines(seed: 3, count: 90)
    let files = (1...6).map { ("\($0 * 5).csv", purchaseFile(Array(lines[(($0 - 1) * 10)...]))) }
    var outcomes: Set<[String]> = []
    for order in [files, files.reversed(), [3, 0, 5, 1, 4, 2].map { files[$0] }] {
      let folder = try TemporaryFolder()
      for (name, text) in order { try folder.write("purchases/" + name, text) }
      outcomes.insert(Self.everything(try Reading(folder)))
    }
    #expect(outcomes.count == 1)
  }

  @Test func theOrderOfColumnsMakesNoDifference() throws {
    let lines = Self.lines(seed: 4, count: 60)
    let expected = try Reading(purchaseFile(lines))
    for order in [
      Array(TestLine.columns.indices.reversed()),
      [7, 3, 11, 0, 14, 5, 1, 13, 2, 9, 4, 12, 6, 8, 10],
    ] {
      let rows = ([TestLine.columns] + lines.map(\.fields)).map { row in
        order.map { row[$0] }.joined(separator: ",") + "\n"
      }
      let reading = try Reading(rows.joined())
      #expect(panelText(reading.panel) == panelText(expected.panel))
    }
  }

  @Test func aChangeOfUnitMakesNoDifference() throws {
    let pack = try Reading(
      "日期,产品编码,医院编码,转换比,单价,数量,金额,到货数量\n2025-01-05,A,H,20,125000,4,500000,2\n")
    // The same by the smallest unit: 20 times the quantity at a twentieth of the price.
    let unit = try Reading(
      "日期,产品编码,医院编码,单价,数量,金额,到货数量\n2025-01-05,A,H,6250,80,500000,40\n")
    let headers = try Reading(
      "日期,产品编码,医院编码,转换比,单价（万元）,数量,金额(万元),到货数量\n2025-01-05,A,H,20,12.5,4,50,2\n")
    let folder = try TemporaryFolder()
    try folder.write(
      "profiles/p.yaml", "files: '*'\nunits: {price: 10000, amount: 10000, quantity: 0.1}\n")
    try folder.write(
      "purchases/a.csv",
      "日期,产品编码,医院编码,转换比,单价,数量,金额,到货数量\n2025-01-05,A,H,20,12.5,40,50,2\n")
    let profile = try Reading(folder)
    for reading in [unit, headers, profile] {
      reading.expectClosedAccounts()
      #expect(panelText(reading.panel) == panelText(pack.panel))
    }
    #expect(pack.panel.cells.first?.ordered.decimal == "80")
    #expect(pack.panel.cells.first?.lowest?.price.decimal == "6250")
  }

  @Test func aRefusedLineIsWorthWhatItsConstantSays() throws {
    let folder = try TemporaryFolder()
    try folder.write("profiles/p.yaml", "files: '*'\nconstants: {price: 2.50}\n")
    try folder.write(
      "purchases/a.csv", "日期,产品编码,医院编码,数量\n2025-01-05,A,H,4\n2025-02-30,A,H,4\n")
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == yuan(10))
    #expect(reading.sum(\.amountRejected) == yuan(10))
  }

  // MARK: - Damage

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func damageNeverStopsARunAndAccountsAlwaysClose(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var bytes = Array(purchaseFile(Self.lines(seed: seed, count: 25)).utf8)
    let head = TestLine.header.utf8.count
    let telling = Array(",,\"\n\r\t;-.E0９".utf8) + [0, 0x1F, 0xFF, 0xEF, 0x81, 0x30]
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      // Mostly in the lines, now and then in the header too.
      let first = Int.random(in: 0..<6, using: &generator) == 0 ? 0 : head
      let place = Int.random(in: first..<bytes.count, using: &generator)
      let byte =
        Bool.random(using: &generator)
        ? telling.randomElement(using: &generator) ?? 0
        : UInt8.random(in: 0...255, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[place] = byte
      case 1: bytes.insert(byte, at: place)
      case 2: bytes.remove(at: place)
      default:
        let end = min(bytes.count, place + Int.random(in: 1...80, using: &generator))
        if end - place < bytes.count { bytes.removeSubrange(place..<end) }
      }
      if bytes.count <= head + 1 { bytes += Array(repeating: UInt8(ascii: "\n"), count: 2) }
    }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      bytes.removeLast(Int.random(in: 0..<bytes.count / 2, using: &generator))
    }
    let reading = try Reading(bytes: bytes) { $0.workers = 2 }
    reading.expectClosedAccounts()
    let again = try Reading(bytes: bytes)
    #expect(Self.everything(again) == Self.everything(reading))
  }
}
