import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// The same order line again: duplicates, re-exports, shipments, returns, conflicts.
struct OrderLineTests {
  /// One delivery, whichever way its day is printed, is no second one.
  @Test(arguments: ["2025-11-12", "2025年11月12日", "2025/11/12", "20251112"])
  func aDayIsTheSameHoweverItIsPrinted(_ day: String) throws {
    let head = "订单明细编号,采购日期,医疗机构编码,国家医保药品代码,采购单价,采购数量,到货数量,到货时间\n"
    let line = "L1,2025-11-05,H1,\(TestLine.product),10,3,3,"
    let reading = try Reading(head + line + "2025-11-12\n" + line + day + "\n")
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 1)
    #expect(reading.result.rejectCounts == [.duplicate: 1])
  }

  typealias Outcome = (accepted: Int, rejected: Int, duplicates: Int)

  func expect(
    _ reading: Reading, _ lines: Outcome, net: Double, rejected: Double = 0, duplicates: Double = 0,
    shipments: Double = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    reading.expectClosedAccounts(sourceLocation: sourceLocation)
    #expect(reading.sum(\.accepted) == lines.accepted, sourceLocation: sourceLocation)
    #expect(reading.sum(\.rejected) == lines.rejected, sourceLocation: sourceLocation)
    #expect(reading.sum(\.duplicates) == lines.duplicates, sourceLocation: sourceLocation)
    #expect(reading.sum(\.amountAccepted) == yuan(net), sourceLocation: sourceLocation)
    #expect(reading.sum(\.amountRejected) == yuan(rejected), sourceLocation: sourceLocation)
    #expect(reading.sum(\.amountDuplicates) == yuan(duplicates), sourceLocation: sourceLocation)
    #expect(
      reading.sum(\.amountFurtherShipments) == yuan(shipments), sourceLocation: sourceLocation)
  }

  func only(_ reading: Reading) throws -> Reject {
    #expect(reading.result.rejects.count == 1)
    return try #require(reading.result.rejects.first)
  }

  /// What a later export says was cancelled counts in no earlier one, whatever its number looks like;
  /// a line that the same export still has counts.
  @Test(arguments: ["L1", "一-甲"], [false, true])
  func aCancellationInALaterFileTakesTheOrderOut(_ number: String, _ isAgain: Bool) throws {
    let now = isAgain ? [TestLine(number)] : []
    let reading = try Reading([
      "1.csv": purchaseFile([TestLine(number), TestLine("L2")]),
      "2.csv": purchaseFile([TestLine(number, ["订单状态": "机构作废"])] + now),
    ])
    expect(
      reading, (isAgain ? 2 : 1, 1, 1), net: isAgain ? 60 : 30, rejected: 30, duplicates: 30)
    let reject = try #require(reading.result.rejects.first { $0.source.file.hasSuffix("1.csv") })
    #expect(reject.reason == (isAgain ? .duplicate : .superseded))
    #expect(reject.source.line == 2)
  }

  /// Blanks round a number, which quotation marks keep, are no part of it.
  @Test(arguments: ["L1", "一-甲"], ["\"#  \"", "\" #\"", "\"\t#\"", "\" # \""])
  func blanksRoundANumberAreNoPartOfIt(_ number: String, _ form: String) throws {
    let padded = form.replacing("#", with: number)
    let reading = try Reading([
      "1.csv": purchaseFile([TestLine(number), TestLine("L2")]),
      "2.csv": purchaseFile([TestLine(padded)]),
    ])
    expect(reading, (2, 0, 1), net: 60, duplicates: 30)
  }

  /// An order of three packs, two of which another distributor brings, or come a month later: it
  /// has arrived, whichever line comes first, and nobody owes anything.
  @Test(
    arguments: [["配送企业": "乙公司"], ["采购日期": "2025-04-02"], ["配送企业": "乙公司", "采购日期": "2025-02-02"]],
    [false, true])
  func whatArrivesInPartsArrivesWhereTheOrderStands(
    _ other: [String: String], _ isReversed: Bool
  ) throws {
    let lines = [
      TestLine("L1", ["到货数量": "1"]),
      TestLine("L1", ["到货数量": "2"].merging(other) { $1 }),
      // Another institution has nothing to do with it.
      TestLine("L2", ["医疗机构编码": "H32010100002", "到货数量": "2"]),
    ]
    let reading = try Reading(purchaseFile(isReversed ? lines.reversed() : lines))
    reading.expectClosedAccounts()
    let own = reading.panel.cells.filter {
      reading.panel.institutions[Int($0.institution)].code == "H32010100001"
    }
    #expect(own.count == 2)
    for cell in own { #expect(cell.arrived == cell.due) }
    #expect(own.reduce(.zero) { $0 + $1.due }.decimal == "60")
    let rest = reading.panel.cells.first { !own.contains($0) }
    #expect(rest?.arrived.decimal == "40")
    #expect(rest?.due.decimal == "60")
  }

  @Test func theSameLineTwiceInAFileIsADuplicate() throws {
    let reading = try Reading(purchaseFile([TestLine("L1"), TestLine("L2"), TestLine("L1")]))
    expect(reading, (2, 0, 1), net: 60, duplicates: 30)
    let reject = try only(reading)
    #expect(reject.reason == .duplicate)
    #expect(reject.source == SourceLine(file: "purchases/a.csv", line: 4))
    #expect(reject.other == SourceLine(file: "purchases/a.csv", line: 2))
    #expect(reject.amount == yuan(30))
  }

  @Test(arguments: [("1.csv", "2.csv"), ("2025-2.csv", "2025-10.csv"), ("a/9.csv", "b/1.csv")])
  func anIdenticalReExportIsCountedOnce(_ earlier: String, _ later: String) throws {
    let file = purchaseFile([TestLine("L1"), TestLine("L2")])
    let reading = try Reading([earlier: file, later: file])
    expect(reading, (2, 0, 2), net: 60, duplicates: 60)
    #expect(reading.result.files.map(\.path) == ["purchases/" + earlier, "purchases/" + later])
    #expect(reading.result.files.map(\.duplicates) == [2, 0])
    for reject in reading.result.rejects {
      #expect(reject.reason == .duplicate)
      #expect(reject.source.file == "purchases/" + earlier)
      #expect(
        reject.other == SourceLine(file: "purchases/" + later, line: reject.source.line))
    }
  }

  @Test(arguments: [
    ["采购数量": "5", "采购金额": "50.00"],
    ["到货数量": "2"],
    ["采购日期": "2025-03-06"],
    ["采购渠道": "线下采购"],
    ["配送企业": "华润"],
    ["医疗机构编码": "H32010100002"],
    ["国家医保药品代码": "XA01ABD075A002010100002"],
    ["退货数量": "1"],
  ])
  func ofTwoFilesTheLaterOneWins(_ change: [String: String]) throws {
    let changed = TestLine("L1", change)
    let reading = try Reading([
      "1.csv": purchaseFile([TestLine("L1")]), "2.csv": purchaseFile([changed]),
    ])
    let net = change["采购金额"] == nil ? change["退货数量"] == nil ? 30.0 : 20 : 50
    expect(reading, (1, 0, 1), net: net, duplicates: 30)
    let reject = try only(reading)
    #expect(reject.reason == .superseded)
    #expect(reject.source == SourceLine(file: "purchases/1.csv", line: 2))
    #expect(reject.other == SourceLine(file: "purchases/2.csv", line: 2))
    let alone = try Reading(["2.csv": purchaseFile([changed])])
    #expect(panelText(reading.panel) == panelText(alone.panel))
  }

  @Test func anotherNameOfTheSameInstitutionIsNoChange() throws {
    let reading = try Reading([
      "1.csv": purchaseFile([TestLine("L1", ["医疗机构名称": "一院", "通用名": "阿莫西林胶囊"])]),
      "2.csv": purchaseFile([TestLine("L1", ["采购金额": "30", "采购日期": "2025/3/5 08:00"])]),
    ])
    expect(reading, (1, 0, 1), net: 30, duplicates: 30)
    #expect(try only(reading).reason == .duplicate)
  }

  @Test func severalShipmentsCountTheOrderOnceAndAddArrivals() throws {
    let reading = try Reading(
      purchaseFile([
        TestLine("L1", ["到货数量": "1"]), TestLine("L1", ["到货数量": "2"]), TestLine("L2"),
      ]))
    // Two order lines of 3 packs of 20: 120 ordered, and 1 + 2 + 3 packs arrived.
    #expect(reading.sum(\.furtherShipments) == 1)
    expect(reading, (3, 0, 0), net: 60, shipments: 30)
    let cell = try #require(reading.panel.cells.first)
    #expect(cell.lines == 3)
    #expect(cell.ordered.decimal == "120")
    #expect(cell.arrived.decimal == "120")
    #expect(cell.amount == yuan(60))
    #expect(cell.pricedQuantity.decimal == "120")
  }

  /// 3 packs of which 1 came for 10.00 元 and 2 for 20.01: the first price counts for all of the order.
  @Test func shipmentsMayDifferInThePriceThatTheirAmountComesTo() throws {
    let head = "订单明细编号,采购日期,医疗机构编码,国家医保药品代码,采购数量,到货数量,到货金额\n"
    let line = "L1,2025-11-05,H1,\(TestLine.product),3,"
    let reading = try Reading(head + line + "1,10.00\n" + line + "2,20.01\n")
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 2)
    #expect(reading.sum(\.furtherShipments) == 1)
    #expect(reading.sum(\.amountAccepted) == yuan(30))
    #expect(reading.panel.cells.first?.arrived.decimal == "3")
    let later = try Reading([
      "1.csv": head + line + "1,10.00\n", "2.csv": head + line + "1,12.00\n",
    ])
    #expect(later.result.rejects.map(\.reason) == [.superseded])
    #expect(later.sum(\.amountAccepted) == yuan(36))
  }

  @Test func equalShipmentsAreToldApartByTheirDayOfDelivery() throws {
    let header = TestLine.header + ",到货时间\n"
    let first = TestLine("L1", ["到货数量": "1"]).text
    let text =
      header
      + [",2025-03-06", ",2025-03-09", ",2025-03-09"].map { first + $0 + "\n" }
      .joined()
    let reading = try Reading(text)
    expect(reading, (2, 0, 1), net: 30, duplicates: 30, shipments: 30)
    #expect(reading.panel.cells.first?.arrived.decimal == "40")
    #expect(try only(reading).source.line == 4)
  }

  @Test(arguments: [["采购日期": "2025-03-09"], ["配送企业": "华润"], ["退货数量": "1"]])
  func aShipmentMayHaveItsOwnDayDistributorAndReturn(_ change: [String: String]) throws {
    let reading = try Reading(purchaseFile([TestLine("L1"), TestLine("L1", change)]))
    let returned = change["退货数量"] == nil ? 0.0 : 10
    expect(reading, (2, 0, 0), net: 30 - returned, shipments: 30)
  }

  /// Where a row of an order line was never sent and another was, the one that was sent says what was
  /// bought, whichever comes first.
  @Test(arguments: [[0, 1], [1, 0], [0, 2, 1], [2, 1, 0], [0, 1, 2]])
  func whatWasSentCountsWhicheverRowComesFirst(_ order: [Int]) throws {
    let rows = [
      TestLine("L1", ["订单状态": "超7日未发货", "到货数量": "0"]),
      TestLine("L1", ["到货数量": "2"]),
      TestLine("L1", ["到货数量": "1", "采购日期": "2025-03-06"]),
    ]
    let reading = try Reading(purchaseFile(order.map { rows[$0] }))
    expect(reading, (order.count, 0, 0), net: 30, shipments: order.count == 3 ? 30 : 0)
    #expect(reading.sum(\.furtherShipments) == order.count - 1)
    #expect(reading.sum(\.undelivered) == 1)
    #expect(reading.sum(\.amountUndelivered) == yuan(30))
    let cell = try #require(reading.panel.cells.first)
    #expect(reading.panel.cells.count == 1)
    #expect(cell.ordered.decimal == "60")
    #expect(cell.due.decimal == "60")
    #expect(cell.arrived.decimal == (order.count == 3 ? "60" : "40"))
    #expect(cell.unsent == .zero)
  }

  @Test func ofRowsThatWereNeverSentOneWasDue() throws {
    let row = TestLine("L1", ["订单状态": "超7日未发货", "到货数量": ""])
    let other = TestLine("L1", ["订单状态": "超7日未发货", "到货数量": "", "采购日期": "2025-03-06"])
    let reading = try Reading(purchaseFile([row, other, TestLine("L2")]))
    expect(reading, (3, 0, 0), net: 30)
    #expect(reading.panel.cells.first?.unsent.decimal == "60")
    #expect(reading.panel.cells.first?.due.decimal == "120")
  }

  @Test func aReExportOfShipmentsIsADuplicateOfEach() throws {
    let file = purchaseFile([
      TestLine("L1", ["到货数量": "1"]), TestLine("L1", ["到货数量": "2"]),
    ])
    let reading = try Reading(["1.csv": file, "2.csv": file])
    expect(reading, (2, 0, 2), net: 30, duplicates: 60, shipments: 30)
    #expect(reading.result.rejects.map(\.reason) == [.duplicate, .duplicate])
  }

  @Test(arguments: [
    ["采购数量": "5", "采购金额": "50.00"],
    ["采购单价": "20.00", "采购金额": "60.00"],
    ["医疗机构编码": "H32010100002"],
    ["国家医保药品代码": "XA01ABD075A002010100002"],
    ["采购渠道": "备案采购"],
  ])
  func anotherOrderOfTheSameNumberInOneFileIsAConflict(_ change: [String: String]) throws {
    let second = TestLine("L1", change)
    let reading = try Reading(purchaseFile([TestLine("L1"), second]))
    let amount = change["采购金额"].flatMap(Double.init) ?? 30
    expect(reading, (1, 1, 0), net: 30, rejected: amount)
    let reject = try only(reading)
    #expect(reject.reason == .conflictingLine)
    #expect(reject.source.line == 3)
    #expect(reject.other?.line == 2)
    #expect(reject.amount == yuan(amount))
  }

  // MARK: - Orders

  func orders(_ lines: [TestLine]) -> String {
    purchaseFile(lines).replacing("订单明细编号", with: "订单编号")
  }

  @Test func linesOfOneOrderAreToldApartByWhatTheyBuy() throws {
    let lines = [
      TestLine("O1"), TestLine("O1", ["国家医保药品代码": "XA01ABD075A002010100002"]),
      TestLine("O1", ["采购数量": "4", "采购金额": "40"]), TestLine("O2"),
    ]
    expect(try Reading(orders(lines)), (4, 0, 0), net: 130)
    let again = try Reading(["1.csv": orders(lines), "2.csv": orders(lines)])
    expect(again, (4, 0, 4), net: 130, duplicates: 130)
  }

  @Test func withoutNumbersNothingIsADuplicate() throws {
    let lines = [TestLine(""), TestLine("-"), TestLine("\\N"), TestLine("无")]
    expect(try Reading(purchaseFile(lines)), (4, 0, 0), net: 120)
  }

  @Test func anOrderLinesNumberComesBeforeTheOrders() throws {
    let header = TestLine.header + ",订单编号\n"
    let text = header + ["L1", "L2"].map { TestLine($0).text + ",O1\n" }.joined()
    expect(try Reading(text), (2, 0, 0), net: 60)
  }
}
