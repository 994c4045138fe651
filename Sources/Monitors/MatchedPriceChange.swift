import PricePanel
public import Procurement

/// How a product's price moved between two months over the institutions that bought in both.
///
/// Prices of both months are weighted with what each institution bought now, Σ p₁·q₁ against
/// Σ p₀·q₁ (Paasche within the product), so that a change in who buys, or how much, is no change
/// of price. Institutions that bought in one of the months only are left out.
public struct MatchedPriceChange: Hashable, Sendable {
  /// The product, as an index into `Panel.products`.
  public let product: Int
  /// The month compared with.
  public let referenceMonth: Month
  /// The price then, over the matched institutions, in 元 per smallest preparation unit.
  public let reference: Double
  /// The price now, over the matched institutions, in 元 per smallest preparation unit.
  public let price: Double
  /// The institutions matched, at least one.
  public let institutions: Int
  /// What the matched institutions bought now, in smallest preparation units.
  public let quantity: Quantity
  /// What the matched institutions paid now, before returns.
  public let amount: Money

  /// Price now ÷ price then; exactly 1 when no matched institution's price moved.
  public var ratio: Double { price / reference }

  /// The relative change: 0.1 for +10 %.
  public var change: Double { ratio - 1 }

  /// Whether the price stayed, but for the last binary digits that averages lose.
  public var isUnchanged: Bool { abs(change) < 1e-9 }

  /// (Price − reference) × quantity; below zero for a fall.
  public var excess: Money { Money(rounding: (price - reference) * quantity.units) }

  /// The change over the institutions that bought in both months; `nil` when none did.
  ///
  /// - Parameters:
  ///   - now: the later month, as an index into ``MonthlyPurchases/months``.
  ///   - then: the earlier one.
  /// - Complexity: O(*n* + *m*) in the institutions of both, without an allocation.
  init?(product: Int, in bought: MonthlyPurchases, of now: Int, with then: Int) {
    var before = 0.0
    var after = 0.0
    var institutions = 0
    var quantity = Quantity.zero
    var amount = Money.zero
    bought.forEachMatch(of: now, with: then) { now, then in
      before += then.price * now.quantity.units
      after += now.price * now.quantity.units
      institutions += 1
      quantity += now.quantity
      amount += now.amount
    }
    guard quantity > .zero, before > 0, after > 0 else { return nil }
    self.product = product
    referenceMonth = bought.months[then]
    reference = before / quantity.units
    price = after / quantity.units
    self.institutions = institutions
    self.quantity = quantity
    self.amount = amount
  }
}

extension [InstitutionPurchase] {
  /// The plain average price, in 元 per smallest preparation unit: all money over all quantity,
  /// whoever bought.
  var averagePrice: Double {
    reduce(0) { $0 + $1.amount.yuan } / reduce(0) { $0 + $1.quantity.units }
  }
}
