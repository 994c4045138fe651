public import Procurement

/// A unit price and the purchase line that it stands on.
public struct PriceMark: Hashable, Sendable {
  /// The price per smallest preparation unit.
  public var price: UnitPrice
  /// The file, as an index into ``Panel/files``.
  public var file: UInt32
  /// The physical line, counted from 1.
  public var line: UInt32

  /// Price `price` on line `line` of file `file`.
  @inlinable
  public init(price: UnitPrice, file: UInt32, line: UInt32) {
    self.price = price
    self.file = file
    self.line = line
  }
}

/// All purchases of one product by one institution from one distributor through one channel in
/// one month. Adding lines to a cell is associative and commutative, so that cells from parts of
/// the input merge to the same cell in any order.
public struct Cell: Hashable, Sendable {
  /// The product, as an index into ``Panel/products``.
  public var product: UInt32
  /// The institution, as an index into ``Panel/institutions``.
  public var institution: UInt32
  /// The distributor, as an index into ``Panel/distributors``.
  public var distributor: UInt32
  /// The month of the purchases.
  public var month: Month
  /// The channel.
  public var channel: Channel
  /// How many accepted lines the cell holds.
  public var lines: UInt32
  /// The quantity ordered, in smallest preparation units; returns are not taken off.
  public var ordered: Quantity
  /// The quantity that arrived, in smallest preparation units.
  public var arrived: Quantity
  /// The part of ``ordered`` on lines that state what arrived, in smallest preparation units.
  public var stated: Quantity
  /// What had been ordered on lines that were cancelled because nothing was sent in time, in smallest
  /// preparation units; it is no part of ``ordered``.
  public var unsent: Quantity
  /// The quantity returned, in smallest preparation units, as a positive number.
  public var returned: Quantity
  /// The amount of the purchases before returns.
  public var amount: Money
  /// The amount of the returns, as a positive number.
  public var returnedAmount: Money
  /// The part of ``ordered`` that was bought at a price above zero.
  public var pricedQuantity: Quantity
  // A price of 0 stands for none: millions of cells are held, and optionals would make each a
  // fifth larger.
  private var lowestMark = PriceMark(price: UnitPrice(raw: 0), file: 0, line: 0)
  private var highestMark = PriceMark(price: UnitPrice(raw: 0), file: 0, line: 0)
  private var listingPrice = UnitPrice(raw: 0)

  /// Whether anything in the cell was bought at a price above zero.
  public var isPriced: Bool { lowestMark.price.raw != 0 }

  /// The lowest unit price above zero; `nil` when the cell has none.
  public var lowest: PriceMark? {
    get { lowestMark.price.raw == 0 ? nil : lowestMark }
    set { lowestMark = newValue ?? PriceMark(price: UnitPrice(raw: 0), file: 0, line: 0) }
  }

  /// The highest unit price above zero; `nil` when the cell has none.
  public var highest: PriceMark? {
    get { highestMark.price.raw == 0 ? nil : highestMark }
    set { highestMark = newValue ?? PriceMark(price: UnitPrice(raw: 0), file: 0, line: 0) }
  }

  /// The highest listing price per smallest unit that the lines themselves state: where it was lowered within
  /// the month, what was bought before was not above it.
  public var listing: UnitPrice? {
    get { listingPrice.raw == 0 ? nil : listingPrice }
    set { listingPrice = newValue ?? UnitPrice(raw: 0) }
  }

  /// The quantity due to arrive, in smallest preparation units: ``stated`` and ``unsent``. 0 where
  /// something was ordered and no line states what arrived: then nothing says what became of it.
  ///
  /// ``arrived`` ÷ this is the delivery rate, and where it is 0 there is none.
  @inlinable public var due: Quantity {
    stated == .zero && ordered > .zero ? .zero : stated + unsent
  }

  /// Whether the distributor supplied anything; where nothing says what arrived, whether anything was
  /// ordered from it.
  public var hasSupplied: Bool { due > .zero ? arrived > .zero : ordered > .zero }

  /// The amount after returns.
  @inlinable public var netAmount: Money { amount - returnedAmount }

  /// An empty cell.
  public init(
    product: UInt32, institution: UInt32, distributor: UInt32, month: Month, channel: Channel
  ) {
    self.product = product
    self.institution = institution
    self.distributor = distributor
    self.month = month
    self.channel = channel
    lines = 0
    ordered = .zero
    arrived = .zero
    stated = .zero
    unsent = .zero
    returned = .zero
    amount = .zero
    returnedAmount = .zero
    pricedQuantity = .zero
  }
}
