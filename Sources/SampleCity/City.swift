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
  let selections: SampleSelections
  let prices: SamplePrices
  let pairs: [BuyingPair]
  /// What has been planted: effects, variants, labels and so on.
  let planted: Planter
  let limits: PriceLimits
  /// How many anomalies of each kind are planted in contracts and batch catalogues.
  let executionAnomalies: Int
  /// Varieties that any batch lists.
  let batchVarieties: Set<String>
  /// The institution that never tells the platform what arrived (未确认收货).
  let unconfirmed: Int?

  init(seed: UInt64, lines: Int, months: Int, firstMonth: Month, anomalies: Int? = nil) {
    self.firstMonth = firstMonth
    self.months = months
    let scale = CityScale(lines: lines)
    func stream(_ number: UInt64) -> RandomSource { RandomSource(seed: seed, stream: number) }
    var random = stream(1)
    var institutions = SampleInstitution.make(count: scale.institutions, random: &random)
    SampleInstitution.joinUnions(&institutions)
    SampleInstitution.distinguish(&institutions)
    self.institutions = institutions
    distributors = ["医药有限公司", "医药物流公司", "医药配送公司"]
      .flatMap { kind in PlaceNames.distributors.map { $0 + kind } }
      .prefix(scale.distributors).map { $0 }
    varieties = Varieties()
    random = stream(2)
    products = SampleProduct.make(count: scale.products, varieties: varieties, random: &random)
    batches = SampleBatch.all(varieties)
    batchVarieties = Set(batches.flatMap(\.varieties))
    random = stream(3)
    selections = SampleSelections(
      batches: batches, products: products,
      recent: SamplePrices.firstDay(of: firstMonth.advanced(by: months - 14)), random: &random)
    random = stream(4)
    let prices = SamplePrices(
      products: products, selections: selections, batches: batches, firstMonth: firstMonth,
      months: months, random: &random)
    random = stream(5)
    let pairs = BuyingPair.make(
      cells: lines * 94 / 100 * 1000 / scale.linesPerCell / max(1, months), months: months,
      products: products, institutions: institutions, distributors: distributors.count,
      linesPerCell: scale.linesPerCell, batchVarieties: batchVarieties, random: &random)
    var planter = Planter(
      products: products, institutions: institutions, distributors: distributors.count,
      batchVarieties: batchVarieties, prices: prices, pairs: pairs, random: stream(6))
    let anomalies = anomalies ?? scale.anomalies
    planter.plant(anomalies: anomalies)
    executionAnomalies = (anomalies + 9) / 10
    self.prices = planter.prices
    self.pairs = planter.pairs
    planted = planter
    let late = Set(
      planter.effects.lazy.filter { !$0.arrivals.isEmpty }.map {
        planter.pairs[$0.pair].institution
      })
    unconfirmed = institutions.indices.last {
      institutions[$0].isPublic && institutions[$0].union.isEmpty && !late.contains($0)
        && !institutions[$0].isSpecialist
    }
    random = stream(7)
    limits = PriceLimits(planter, random: &random)
  }

  /// The last day of the sample.
  var lastDay: Day { firstMonth.advanced(by: months - 1).lastDay }

  /// What the pair usually pays in the month: never above the listing price.
  func price(of pair: BuyingPair, in month: Int) -> Int {
    let usual = prices.price(pair.product, month)
    guard pair.spread != 0, !prices.isSelected(pair.product, month) else { return usual }
    return min(
      max(usual, prices.listing(pair.product, month)), usual * (1000 + pair.spread) / 1000)
  }

  /// Whether the pair may buy in the month at all.
  func isActive(_ pair: BuyingPair, in month: Int) -> Bool {
    pair.months.contains(month)
      && products[pair.product].rhythm.isActive(in: firstMonth.advanced(by: month).month)
  }

  /// What is planted on the lines of the month, by pair.
  func effects(in month: Int) -> [Int: PlantedEffect] {
    Dictionary(
      planted.effects.lazy.filter { $0.months.contains(month) }.map { ($0.pair, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
