import PricePanel
import Procurement
import TestSupport
import Testing

@testable import Intake

/// Panels of many products, whose cells are packed and unpacked in several parts.
struct PanelSizeTests {
  private static let productCount = 700

  private static let intake = IntakeResult(
    products: (0..<productCount).map { Product(code: "P\(10_000 - $0)") },
    institutions: [Institution(code: "H", name: "H", ownership: .public)], distributors: [""],
    files: ["a.csv", "b.csv"].map {
      FileAccount(path: $0, encoding: "UTF-8", profile: "", bytes: 0)
    }, rejects: [], rejectsNotListed: 0, rejectCounts: [:], notices: [], currency: "CNY")

  /// A record at a price that no other has; every seventh one also returns something.
  private static func record(
    _ product: Int, _ month: Month, file: UInt32, line: Int
  ) -> PurchaseRecord {
    let quantity = Quantity(tenThousandths: Int64(line) * 10_000)
    return PurchaseRecord(
      product: UInt32(product), institution: 0, distributor: 0, month: month, channel: .platform,
      ordered: quantity, arrived: quantity, stated: quantity,
      returned: line.isMultiple(of: 7) ? Quantity(tenThousandths: 10_000) : .zero,
      amount: Money(tenThousandths: Int64(line) * 30_000), returnedAmount: .zero,
      price: UnitPrice(raw: Int64(line) * 100_000_000), listing: UnitPrice(raw: 0), file: file,
      line: UInt32(line))
  }

  /// Both files name the products below 400 in the same months, so that parts of the panel come to
  /// fewer cells than the files have; the months of a file lie up to 300 apart.
  private static var records: [[PurchaseRecord]] {
    let start = testMonth("2001-03")
    return [0, 1].map { file in
      var line = 1
      return (0..<180).flatMap { round in
        (file == 0 ? 0..<400 : 0..<productCount).compactMap { product in
          guard (product + round).isMultiple(of: 9) else { return nil }
          line += 1
          return record(
            product, start.advanced(by: round % 3 * 150), file: UInt32(file), line: line)
        }
      }
    }
  }

  @Test(arguments: [1, 2, 5])
  func cellsOfManyProductsAreAddedUpAndSorted(workers: Int) throws {
    var builder = PanelBuilder()
    for file in Self.records { builder.consume(file) }
    let panel = builder.panel(with: Self.intake, workers: workers)
    let groups = Dictionary(grouping: Self.records.joined()) { record in
      "\(Self.intake.products[Int(record.product)].code) \(record.month)"
    }
    let keys = groups.keys.sorted()
    #expect(panel.cells.map { "\(panel.products[Int($0.product)].code) \($0.month)" } == keys)
    for (cell, key) in zip(panel.cells, keys) {
      let group = try #require(groups[key])
      let lowest = try #require(group.min { ($0.price, $0.file) < ($1.price, $1.file) })
      #expect(Int(cell.lines) == group.count)
      #expect(cell.ordered == group.reduce(.zero) { $0 + $1.ordered })
      #expect(cell.returned == group.reduce(.zero) { $0 + $1.returned })
      #expect(cell.amount == group.reduce(.zero) { $0 + $1.amount })
      #expect(cell.lowest == PriceMark(price: lowest.price, file: lowest.file, line: lowest.line))
    }
  }
}
