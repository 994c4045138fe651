import Procurement

/// Everything that is fixed about the sample city before its first purchase.
struct City {
  let firstMonth: Month
  let months: Int
  let institutions: [SampleInstitution]
  let distributors: [String]
  let products: [SampleProduct]
  let varieties: Varieties
  let batches: [SampleBatch]
  let selections: [Selection]
  let prices: PriceTable
  let pairs: [BuyingPair]
  let anomalies: [PlantedAnomaly]

  init(seed: UInt64, lines: Int, months: Int, firstMonth: Month) {
    self.firstMonth = firstMonth
    self.months = months
    let scale = CityScale(lines: lines)
    func stream(_ number: UInt64) -> RandomSource { RandomSource(seed: seed, stream: number) }
    var random = stream(1)
    institutions = SampleInstitution.make(count: scale.institutions, random: &random)
    distributors = ["医药有限公司", "医药物流公司", "医药配送公司"]
      .flatMap { kind in PlaceNames.distributors.map { $0 + kind } }
      .prefix(scale.distributors).map { $0 }
    varieties = Varieties()
    random = stream(2)
    products = SampleProduct.make(count: scale.products, varieties: varieties, random: &random)
    batches = SampleBatch.all(varieties)
    random = stream(3)
    selections = Selection.make(batches: batches, products: products, random: &random)
    random = stream(4)
    var prices = PriceTable(
      products: products, selections: selections, batches: batches, firstMonth: firstMonth,
      months: months, random: &random)
    random = stream(5)
    pairs = BuyingPair.make(
      cells: lines * 94 / 100 * 1000 / scale.linesPerCell / max(1, months), months: months,
      products: products, institutions: institutions, distributors: distributors.count,
      linesPerCell: scale.linesPerCell, random: &random)
    random = stream(6)
    anomalies = PlantedAnomaly.make(
      pairs: pairs, products: products, prices: prices, random: &random)
    for (place, anomaly) in anomalies.enumerated() {
      switch anomaly.family {
      case .rise, .drop:
        prices.shift(
          anomaly.product, from: anomaly.month, permille: anomaly.permille,
          raisesListing: anomaly.month < months - 1 || place % 3 != 0)
      case .institutionGap where place % 2 == 0:
        // A listing price that binds nobody, so that only the gap between institutions tells.
        prices.widenListing(anomaly.product, permille: 2_200)
      case .institutionGap, .aboveListing, .aboveSelected: break
      }
    }
    self.prices = prices
  }

  /// What the pair usually pays in the month: never above the listing price.
  func price(of pair: BuyingPair, in month: Int) -> Int {
    let usual = prices.price(pair.product, month)
    guard pair.spread != 0, !prices.isSelected(pair.product, month) else { return usual }
    return min(
      max(usual, prices.listing(pair.product, month)), usual * (1000 + pair.spread) / 1000)
  }

  /// The prices of single pairs that anomalies set in the month.
  func exceptions(in month: Int) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for anomaly in anomalies where anomaly.month == month {
      guard let pair = anomaly.pair else { continue }
      let usual =
        anomaly.family == .aboveListing
        ? prices.listing(anomaly.product, month) : prices.price(anomaly.product, month)
      result[pair] = usual * anomaly.permille / 1000 + 2
    }
    return result
  }

  /// Products whose pairs all buy in the month and the one before, so that an anomaly shows.
  func watched(in month: Int) -> Set<Int> {
    Set(anomalies.filter { $0.month == month || $0.month == month + 1 }.map(\.product))
  }
}
