/// How the purchases of one pair differ from what they would be, over some months.
///
/// Both anomalies and ordinary movement (a shift of the mix, a change of supplier) are made of
/// effects.
struct PlantedEffect {
  /// What a price is a multiple of.
  enum Basis {
    /// What the product usually costs in the month.
    case usual
    /// The listing price of the month.
    case listing
    /// A price of a pack in 分.
    case fixed(Int)
  }

  var pair: Int
  var months: Range<Int>
  var basis = Basis.usual
  /// The price by its basis, in thousandths; `nil` leaves the price alone.
  var permille: Int?
  /// The price is further multiplied by the first and divided by the second, and the quantity the
  /// other way round: the same goods in another unit.
  var rescale: (times: Int, over: Int)?
  /// How many times the usual quantity is bought.
  var quantity: (times: Int, over: Int)?
  /// The variant of the product that the lines name.
  var variant: Int?
  var distributor: Int?
  /// The share that arrives, in thousandths, for each of `months`; below 0: nothing is sent, and
  /// the lines are cancelled for that.
  var arrivals: [Int] = []
  /// Whether it is an anomaly; such lines get no blemish, so that their label is true.
  var isAnomaly = true
}

/// A product as lines name it that state another conversion ratio than the catalogue.
struct ProductVariant {
  var product: Int
  var ratio: Int
  var specification: String
}
