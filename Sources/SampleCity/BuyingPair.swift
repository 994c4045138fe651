/// A product that an institution buys regularly, from one distributor most of the time.
struct BuyingPair {
  var product: Int
  var institution: Int
  var distributor: Int
  /// How many order lines a month, compared with others.
  var weight: Int
  /// Packs in a usual order.
  var quantity: Int
  /// The institution's own difference from the usual price, in thousandths: 0 for most.
  var spread: Int
  /// The months with purchases.
  var months: Range<Int>

  /// Pairs enough for about `cells` of them to buy in a month.
  static func make(
    cells: Int, months: Int, products: [SampleProduct], institutions: [SampleInstitution],
    distributors: Int, linesPerCell: Int, batchVarieties: Set<String>, random: inout RandomSource
  ) -> [BuyingPair] {
    let wanted = cells * 1000 / 870
    let weights = products.map { $0.isPopular ? random.number(in: 5...9) : 1 }
    let total = weights.reduce(0, +)
    let drawing = institutions.indices.flatMap {
      Array(repeating: $0, count: institutions[$0].reach)
    }
    var result: [BuyingPair] = []
    result.reserveCapacity(wanted)
    for (index, product) in products.enumerated() {
      let share = wanted * weights[index] * 1000 / max(1, total)
      let degree = max(1, (share + random.below(1000)) / 1000)
      var life = life(months: months, isPopular: product.isPopular, random: &random)
      // Granules came under new codes with their own alliance's catalogue.
      if product.category == .granules, months > 12 { life = months - 9..<months }
      let isListed = batchVarieties.contains(product.variety.name)
      let supplier = random.below(distributors)
      var buyers: Set<Int> = []
      var tries = 0
      while buyers.count < degree, tries < degree * 6 {
        tries += 1
        let institution = random.pick(drawing)
        guard institutions[institution].buys(product.category),
          !isListed || !institutions[institution].isSpecialist,
          buyers.insert(institution).inserted
        else { continue }
        result.append(
          BuyingPair(
            product: index, institution: institution,
            distributor: random.chance(700) ? supplier : random.below(distributors),
            weight: linesPerCell < 2_000 ? random.number(in: 9...12) : random.number(in: 5...14),
            quantity: quantity(
              price: product.basePrice, isConsumable: product.category.isConsumable,
              size: institutions[institution].weight, random: &random),
            spread: random.chance(850) ? 0 : random.number(in: -20...20), months: life))
      }
    }
    return result
  }

  /// Nearly every product is bought throughout; some begin or end in between.
  private static func life(
    months: Int, isPopular: Bool, random: inout RandomSource
  ) -> Range<Int> {
    let draw = random.below(100)
    guard !isPopular, months > 3, draw < 8 else { return 0..<months }
    let cut = random.number(in: 1...(months - 1))
    return draw < 4 ? cut..<months : 0..<cut
  }

  /// Orders of some hundred to some ten thousand 元, in round numbers of packs.
  private static func quantity(
    price: Int, isConsumable: Bool, size: Int, random: inout RandomSource
  ) -> Int {
    let usual = isConsumable ? 30_000...90_000 : 80_000...240_000
    let money = random.number(in: usual) * (3 + size) / 3
    let packs = max(1, money / max(1, price))
    return packs >= 20 ? packs / 10 * 10 : packs
  }
}
