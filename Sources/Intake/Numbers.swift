internal import Procurement

/// The numbers of a purchase line: as stated first, then as settled.
struct Numbers {
  /// 1/10 000 元 a pack.
  var statedPrice: Int64?
  /// How many decimals of 元 the price was printed with.
  var priceDecimals = 2
  /// 1/10 000 packs.
  var statedQuantity: Int64?
  var statedArrived: Int64?
  /// 1/10 000 元.
  var statedAmount: Int64?
  var statedReturnedAmount: Int64?
  var listingPrice: Int64 = 0
  var ratio: Int64 = 0

  private(set) var price: Int64 = 0
  private(set) var quantity: Int64 = 0
  private(set) var arrived: Int64 = 0
  var returned: Int64 = 0
  private(set) var amount: Int64 = 0
  private(set) var returnedAmount: Int64 = 0
  private(set) var isReturn = false
  /// Whether both what was ordered and what arrived are stated.
  var statesArrival: Bool { statedQuantity != nil && statedArrived != nil && !isReturn }

  /// The largest quantity or conversion ratio that a line may carry: ten thousand million.
  static let quantityLimit: Int64 = 100_000_000_000_000

  /// Fills in what follows from the rest, checks price × quantity against the amount, and turns a
  /// negative quantity into a return.
  ///
  /// - Returns: whether the line can be counted; else `reason` and `field` say what is wrong.
  mutating func settle(
    isReturn: Bool, _ reason: inout RejectReason, _ field: inout PurchaseField?
  ) -> Bool {
    func refuse(_ why: RejectReason, _ at: PurchaseField) -> Bool {
      reason = why
      field = at
      return false
    }
    guard var quantity = statedQuantity ?? statedArrived ?? impliedQuantity() else {
      return refuse(.missingValue, .quantity)
    }
    if quantity == 0 { return refuse(.zeroQuantity, .quantity) }
    guard quantity.magnitude <= Self.quantityLimit.magnitude else {
      return refuse(.outOfRange, .quantity)
    }
    if let price = statedPrice, price < 0 { return refuse(.negativePrice, .price) }
    if ratio < 0 || ratio > Self.quantityLimit { return refuse(.outOfRange, .conversionRatio) }
    if returned < 0 { returned = -returned }
    if returned > Self.quantityLimit { return refuse(.outOfRange, .returned) }

    guard var amount = statedAmount ?? statedPrice.flatMap({ Self.product($0, quantity) }) else {
      return refuse(statedPrice == nil ? .missingValue : .outOfRange, .amount)
    }
    let limit = Money.limit.tenThousandths
    guard amount.magnitude <= limit.magnitude else { return refuse(.outOfRange, .amount) }
    // Some exports print the amount of a return without its sign.
    if quantity < 0, amount > 0 { amount = -amount }
    if let price = statedPrice, statedAmount != nil, !isConsistent(price, quantity, amount) {
      return refuse(.amountMismatch, .amount)
    }
    guard let price = statedPrice ?? Self.quotient(amount, quantity), price >= 0,
      price <= limit
    else { return refuse(.outOfRange, .price) }
    self.price = price
    listingPrice = max(0, min(listingPrice, limit))

    if quantity < 0 || isReturn {
      self.isReturn = true
      quantity = abs(quantity)
      returned = quantity
      returnedAmount = abs(amount)
      return true
    }
    self.quantity = quantity
    self.amount = amount
    arrived = statedArrived ?? 0
    guard arrived.magnitude <= Self.quantityLimit.magnitude else {
      return refuse(.outOfRange, .arrived)
    }
    if let stated = statedReturnedAmount {
      returnedAmount = abs(stated)
    } else if returned > 0 {
      returnedAmount = Self.product(price, returned) ?? .max
    }
    return returnedAmount <= limit ? true : refuse(.outOfRange, .returnedAmount)
  }

  /// Whether amount = price × quantity, but for half a unit of the price's last printed decimal
  /// (at least of the second) on every pack, and 0.01 元.
  private func isConsistent(_ price: Int64, _ quantity: Int64, _ amount: Int64) -> Bool {
    let half: Int64 = priceDecimals <= 2 ? 500 : priceDecimals == 3 ? 50 : 5
    // Almost always 64 bits are enough.
    let (narrow, isWide) = price.multipliedReportingOverflow(by: quantity)
    if !isWide, narrow.magnitude < 1 << 62, amount.magnitude < 1 << 48,
      quantity.magnitude < 1 << 48
    {
      let difference = (amount * 10_000 - narrow).magnitude
      return difference <= (half * quantity / 10).magnitude + 1_000_000
    }
    let product = Int128(price) * Int128(quantity)
    let difference = (Int128(amount) * 10_000 - product).magnitude
    return difference <= (Int128(half) * Int128(quantity) / 10).magnitude + 1_000_000
  }

  private func impliedQuantity() -> Int64? {
    guard let amount = statedAmount, let price = statedPrice, price > 0 else { return nil }
    return Self.quotient(amount, price)
  }

  /// `left` × `right`, all in 1/10 000, rounded half away from zero; `nil` beyond 64 bits.
  static func product(_ left: Int64, _ right: Int64) -> Int64? {
    let product = Int128(left) * Int128(right)
    return Int64(exactly: (product + (product < 0 ? -5_000 : 5_000)) / 10_000)
  }

  /// `left` ÷ `right`, all in 1/10 000, rounded half away from zero; `nil` beyond 64 bits.
  static func quotient(_ left: Int64, _ right: Int64) -> Int64? {
    guard right != 0 else { return nil }
    let scaled = Int128(left) * 10_000
    let half = Int128(right.magnitude / 2)
    let isNegative = (left < 0) != (right < 0)
    let magnitude = (scaled.magnitude + UInt128(half)) / UInt128(right.magnitude)
    return Int64(exactly: isNegative ? -Int128(magnitude) : Int128(magnitude))
  }
}
