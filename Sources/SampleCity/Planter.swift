import Procurement

/// Puts anomalies, and ordinary movement that looks like them, into a city.
///
/// No product has two of them. The sizes of the effects are chosen here as such, with a view to
/// what an office would call remarkable; nothing is shared with the monitors.
struct Planter {
  let products: [SampleProduct]
  let institutions: [SampleInstitution]
  let distributors: Int
  /// Varieties that any batch lists.
  let batchVarieties: Set<String>
  var prices: SamplePrices
  var pairs: [BuyingPair]
  var random: RandomSource
  /// The last month, in which all anomalies show.
  let last: Int

  var effects: [PlantedEffect] = []
  var variants: [ProductVariant] = []
  /// True, and large enough that it should be found.
  var labels: [PlantedLabel] = []
  /// True as well, but of no controlled size: it follows from something planted for another reason.
  var implied: [PlantedLabel] = []
  /// Limit prices (限价) and payment standards (支付标准) of a pack in 分, of single products.
  var caps: [Int: Int] = [:]
  var standards: [Int: Int] = [:]
  /// Drugs on the shortage list besides those drawn at random.
  var shortages: [Int] = []
  /// Institutions that buy a great deal off the platform, and pairs that buy selected products so.
  var offenders: [Int] = []
  var strayPairs: [Int] = []
  /// Institutions that buy a great deal with a filing (备案采购).
  var filers: [Int] = []

  let pairsOf: [Int: [Int]]
  let peersOf: [String: [Int]]
  /// Products that nothing has been planted on, in random order.
  var candidates: [Int]
  /// Products with something planted on them; all their pairs buy every month.
  private(set) var watched: Set<Int> = []

  init(
    products: [SampleProduct], institutions: [SampleInstitution], distributors: Int,
    batchVarieties: Set<String>, prices: SamplePrices, pairs: [BuyingPair], random: RandomSource
  ) {
    self.products = products
    self.institutions = institutions
    self.distributors = distributors
    self.batchVarieties = batchVarieties
    self.prices = prices
    self.pairs = pairs
    self.random = random
    last = prices.months - 1
    var pairsOf: [Int: [Int]] = [:]
    for (index, pair) in pairs.enumerated() { pairsOf[pair.product, default: []].append(index) }
    self.pairsOf = pairsOf
    peersOf = Dictionary(grouping: products.indices, by: { products[$0].kinship })
    candidates = products.indices.filter {
      products[$0].rhythm == .steady
        && pairsOf[$0]?.first.map { pairs[$0].months.count } == prices.months
    }
    self.random.shuffle(&candidates)
  }

  /// Plants the ordinary movement, then `count` anomalies: of each family in turn, in an order of
  /// the seed's own, as long as there is a product for it; and an institution that files too much
  /// for every thirty of them.
  mutating func plant(anomalies count: Int) {
    plantOrdinaryMovement()
    var families = AnomalyFamily.inPurchases
    random.shuffle(&families)
    var serial = random.below(4)
    var left = count
    while left > 0, !families.isEmpty {
      for family in families where left > 0 {
        if plant(family, serial: serial) {
          left -= 1
        } else {
          families.removeAll { $0 == family }
        }
      }
      serial += 1
    }
    if count > 0 { plantFilings((count + 29) / 30) }
  }

  private mutating func plant(_ family: AnomalyFamily, serial: Int) -> Bool {
    switch family {
    case .priceRise: plantRise(serial)
    case .priceDrop: plantDrop(serial)
    case .changeFrequency: plantFrequentChanges(serial)
    case .peerMultiple: plantPeerMultiple(serial)
    case .institutionGap: plantInstitutionGap(serial)
    case .regionGap: plantRegionGap(serial)
    case .distributionMarkup: plantDistributionMarkup(serial)
    case .aboveListing: plantAboveListing(serial)
    case .aboveSelected: plantAboveSelected(serial)
    case .aboveCap, .abovePaymentStandard: plantAboveCap(family, serial)
    case .unitMismatch: plantUnitMismatch(serial)
    case .deliveryShortfall: plantDeliveryShortfall(serial)
    case .supplyWarning: plantSupplyWarning(serial)
    case .offPlatform: plantOffPlatform(serial)
    case .filedShare, .contractLag, .zeroUptake, .nonSelectedShare: false
    }
  }

  // MARK: Choosing

  /// A product for which `isFit` holds and that nothing has been planted on.
  func find(where isFit: (Int) -> Bool) -> Int? {
    candidates.last(where: isFit)
  }

  /// Keeps `product` from having anything else planted on it.
  mutating func claim(_ product: Int, isDecoy: Bool = false) {
    candidates.removeAll { $0 == product }
    guard !isDecoy else { return }
    watched.insert(product)
    // Enough for a line in every month.
    for pair in pairsOf[product] ?? [] { pairs[pair].weight = max(pairs[pair].weight, 13) }
  }

  /// Whether the product never had a selected price, now or in the last year, and kept its price.
  func isQuiet(_ product: Int) -> Bool {
    !prices.isSelected(product, from: last - 13) && prices.isFlat(product, from: last - 13)
  }

  /// Whether another maker sells the same drug.
  func hasPeers(_ product: Int) -> Bool {
    !products[product].category.isConsumable && (peersOf[products[product].kinship]?.count ?? 0) > 1
  }

  /// What the pair usually spends on an order, in 分.
  func money(_ pair: Int) -> Int {
    prices.price(pairs[pair].product, last) * pairs[pair].quantity
  }

  /// What the pairs usually buy, lines and packs, compared with others.
  func volume(_ pairs: [Int]) -> Int {
    pairs.reduce(0) { $0 + self.pairs[$1].weight * self.pairs[$1].quantity }
  }

  /// The product's pairs in the region of `pair`.
  func neighbours(of pair: Int) -> [Int] {
    let region = institutions[pairs[pair].institution].region
    return (pairsOf[pairs[pair].product] ?? []).filter {
      institutions[pairs[$0].institution].region == region
    }
  }

  func regions(of product: Int) -> Set<String> {
    Set((pairsOf[product] ?? []).map { institutions[pairs[$0].institution].region })
  }

  /// The months from `first` on.
  func months(from first: Int) -> Range<Int> { max(0, first)..<last + 1 }

  // MARK: Labels

  mutating func label(
    _ family: AnomalyFamily, _ product: Int?, institution: Int? = nil, region: String? = nil,
    distributor: Int? = nil
  ) {
    labels.append(
      PlantedLabel(
        family: family, product: product, institution: institution, region: region,
        distributor: distributor, month: last))
  }

  mutating func imply(
    _ family: AnomalyFamily, _ product: Int?, institution: Int? = nil, distributor: Int? = nil
  ) {
    implied.append(
      PlantedLabel(
        family: family, product: product, institution: institution, region: nil,
        distributor: distributor, month: last))
  }
}
