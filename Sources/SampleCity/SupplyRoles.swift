import Procurement

/// What the products of a variety are to a batch (供应类型).
///
/// Where a batch took none of what is bought here, that is what it selected, at a price that nobody
/// exceeds. Else the others follow the price of those selected. Most of them are verified stand-ins (备供), which count as selected;
/// those that cost less than what is selected, or of which every institution buys little, are not
/// selected (非中选). Where anomalies are planted, so are some that institutions buy nearly alone, at
/// a higher price.
struct SupplyRoles {
  /// A product's row in a batch catalogue.
  struct Entry {
    var product: Int
    /// The selected price of a pack in 分; `nil` for what is not selected.
    var price: Int?
    /// 中选, 备供 or 非中选.
    var role: String
  }

  /// True of the non-selected share, and large enough that it should be found.
  private(set) var labels: [PlantedLabel] = []
  /// True as well, but of no controlled size.
  private(set) var implied: [PlantedLabel] = []
  /// The products of each variety.
  let productsOf: [String: [Int]]
  private let city: City
  private let uptake: [MonthUptake]
  private var selectedIn: [[String: [Selection]]]
  /// Products that are not selected, and those that no catalogue may name since what is planted on
  /// them would look different.
  private var nonSelected: Set<Int> = []
  private let unlisted: Set<Int>

  /// - Parameters:
  ///   - uptake: what arrived, by month.
  ///   - plants: for how many varieties a large non-selected share is planted.
  init(city: City, uptake: [MonthUptake], plants: Int, random: inout RandomSource) {
    self.city = city
    self.uptake = uptake
    var productsOf: [String: [Int]] = [:]
    for (index, product) in city.products.enumerated() {
      productsOf[product.variety.name, default: []].append(index)
    }
    self.productsOf = productsOf
    selectedIn = Array(repeating: [:], count: city.batches.count)
    for selection in city.selections.selected {
      let variety = city.products[selection.product].variety.name
      selectedIn[selection.batch][variety, default: []].append(selection)
    }
    unlisted = Set(
      city.planted.labels.filter { $0.family == .peerMultiple }.compactMap(\.product)
        .flatMap { city.planted.peersOf[city.products[$0].kinship] ?? [] })
    var candidates: [(variety: String, products: [Int])] = []
    for variety in followedVarieties() {
      let (cheap, dear) = classify(variety)
      nonSelected.formUnion(cheap)
      if !dear.isEmpty, !city.limits.scarceVarieties.contains(variety) {
        candidates.append((variety, dear))
      }
    }
    random.shuffle(&candidates)
    var left = plants
    for (variety, products) in candidates where left > 0 {
      if plant(variety, products) { left -= 1 }
    }
    implyUnlisted()
  }

  /// The rows of a variety in the batch; none where no product of it is selected.
  func entries(_ variety: String, in place: Int) -> [Entry] {
    guard let selections = selectedIn[place][variety] else {
      return (productsOf[variety] ?? []).filter { isListed($0, in: place) }.map {
        let price = priceOfOnlyOnes($0, in: place)
        return Entry(product: $0, price: price, role: price == nil ? "备供" : "中选")
      }
    }
    let selected = Set(selections.map(\.product))
    return selections.map { Entry(product: $0.product, price: $0.price, role: "中选") }
      + (productsOf[variety] ?? []).filter { !selected.contains($0) && isListed($0, in: place) }
      .map {
        Entry(product: $0, price: nil, role: nonSelected.contains($0) ? "非中选" : "备供")
      }
  }

  /// The selected price of a product that the batch took none beside: that of an earlier batch, else
  /// the highest at which it is listed from then on; `nil` where something is planted on it.
  private func priceOfOnlyOnes(_ product: Int, in place: Int) -> Int? {
    let batch = city.batches[place]
    let earlier = city.selections.of(product).last {
      !$0.isFollowing && city.batches[$0.batch].start <= batch.start
    }
    if let earlier { return earlier.price }
    guard !city.planted.watched.contains(product) else { return nil }
    let months = 0..<city.months
    let first = months.first {
      SamplePrices.firstDay(of: city.firstMonth.advanced(by: $0)) + 30 >= batch.start
    }
    return city.prices.highestListing(product, from: first ?? city.months - 1)
  }

  /// Whether the catalogue may name a product that it does not select. One on which something is
  /// planted is not named by a batch so new that its price would seem to have come with it.
  private func isListed(_ product: Int, in place: Int) -> Bool {
    guard !unlisted.contains(product) else { return false }
    return !city.planted.watched.contains(product)
      || city.batches[place].start
        < SamplePrices.firstDay(of: city.firstMonth.advanced(by: city.months - 14))
  }

  // MARK: Choosing

  /// The places of batches in force when the sample ends that select products of the variety.
  private func batches(of variety: String) -> [Int] {
    city.batches.indices.filter { selectedIn[$0][variety] != nil && isInForce($0) }
  }

  private func isInForce(_ place: Int) -> Bool {
    let last = SamplePrices.firstDay(of: city.firstMonth.advanced(by: city.months - 1))
    return city.batches[place].start <= last && city.batches[place].end >= last + 27
  }

  /// Varieties with products selected and others not, in the order of the batches.
  private func followedVarieties() -> [String] {
    var seen: Set<String> = []
    return city.batches.flatMap(\.varieties).filter { variety in
      guard seen.insert(variety).inserted, let products = productsOf[variety] else { return false }
      return products.contains(where: isFollowing) && !batches(of: variety).isEmpty
    }
  }

  private func isFollowing(_ product: Int) -> Bool {
    city.selections.of(product).allSatisfy(\.isFollowing)
  }

  private func unitPrice(_ product: Int) -> Int {
    city.prices.price(product, city.months - 1) * 10_000 / city.products[product].ratio
  }

  /// The products of the variety that are cheaper than those selected or little bought, and those
  /// that are dearer; none on which anything is planted.
  private func classify(_ variety: String) -> (cheap: [Int], dear: [Int]) {
    let products = productsOf[variety] ?? []
    let selected = Set(
      batches(of: variety).flatMap { selectedIn[$0][variety] ?? [] }.map(\.product))
    let prices = selected.map(unitPrice)
    guard let low = prices.min(), let high = prices.max() else { return ([], []) }
    let touched = Set(city.planted.effects.map { city.pairs[$0.pair].product })
    var result: (cheap: [Int], dear: [Int]) = ([], [])
    for product in products where isFollowing(product) {
      guard !city.planted.watched.contains(product), !unlisted.contains(product),
        !touched.contains(product)
      else { continue }
      let isLittle = shares(of: [product], in: variety).allSatisfy { $0.bought * 7 < $0.all }
      if unitPrice(product) * 100 < low * 94 || isLittle {
        result.cheap.append(product)
      } else if unitPrice(product) * 100 > high * 108 {
        result.dear.append(product)
      }
    }
    return result
  }

  /// What each institution bought of `products`, and of the variety, in the last month's year.
  private func shares(
    of products: some Collection<Int>, in variety: String
  ) -> [(institution: Int, bought: Int, all: Int, money: Int)] {
    let year = city.lastDay.month.startOfYear
    let months = max(0, city.firstMonth.distance(to: year))..<city.months
    var result: [Int: (bought: Int, all: Int, money: Int)] = [:]
    for product in productsOf[variety] ?? [] {
      for pair in city.planted.pairsOf[product] ?? [] {
        let units = months.reduce(0) { $0 + uptake[$1].units[pair] }
        let institution = city.pairs[pair].institution
        result[institution, default: (0, 0, 0)].all += units
        guard products.contains(product) else { continue }
        result[institution, default: (0, 0, 0)].bought += units
        result[institution, default: (0, 0, 0)].money += units * unitPrice(product) / 10_000
      }
    }
    return result.sorted { $0.key < $1.key }.filter { $0.value.bought > 0 }.map {
      ($0.key, $0.value.bought, $0.value.all, $0.value.money)
    }
  }

  // MARK: Planting

  /// Lists `products` as not selected, if at a public institution they are three quarters and more
  /// of the variety and worth 20,000 元.
  private mutating func plant(_ variety: String, _ products: [Int]) -> Bool {
    let shares = shares(of: products, in: variety)
    let isLarge = shares.map { share in
      share.bought * 4 >= share.all * 3 && share.money >= 2_000_000
        && city.institutions[share.institution].isPublic
    }
    guard isLarge.contains(true) else { return false }
    nonSelected.formUnion(products)
    for (share, isLarge) in zip(shares, isLarge) {
      let label = PlantedLabel(
        family: .nonSelectedShare, institution: share.institution, month: city.months - 1,
        variety: variety)
      if isLarge { labels.append(label) } else { implied.append(label) }
    }
    return true
  }

  /// What no catalogue names is not selected, whatever its share.
  private mutating func implyUnlisted() {
    var unnamed: [String: Set<Int>] = [:]
    for place in city.batches.indices where isInForce(place) {
      for variety in city.batches[place].varieties {
        let named = Set(entries(variety, in: place).map(\.product))
        unnamed[variety, default: []].formUnion(
          (productsOf[variety] ?? []).filter { !named.contains($0) })
      }
    }
    for (variety, products) in unnamed.sorted(by: { $0.key < $1.key }) {
      for share in shares(of: products, in: variety) {
        implied.append(
          PlantedLabel(
            family: .nonSelectedShare, institution: share.institution, month: city.months - 1,
            variety: variety))
      }
    }
  }
}
