import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

extension OrderLineTests {
  /// A return that a later export says was cancelled does not count, and what it came from does, told by whatever
  /// number and in whatever column.
  @Test(arguments: ["L1", "一-甲"], [[:], ["采购数量": "", "采购金额": "", "退货数量": "1"]])
  func aCancelledReturnIsNone(_ number: String, _ column: [String: String]) throws {
    func giveBack(_ number: String, _ status: String = "") -> TestLine {
      TestLine(
        number,
        ["采购数量": "-1", "采购金额": "-10.00", "到货数量": "", "订单状态": status].merging(column) { $1 })
    }
    let purchase = TestLine(number)
    let cases: [(earlier: [TestLine], later: [TestLine], net: Double)] = [
      ([purchase, giveBack(number)], [TestLine("L2")], 50),
      ([purchase, giveBack(number)], [giveBack(number, "已作废")], 30),
      ([purchase, giveBack("R1")], [giveBack("R1", "已作废")], 30),
      ([purchase, giveBack(number)], [purchase, giveBack(number, "已作废")], 30),
      ([purchase], [giveBack(number, "已作废")], 30),
      ([purchase, giveBack(number)], [TestLine(number, ["订单状态": "已作废"])], -10),
    ]
    for (earlier, later, net) in cases {
      let reading = try Reading(["1.csv": purchaseFile(earlier), "2.csv": purchaseFile(later)])
      reading.expectClosedAccounts()
      #expect(reading.panel.cells.reduce(.zero) { $0 + $1.netAmount } == yuan(net))
    }
  }

  @Test(arguments: [
    ["采购数量": "-1", "采购金额": "-10.00", "到货数量": ""],
    ["采购数量": "-1", "采购金额": "10.00", "到货数量": ""],
    ["采购数量": "-1", "采购金额": "", "到货数量": ""],
    ["采购数量": "1", "采购金额": "10", "到货数量": "", "订单状态": "退货"],
  ])
  func aNegativeQuantityIsAReturn(_ change: [String: String]) throws {
    let reading = try Reading(purchaseFile([TestLine("L1"), TestLine("L2", change)]))
    expect(reading, (2, 0, 0), net: 20)
    let cell = try #require(reading.panel.cells.first)
    #expect(reading.panel.cells.count == 1)
    #expect(cell.ordered.decimal == "60")
    #expect(cell.arrived.decimal == "60")
    #expect(cell.returned.decimal == "20")
    #expect(cell.amount == yuan(30))
    #expect(cell.returnedAmount == yuan(10))
    #expect(cell.pricedQuantity.decimal == "60")
  }

  @Test func aReturnMayCarryTheNumberOfItsPurchase() throws {
    let back = TestLine("L1", ["采购数量": "-1", "采购金额": "-10.00", "到货数量": ""])
    let reading = try Reading(purchaseFile([TestLine("L1"), back, back]))
    expect(reading, (2, 0, 1), net: 20, duplicates: -10)
  }

  /// Parts of an order line may come back in different months, and the exports of both have them; of
  /// one day, the later export's says what came back.
  @Test(
    arguments: ["L1", "一-甲"],
    [("2025-04-02", "-1", 10.0, 0.0), ("2025-03-20", "-1", 20, -10), ("2025-03-20", "-2", 10, -10)])
  func partsMayComeBackOneAfterTheOther(
    _ number: String, _ later: (day: String, quantity: String, net: Double, duplicates: Double)
  ) throws {
    func back(_ day: String, _ quantity: String) -> TestLine {
      TestLine(number, ["采购日期": day, "采购数量": quantity, "采购金额": "", "到货数量": ""])
    }
    let first = [TestLine(number), back("2025-03-20", "-1")]
    let second = [back(later.day, later.quantity)]
    for isOrder in [false, true] {
      let text = isOrder ? orders : purchaseFile
      let reading = try Reading(["1.csv": text(first), "2.csv": text(second)])
      let isRepeated = later.duplicates != 0
      expect(
        reading, (isRepeated ? 2 : 3, 0, isRepeated ? 1 : 0), net: later.net,
        duplicates: later.duplicates)
    }
  }

  /// A reversal of 10 packs with a corrected line of 8: of a number of its own that comes to 8. With the
  /// old number nothing tells the reversal from a return of what the correction replaced, and it deducts.
  @Test(arguments: [("L2", 80.0, 0.0), ("L1", -20, 100)])
  func aReversalTakesBackALineThatStillCounts(
    _ number: String, _ net: Double, _ superseded: Double
  ) throws {
    func line(_ number: String, _ quantity: Int, _ day: String = "2025-04-02") -> TestLine {
      TestLine(
        number,
        ["采购日期": day, "采购数量": "\(quantity)", "采购金额": "\(quantity * 10)", "到货数量": ""])
    }
    let rows = [line("L1", -10), line(number, 8)]
    for later in [rows, rows.reversed()] {
      let reading = try Reading([
        "1.csv": purchaseFile([line("L1", 10, "2025-03-05")]), "2.csv": purchaseFile(later),
      ])
      expect(
        reading, (superseded > 0 ? 2 : 3, 0, superseded > 0 ? 1 : 0), net: net,
        duplicates: superseded)
    }
  }

  @Test func aReturnColumnTakesOff() throws {
    let reading = try Reading(purchaseFile([TestLine("L1", ["退货数量": "2"])]))
    expect(reading, (1, 0, 0), net: 10)
    let cell = try #require(reading.panel.cells.first)
    #expect(cell.returned.decimal == "40")
    #expect(cell.returnedAmount == yuan(20))
  }

  @Test func aStatedReturnAmountCounts() throws {
    let text = TestLine.header + ",退货金额\n" + TestLine("L1", ["退货数量": "2"]).text + ",19.99\n"
    expect(try Reading(text), (1, 0, 0), net: 10.01)
  }
}
