import Foundation
import TestSupport
import Testing

/// Order lines that several files name, of which some are new and some are not read again.
struct SnapshotOrderLineTests {
  @Test(arguments: [
    ["采购数量": "5", "采购金额": "50.00"], [:], ["到货数量": "1"], ["采购日期": "2025-06-06"],
  ])
  func aNewFileTakesOrderLinesFromOldOnes(_ changes: [String: String]) throws {
    let office = try SnapshotOffice()
    try office.write("1.csv", (1...30).map { TestLine("A\($0)") })
    try office.write("2.csv", (1...30).map { TestLine("B\($0)") } + [TestLine("B7")])
    try office.read()
    try office.write("3.csv", [TestLine("A7", changes), TestLine("A7", ["到货数量": "2"])])
    #expect(try office.read() == 1)
    // What is the same there, and what is not, is told again from the snapshots.
    #expect(try office.read() == 3)
    try office.write("4.csv", [TestLine("A7", changes)])
    #expect(try office.read() == 2)
    try FileManager.default.removeItem(atPath: office.path("4.csv"))
    #expect(try office.read() == 2)
    try FileManager.default.removeItem(atPath: office.path("3.csv"))
    #expect(try office.read() == 1)
  }

  @Test func orderNumbersAndHashedNumbersAreFoundToo() throws {
    let office = try SnapshotOffice()
    func write(_ name: String, _ product: String, _ numbers: [String]) throws {
      let rows = numbers.map { "2025-03-05,\(product),H1,2,3,\($0),甲\n" }
      try office.data.write(
        "purchases/" + name, "日期,产品编码,医院编码,单价,数量,订单编号,配送企业\n" + rows.joined())
    }
    // The numbers that a run gives products depend on which file is read first.
    try write("1.csv", "P1", ["a", "b"])
    try write("2.csv", "P2", ["a", "c"])
    try office.read()
    try write("3.csv", "P0", ["a"])
    #expect(try office.read() == 2)
    try write("4.csv", "P1", ["b"])
    #expect(try office.read() == 2)
    #expect(try office.read() == 4)
    try office.write("5.csv", [TestLine("no-number"), TestLine("1234567890123")])
    try office.read()
    try office.write("6.csv", [TestLine("no-number")])
    #expect(try office.read() == 4)
  }

  @Test func aNumberAloneIsFoundOnAPageOfMany() throws {
    let office = try SnapshotOffice()
    try office.write("1.csv", (1...200).map { TestLine("S\(1000 + $0)") })
    try office.read()
    try office.write("2.csv", [TestLine("S3000")])
    #expect(try office.read() == 1)
    try office.write("3.csv", [TestLine("S1200")])
    #expect(try office.read() == 1)
    try office.write("4.csv", (150...400).map { TestLine("S\(1000 + $0)") })
    #expect(try office.read() == 1)
  }
}
