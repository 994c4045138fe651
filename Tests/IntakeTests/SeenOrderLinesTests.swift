import TestSupport
import Testing

@testable import Intake

/// Order lines of one file and of the files before, against plain dictionaries.
struct SeenOrderLinesTests {
  /// Keys of all kinds: numbers that run on, numbers that stand alone, hashes.
  private static func keys(_ seed: UInt64, count: Int) -> [OrderLineKey] {
    var generator = SplitMix64(seed: seed)
    let start = UInt64.random(in: 0...900_000_000_000, using: &generator)
    return (0..<count).map { index in
      switch Int.random(in: 0..<5, using: &generator) {
      case 0:
        OrderLineKey(
          stem: 3, number: .random(in: 0...999_999_999_999, using: &generator))
      case 1: OrderLineKey(hash: generator.next(), isReturn: Bool.random(using: &generator))
      default:
        OrderLineKey(
          stem: UInt32(index % 2), number: start + UInt64(index))
      }
    }
  }

  @Test func keysOfDifferentOrderLinesDiffer() {
    let keys = [
      OrderLineKey(stem: 0, number: 0),
      OrderLineKey(stem: 1, number: 0),
      OrderLineKey(stem: 0, number: 1),
      OrderLineKey(stem: 0, number: 999_999_999_999),
      OrderLineKey(stem: UInt32(OrderLineKey.stemLimit - 1), number: 0),
      OrderLineKey(hash: 0, isReturn: false), OrderLineKey(hash: 0, isReturn: true),
      OrderLineKey(order: 0, content: 0), OrderLineKey(order: 0, content: 2),
    ]
    #expect(Set(keys).count == keys.count)
    #expect(keys.allSatisfy { $0.raw != 0 })
    #expect(
      keys.map(\.isExact) == [true, true, true, true, true, false, false, false, false])
  }

  @Test(arguments: [(1, 10), (2, 300), (3, 6_000)] as [(UInt64, Int)])
  func theFileThatNamesAnOrderLineIsFound(_ seed: UInt64, _ count: Int) {
    var seen = SeenOrderLines()
    var naive: [OrderLineKey: UInt32] = [:]
    for file in UInt32(0)..<5 {
      let own = Self.keys(seed &+ UInt64(file) &* 100, count: count).filter { naive[$0] == nil }
      let keys = Array(Set(own)).sorted { $0.raw < $1.raw }
      for key in keys { #expect(seen.file(naming: key) == nil) }
      seen.add(OrderLineSet(keys), of: file)
      for key in keys { naive[key] = file }
    }
    for (key, file) in naive { #expect(seen.file(naming: key) == file) }
    for key in Self.keys(seed &+ 9_999, count: count) {
      #expect(seen.file(naming: key) == naive[key])
    }
  }

  /// Files that name numbers of the same page, in parts.
  @Test func neighboursOnAPageStayApart() {
    var seen = SeenOrderLines()
    for file in UInt32(0)..<4 {
      let keys = (0..<1_000).map {
        OrderLineKey(stem: 0, number: UInt64($0 * 4) + UInt64(file))
      }
      seen.add(OrderLineSet(keys), of: file)
    }
    for number in UInt64(0)..<4_000 {
      let key = OrderLineKey(stem: 0, number: number)
      #expect(seen.file(naming: key) == UInt32(number % 4))
    }
    #expect(seen.file(naming: OrderLineKey(stem: 0, number: 4_000)) == nil)
    #expect(seen.file(naming: OrderLineKey(stem: 1, number: 0)) == nil)
  }

  @Test func shipmentsDuplicatesAndConflictsAreToldApart() {
    var lines = OrderLines()
    let key = OrderLineKey(stem: 0, number: 7)
    #expect(lines.judge(key, order: 1, content: 10, line: 2) == .new)
    #expect(lines.judge(key, order: 1, content: 10, line: 3) == .duplicate(line: 2))
    #expect(lines.judge(key, order: 1, content: 11, line: 4) == .shipment)
    #expect(lines.judge(key, order: 1, content: 11, line: 5) == .duplicate(line: 2))
    #expect(lines.judge(key, order: 2, content: 12, line: 6) == .conflict(line: 2))
    #expect(lines.first(key, content: 11)?.isSame == true)
    #expect(lines.first(key, content: 12)?.isSame == false)
    for number in UInt64(100)..<9_000 {
      let other = OrderLineKey(stem: 0, number: number)
      #expect(lines.judge(other, order: 1, content: number, line: 9) == .new)
    }
    #expect(lines.first(key, content: 10)?.line == 2)
    lines.removeAll()
    #expect(lines.first(key, content: 10) == nil)
    #expect(lines.judge(key, order: 2, content: 12, line: 6) == .new)
  }
}
