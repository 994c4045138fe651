public import PricePanel
public import Procurement

/// A purchase line as tests write it.
public struct TestPurchase: Hashable, Sendable {
  /// The product's code.
  public var product: String
  /// The institution's code.
  public var institution: String
  /// The month.
  public var month: Month
  /// The price per smallest unit in 1/10 000 元, so that amounts are exact.
  public var price: Int64
  /// The quantity in smallest units; below zero for a return.
  public var quantity: Int64
  /// The channel.
  public var channel: Channel
  /// The distributor.
  public var distributor: String
  /// What arrived in smallest units; `nil` when the line does not say.
  public var arrived: Int64?
  /// Whether the line was cancelled because nothing was sent in time.
  public var isUndelivered = false

  /// A purchase of `quantity` units at `price` / 10 000 元.
  public init(
    _ product: String, _ institution: String, _ month: String, price: Int64, quantity: Int64,
    channel: Channel = .platform, distributor: String = "", arrived: Int64? = nil,
    isUndelivered: Bool = false
  ) {
    self.product = product
    self.institution = institution
    self.month = testMonth(month)
    self.price = price
    self.quantity = quantity
    self.channel = channel
    self.distributor = distributor
    self.arrived = arrived
    self.isUndelivered = isUndelivered
  }

  /// Price × quantity in 元.
  public var amount: Double { Double(price * quantity) / 10_000 }
}

/// A purchase of something that nothing else is about in each of some months, so that none of them is without
/// records.
public func everyMonth(
  from first: Month, to last: Month, by institution: String
) -> [TestPurchase] {
  guard first <= last else { return [] }
  return (0...first.distance(to: last)).map {
    TestPurchase(
      "Z0", institution, first.advanced(by: $0).description, price: 10_000, quantity: 1)
  }
}

/// The month that `text` names.
public func testMonth(_ text: String) -> Month {
  guard let month = Month(text) else { preconditionFailure("not a month: \(text)") }
  return month
}

/// The day that `text` names, as `YYYY-MM-DD`.
public func testDay(_ text: String) -> Day {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
    preconditionFailure("not a day: \(text)")
  }
  return day
}

/// An amount in 元.
public func yuan(_ amount: Double) -> Money { Money(rounding: amount) }

/// The panel that the purchases come down to; line 1 of `purchases/test.csv` is the first of them.
///
/// - Parameters:
///   - purchases: the lines, in any order.
///   - products: what is known of products; others have a code only.
///   - institutions: what is known of institutions; others are public and have a code only.
public func testPanel(
  _ purchases: [TestPurchase], products: [Product] = [], institutions: [Institution] = []
) -> Panel {
  let productCodes = Set(purchases.map(\.product)).sorted()
  let institutionCodes = Set(purchases.map(\.institution)).sorted()
  let distributors = Set(purchases.map(\.distributor)).sorted()
  var cells: [[Int]: Cell] = [:]
  for (line, purchase) in purchases.enumerated() {
    let product = productCodes.firstIndex(of: purchase.product) ?? 0
    let institution = institutionCodes.firstIndex(of: purchase.institution) ?? 0
    let distributor = distributors.firstIndex(of: purchase.distributor) ?? 0
    let key = [
      product, Int(purchase.month.index), institution, distributor, Int(purchase.channel.rawValue),
    ]
    var cell =
      cells[key]
      ?? Cell(
        product: UInt32(product), institution: UInt32(institution),
        distributor: UInt32(distributor), month: purchase.month, channel: purchase.channel)
    cell.add(purchase, line: UInt32(line + 1))
    cells[key] = cell
  }
  return Panel(
    products: productCodes.map { code in
      products.first { $0.code == code } ?? testProduct(code)
    },
    institutions: institutionCodes.map { code in
      institutions.first { $0.code == code }
        ?? Institution(code: code, name: code, ownership: .public)
    },
    distributors: distributors, files: ["purchases/test.csv"],
    cells: cells.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value))
}

extension Cell {
  fileprivate mutating func add(_ purchase: TestPurchase, line: UInt32) {
    lines += 1
    let quantity = Quantity(tenThousandths: abs(purchase.quantity) * 10_000)
    let value = Money(tenThousandths: purchase.price * abs(purchase.quantity))
    guard purchase.quantity > 0 else {
      returned += quantity
      returnedAmount += value
      return
    }
    guard !purchase.isUndelivered else {
      unsent += quantity
      return
    }
    if purchase.arrived != nil { stated += quantity }
    ordered += quantity
    arrived += Quantity(tenThousandths: (purchase.arrived ?? 0) * 10_000)
    amount += value
    guard purchase.price > 0 else { return }
    pricedQuantity += quantity
    let mark = PriceMark(price: UnitPrice(raw: purchase.price * 10_000), file: 0, line: line)
    if lowest.map({ mark.price < $0.price }) ?? true { lowest = mark }
    if highest.map({ mark.price > $0.price }) ?? true { highest = mark }
  }
}

/// A product with a short code whose first letter says the category, as in full codes.
public func testProduct(_ code: String) -> Product {
  var product = Product(code: code)
  switch code.first {
  case "X": product.category = .chemical
  case "Z": product.category = .chinesePatent
  case "T": product.category = .herbalSlices
  case "C": product.category = .consumable
  default: break
  }
  return product
}
