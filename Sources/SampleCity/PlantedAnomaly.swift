/// Something unusual that is put into the sample on purpose.
///
/// The list of them is what a file of labels would be written from.
struct PlantedAnomaly {
  enum Family {
    /// The product's price rises or falls for everyone, and stays there.
    case rise, drop
    /// One institution pays far more than the others, for a month.
    case institutionGap
    /// One institution pays more than the listing price, for a month.
    case aboveListing
    /// One institution pays more than the selected price, for a month.
    case aboveSelected
  }

  var family: Family
  var product: Int
  /// The pair that is concerned; `nil` when all of the product's are.
  var pair: Int?
  /// The month, counted from the sample's first.
  var month: Int
  /// The price by the usual (or listing, or selected) price, in thousandths.
  var permille: Int

  /// Anomalies for products that enough institutions buy, no product twice: most of them in the
  /// last month, so that its report has something to say, and about one in each month before.
  static func make(
    pairs: [BuyingPair], products: [SampleProduct], prices: PriceTable,
    random: inout RandomSource
  ) -> [PlantedAnomaly] {
    var pairsOf: [Int: [Int]] = [:]
    for (index, pair) in pairs.enumerated() { pairsOf[pair.product, default: []].append(index) }
    var candidates = products.indices.filter { (pairsOf[$0]?.count ?? 0) >= 5 }
    random.shuffle(&candidates)
    let last = prices.months - 1
    let scale = max(1, products.count / 300)
    var result: [PlantedAnomaly] = []

    func plant(_ family: Family, _ count: Int, in month: Int, _ range: ClosedRange<Int>) {
      let needsSelection = family == .aboveSelected
      for _ in 0..<count {
        let place = candidates.lastIndex {
          (needsSelection
            ? prices.isSelected($0, month) : !prices.isSelected($0, from: month))
            && (month == 0 || prices.price($0, month) == prices.price($0, month - 1))
        }
        guard let place else { return }
        let product = candidates.remove(at: place)
        let isGeneral = family == .rise || family == .drop
        result.append(
          PlantedAnomaly(
            family: family, product: product,
            pair: isGeneral ? nil : pairsOf[product].map { random.pick($0) }, month: month,
            permille: random.number(in: range)))
      }
    }
    plant(.aboveSelected, 4 * scale, in: last, 1_030...1_150)
    plant(.rise, 3 * scale, in: last, 1_320...1_700)
    plant(.rise, 2 * scale, in: last, 1_140...1_250)
    plant(.drop, 3 * scale, in: last, 450...680)
    plant(.institutionGap, 5 * scale, in: last, 1_520...1_950)
    plant(.aboveListing, 4 * scale, in: last, 1_020...1_080)
    for month in 1..<max(1, last) {
      switch month % 5 {
      case 0: plant(.rise, scale, in: month, 1_310...1_600)
      case 1: plant(.institutionGap, scale, in: month, 1_520...1_950)
      case 2: plant(.drop, scale, in: month, 500...690)
      case 3: plant(.aboveListing, scale, in: month, 1_020...1_090)
      default: plant(.aboveSelected, scale, in: month, 1_030...1_120)
      }
    }
    return result
  }
}
