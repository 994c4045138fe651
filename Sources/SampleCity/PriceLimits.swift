/// Limit prices (限价) and payment standards (支付标准) of a pack in 分, as the catalogue of products
/// has them, and the drugs on the shortage list.
struct PriceLimits {
  private(set) var caps: [Int: Int] = [:]
  private(set) var standards: [Int: Int] = [:]
  /// Products on the shortage list, with whether they are 短缺 rather than 易短缺.
  private(set) var shortages: [(product: Int, isShort: Bool)] = []

  /// The varieties of products on the shortage list, of which little is to be expected.
  private(set) var scarceVarieties: Set<String> = []

  /// Limits for about half of the products, none below what it was listed at in the last year;
  /// and a shortage list of about one drug in thirty, most of which are delivered as usual; the last
  /// one nobody has ordered any more for some months.
  init(_ planter: Planter, random: inout RandomSource) {
    for (index, product) in planter.products.enumerated() {
      let isCapped = random.chance(550)
      let hasStandard = random.chance(400)
      let above = random.number(in: 1_030...1_250)
      let listing = planter.prices.highestListing(index, from: planter.last - 12)
      let isListedShort = random.chance(34)
      let isShort = random.chance(400)
      caps[index] = planter.caps[index]
      standards[index] = planter.standards[index]
      if planter.shortages.contains(index) {
        shortages.append((index, isShort))
        continue
      }
      guard !planter.watched.contains(index) else { continue }
      if isCapped { caps[index] = listing * above / 1000 }
      if hasStandard { standards[index] = listing * (above / 2 + 500) / 1000 }
      if isListedShort, !product.category.isConsumable, product.category != .slices {
        shortages.append((index, isShort))
      }
    }
    let gone = planter.products.indices.first { index in
      let category = planter.products[index].category
      let pairs = planter.pairsOf[index] ?? []
      return !category.isConsumable && category != .slices && !pairs.isEmpty
        && pairs.allSatisfy { planter.pairs[$0].months.upperBound + 3 <= planter.last }
        && !shortages.contains { $0.product == index }
    }
    if let gone { shortages.append((gone, true)) }
    scarceVarieties = Set(shortages.map { planter.products[$0.product].variety.name })
  }
}
