/// Movement that looks like an anomaly to a careless eye and is none.
extension Planter {
  /// Shifts of the mix, changes of supplier, and packs of another size under the same code: each
  /// for about one product in forty.
  mutating func plantOrdinaryMovement() {
    let count = max(1, products.count / 40)
    for _ in 0..<count { shiftMix() }
    for _ in 0..<count { changeSupplier() }
    for _ in 0..<count { changePack() }
  }

  /// Half of the institutions pay 4.5 % more than usual and half as much less, all along; in the
  /// last month the former buy eight times as much. The average price rises, no price does.
  private mutating func shiftMix() {
    let product = find {
      (3...8).contains((pairsOf[$0] ?? []).count) && isQuiet($0) && !hasPeers($0)
        && prices.price($0, last) > 500
    }
    guard let product, let own = pairsOf[product] else { return }
    claim(product, isDecoy: true)
    prices.widenListing(product, permille: 1_060)
    for (place, pair) in own.enumerated() {
      let isDear = place % 2 == 0
      pairs[pair].spread = isDear ? 45 : -45
      guard isDear else { continue }
      var effect = PlantedEffect(pair: pair, months: months(from: last), isAnomaly: false)
      effect.quantity = (8, 1)
      effects.append(effect)
    }
  }

  /// Another distributor takes over within the last three months, at a price 1–3 % higher.
  private mutating func changeSupplier() {
    guard last >= 3, let product = find(where: { isQuiet($0) && !hasPeers($0) })
    else { return }
    claim(product, isDecoy: true)
    let month = last - random.below(3)
    let next = random.below(distributors)
    prices.shift(
      product, from: month, permille: random.number(in: 1_010...1_030), raisesListing: true)
    for pair in pairsOf[product] ?? [] {
      var effect = PlantedEffect(pair: pair, months: months(from: month), isAnomaly: false)
      effect.distributor = next
      effects.append(effect)
    }
  }

  /// A pack of half the size until some months ago, at half the price: the unit price is the same.
  private mutating func changePack() {
    let product = find {
      products[$0].category.isPricedByStrength && products[$0].ratio % 2 == 0
        && prices.price($0, last) % 2 == 0 && isQuiet($0)
        && prices.isFlat($0, from: 0) && prices.listing($0, last) % 2 == 0
    }
    guard last >= 3, let product else { return }
    claim(product, isDecoy: true)
    let month = last - random.below(3)
    let whole = products[product]
    let half = whole.ratio / 2
    var text = whole.specification
    if let star = text.firstIndex(of: "*") {
      let end = text[star...].dropFirst().firstIndex { !("0"..."9").contains($0) } ?? text.endIndex
      text.replaceSubrange(text.index(after: star)..<end, with: String(half))
    }
    variants.append(ProductVariant(product: product, ratio: half, specification: text))
    for pair in pairsOf[product] ?? [] {
      var effect = PlantedEffect(pair: pair, months: 0..<month, isAnomaly: false)
      effect.variant = variants.count - 1
      effect.rescale = (1, 2)
      effects.append(effect)
    }
  }
}
