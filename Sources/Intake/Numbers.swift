internal import Procurement

/// The numbers of a purchase line: as stated first, then as settled.
struct Numbers {
  /// The numbers that a line may state, in the order in which they are read.
  enum Place: Int {
    /// 1/10 000 元 a pack.
    case price
    /// 1/10 000 packs.
    case quantity
    /// 1/10 000 元.
    case amount
    case arrived, returned, returnedAmount, listingPrice, ratio
  }

  /// How many decimals of 元 the price was printed with.
  private let priceDecimals: Int
  /// How many decimals of 元 the amount was printed with: −2 for 万元 with two.
  private let amountDecimals: Int
  /// A bit for each number that the line states.
  private var stated: UInt8
  private(set) var price: Int64
  private(set) var quantity: Int64
  private(set) var amount: Int64
  private(set) var arrived: Int64
  private(set) var returned: Int64
  private(set) var returnedAmount: Int64
  private(set) var listingPrice: Int64
  private(set) var ratio: Int64
  private(set) var isReturn = false
  /// Whether the price is what the amount of what arrived comes to, so that shipments of one order may
  /// differ in it by rounding.
  private(set) var hasPriceOfArrival = false

  /// The numbers that a line states, by ``Place``; 0 where it does not.
  init(_ values: SIMD8<Int64>, stated: UInt8, priceDecimals: Int, amountDecimals: Int) {
    self.stated = stated
    self.priceDecimals = priceDecimals
    self.amountDecimals = amountDecimals
    price = values[Place.price.rawValue]
    quantity = values[Place.quantity.rawValue]
    amount = values[Place.amount.rawValue]
    arrived = values[Place.arrived.rawValue]
    returned = values[Place.returned.rawValue]
    returnedAmount = values[Place.returnedAmount.rawValue]
    listingPrice = values[Place.listingPrice.rawValue]
    ratio = values[Place.ratio.rawValue]
  }

  /// Takes the amount for that of what arrived: it must be price × arrived, and gives the price where
  /// none is stated; what was bought is then price × ordered.
  ///
  /// - Returns: whether it is; else `reason` and `field` say what is wrong.
  mutating func takeAmountOfArrivals(
    _ reason: inout RejectReason, _ field: inout PurchaseField?
  ) -> Bool {
    guard states(.quantity), states(.amount), quantity > 0 else { return true }
    if states(.arrived) {
      let limit = Money.limit.tenThousandths.magnitude
      guard amount.magnitude <= limit, arrived.magnitude <= Self.quantityLimit.magnitude,
        price.magnitude <= limit
      else { return true }
      if !states(.price) {
        // Nothing arrived, so nothing says what it costs.
        guard arrived != 0, let quotient = Self.quotient(amount, arrived) else {
          (reason, field) = (.missingValue, .price)
          return false
        }
        price = quotient
        stated |= 1 << UInt8(Place.price.rawValue)
        hasPriceOfArrival = true
      } else if !isConsistent(arrived) {
        (reason, field) = (.amountMismatch, .amount)
        return false
      }
    } else if amount != 0 {
      return true
    }
    stated &= ~(1 << UInt8(Place.amount.rawValue))
    return true
  }

  @inline(__always)
  private func states(_ place: Place) -> Bool { stated >> UInt8(place.rawValue) & 1 != 0 }

  /// Whether both what was ordered and what arrived are stated.
  var statesArrival: Bool { states(.quantity) && states(.arrived) && !isReturn }

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
    guard takesReturnAlone(&reason, &field) else { return false }
    if !states(.quantity) {
      guard states(.arrived) || impliesQuantity() else {
        return refuse(.missingValue, .quantity)
      }
      if states(.arrived) { quantity = arrived }
    }
    // Where the quantity comes from.
    let origin: PurchaseField =
      states(.quantity) ? .quantity : states(.arrived) ? .arrived : .amount
    if quantity == 0 { return refuse(.zeroQuantity, origin) }
    let quantityLimit = Self.quantityLimit.magnitude
    guard quantity.magnitude <= quantityLimit else { return refuse(.outOfRange, origin) }
    if price < 0 { return refuse(.negativePrice, .price) }
    if ratio.magnitude > quantityLimit || ratio < 0 {
      return refuse(.outOfRange, .conversionRatio)
    }
    guard returned.magnitude <= quantityLimit else { return refuse(.outOfRange, .returned) }
    returned = abs(returned)

    if !states(.amount) {
      guard states(.price) else { return refuse(.missingValue, .amount) }
      guard let product = Self.product(price, quantity) else {
        return refuse(.outOfRange, .amount)
      }
      amount = product
    }
    let limit = Money.limit.tenThousandths
    guard amount.magnitude <= limit.magnitude else { return refuse(.outOfRange, .amount) }
    // Some exports print the amount of a return without its sign.
    if quantity < 0, amount > 0 { amount = -amount }
    if states(.price) {
      if states(.amount), !isConsistent(quantity) { return refuse(.amountMismatch, .amount) }
    } else {
      guard let quotient = Self.quotient(amount, quantity) else {
        return refuse(.outOfRange, .price)
      }
      price = quotient
    }
    guard price >= 0, price <= limit else { return refuse(.outOfRange, .price) }
    listingPrice = max(0, min(listingPrice, limit))

    // What a returned line has in the column of returns is what of it came back.
    if quantity < 0 || isReturn && returned == 0 {
      self.isReturn = true
      returned = abs(quantity)
      returnedAmount = abs(amount)
      (quantity, amount, arrived) = (0, 0, 0)
      return true
    }
    guard arrived >= 0, arrived.magnitude <= quantityLimit else {
      return refuse(.outOfRange, .arrived)
    }
    if !states(.returnedAmount) {
      returnedAmount = returned > 0 ? Self.product(price, returned) ?? .max : 0
    } else if returnedAmount.magnitude > limit.magnitude {
      return refuse(.outOfRange, .returnedAmount)
    } else {
      returnedAmount = abs(returnedAmount)
    }
    return returnedAmount <= limit ? true : refuse(.outOfRange, .returnedAmount)
  }

  /// Makes a return of a line that states nothing but one: no quantity, nothing that arrived, no
  /// amount.
  private mutating func takesReturnAlone(
    _ reason: inout RejectReason, _ field: inout PurchaseField?
  ) -> Bool {
    guard quantity == 0, arrived == 0, amount == 0, returned != 0 else { return true }
    guard returned.magnitude <= Self.quantityLimit.magnitude else {
      (reason, field) = (.outOfRange, .returned)
      return false
    }
    guard returnedAmount.magnitude <= Money.limit.tenThousandths.magnitude else {
      (reason, field) = (.outOfRange, .returnedAmount)
      return false
    }
    quantity = -abs(returned)
    stated |= 1 << UInt8(Place.quantity.rawValue)
    let amountBit: UInt8 = 1 << UInt8(Place.amount.rawValue)
    amount = -abs(returnedAmount)
    if amount == 0 { stated &= ~amountBit } else { stated |= amountBit }
    return true
  }

  /// Whether amount = price × quantity, but for half a unit of the price's last printed decimal
  /// (at least of the second) on every pack, and 0.01 元 or what rounding the amount may take or add.
  private func isConsistent(_ quantity: Int64) -> Bool {
    let half: Int64 = priceDecimals <= 2 ? 500 : priceDecimals == 3 ? 50 : 5
    // Almost always 64 bits are enough.
    let (narrow, isWide) = price.multipliedReportingOverflow(by: quantity)
    if !isWide, narrow.magnitude < 1 << 62, amount.magnitude < 1 << 48,
      quantity.magnitude < 1 << 48
    {
      let difference = (amount * 10_000 - narrow).magnitude
      let allowed = (half * quantity / 10).magnitude
      return difference <= allowed + 1_000_000
        || amountDecimals < 2
          && difference <= allowed + UInt64(clamping: amountRounding(of: Int128(narrow)))
    }
    let product = Int128(price) * Int128(quantity)
    let difference = (Int128(amount) * 10_000 - product).magnitude
    let allowed = (Int128(half) * Int128(quantity) / 10).magnitude
    return difference <= allowed + max(1_000_000, amountRounding(of: product))
  }

  /// Half a unit of the amount's last printed decimal, in 10^-8 元: 50 元 for 万元 with two. Never more
  /// than half of what the amount should be, so that one of another order of magnitude is none.
  @inline(never)
  private func amountRounding(of product: Int128) -> UInt128 {
    var half: UInt128 = 50_000_000
    for _ in 0..<min(12, max(0, -amountDecimals)) { half *= 10 }
    for _ in 0..<min(12, max(0, amountDecimals)) { half /= 10 }
    return min(half, product.magnitude / 2)
  }

  /// Sets the quantity to what amount and price make of it, where both are stated.
  private mutating func impliesQuantity() -> Bool {
    guard states(.amount), states(.price), price > 0,
      let quotient = Self.quotient(amount, price)
    else { return false }
    quantity = quotient
    return true
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
