/// Anomalies of an institution, a region or a distributor.
extension Planter {
  /// One institution pays 35–90 % more than the others; most have done so all along, some with a
  /// small share of the product only now. In half of the cases the listing price is so high that
  /// only the gap tells.
  mutating func plantInstitutionGap(_ serial: Int) -> Bool {
    var choice: Int?
    let product = find { product in
      let own = pairsOf[product] ?? []
      guard own.count >= 5, !prices.isSelected(product, from: last - 13), !hasPeers(product)
      else { return false }
      choice = own.first { pair in
        let near = neighbours(of: pair)
        // Alone in its region, or too small to make the region dear as well.
        return money(pair) > 250_000
          && (near.count == 1 || volume([pair]) * 100 < 10 * volume(near))
      }
      return choice != nil
    }
    guard let product, let pair = choice else { return false }
    claim(product)
    let isSmall = volume([pair]) * 100 < 8 * volume(pairsOf[product] ?? [])
    let permille = random.number(in: 1_350...1_900)
    if serial % 2 == 0 { prices.widenListing(product, permille: permille + 60) }
    pay(pair, permille, from: isSmall && serial % 3 == 0 ? last : 0)
    let institution = pairs[pair].institution
    label(.institutionGap, product, institution: institution)
    if serial % 2 != 0 { label(.aboveListing, product, institution: institution) }
    // Where it is the only one of its region, the region is dear as well, if that is a region's gap.
    imply(.regionGap, product)
    imply(.distributionMarkup, product)
    return true
  }

  /// All institutions of a region, at least two, pay 35–90 % more than the others and have done so
  /// all along.
  mutating func plantRegionGap(_ serial: Int) -> Bool {
    var choice: [Int] = []
    let product = find { product in
      let own = pairsOf[product] ?? []
      guard own.count >= 6, regions(of: product).count >= 5,
        !prices.isSelected(product, from: last - 13), !hasPeers(product)
      else { return false }
      let pair = own.first {
        let near = neighbours(of: $0)
        return near.count >= 2 && near.count * 3 < own.count
          && near.allSatisfy { money($0) > 250_000 }
      }
      choice = pair.map { neighbours(of: $0) } ?? []
      return !choice.isEmpty
    }
    guard let product, let first = choice.first else { return false }
    claim(product)
    let permille = random.number(in: 1_350...1_900)
    prices.widenListing(product, permille: permille + 60)
    for pair in choice {
      pay(pair, permille, from: 0)
      label(.institutionGap, product, institution: pairs[pair].institution)
    }
    label(.regionGap, product, region: institutions[pairs[first].institution].region)
    imply(.distributionMarkup, product)
    return true
  }

  /// What one distributor of several delivers costs 16–19 % more than from the others, which no
  /// institution's price gives away; in one case of three 40–70 % more, which they do.
  mutating func plantDistributionMarkup(_ serial: Int) -> Bool {
    guard distributors >= 5 else { return false }
    let product = find {
      let own = pairsOf[$0] ?? []
      return own.count >= 8 && !prices.isSelected($0, from: last - 13) && !hasPeers($0)
        && own.filter { money($0) > 250_000 }.count >= 2
    }
    guard let product, let own = pairsOf[product] else { return false }
    claim(product)
    // Four distributors, of which the dear one has at most a quarter of the pairs.
    let first = random.below(distributors)
    let dear = Array(own.filter { money($0) > 250_000 }.prefix(max(2, own.count / 5)))
    for (place, pair) in own.enumerated() {
      pairs[pair].distributor =
        dear.contains(pair) ? first : (first + 1 + place % 4) % distributors
    }
    let isWide = serial % 3 == 0
    let permille = isWide ? random.number(in: 1_400...1_700) : random.number(in: 1_160...1_190)
    prices.widenListing(product, permille: permille + 60)
    for pair in dear {
      pay(pair, permille, from: 0)
      guard isWide else { continue }
      label(.institutionGap, product, institution: pairs[pair].institution)
    }
    label(.distributionMarkup, product, distributor: first)
    if isWide { imply(.regionGap, product) }
    return true
  }

  /// One institution pays 2–8 % more than the listing price, now or all along.
  mutating func plantAboveListing(_ serial: Int) -> Bool {
    var choice: Int?
    let product = find { product in
      choice = (pairsOf[product] ?? []).first { money($0) > 60_000 }
      return choice != nil && !prices.isSelected(product, from: last - 13) && !hasPeers(product)
        && prices.price(product, last) > 300
        && prices.listing(product, last) * 100 < prices.price(product, last) * 102
    }
    guard let product, let pair = choice else { return false }
    claim(product)
    pay(
      pair, random.number(in: 1_020...1_075), of: .listing,
      from: isOneOfMany(pair) && serial % 2 == 0 ? last : 0)
    label(.aboveListing, product, institution: pairs[pair].institution)
    imply(.distributionMarkup, product)
    return true
  }

  /// One institution pays 3–8 % more than the selected price, which is the listing price as well.
  mutating func plantAboveSelected(_ serial: Int) -> Bool {
    var choice: Int?
    let product = find { product in
      choice = (pairsOf[product] ?? []).first { money($0) > 60_000 }
      return choice != nil && prices.isSelected(product, last) && prices.price(product, last) > 300
        && prices.isFlat(product, from: last - 2)
    }
    guard let product, let pair = choice else { return false }
    claim(product)
    pay(
      pair, random.number(in: 1_030...1_080), of: .listing,
      from: isOneOfMany(pair) && serial % 2 == 0 ? last : last - 2)
    let institution = pairs[pair].institution
    label(.aboveSelected, product, institution: institution)
    label(.aboveListing, product, institution: institution)
    imply(.distributionMarkup, product)
    return true
  }

  /// One institution pays 2–5 % more than the limit price (限价) or the payment standard (支付标准),
  /// in half of the cases within a listing price that is higher still.
  mutating func plantAboveCap(_ family: AnomalyFamily, _ serial: Int) -> Bool {
    var choice: Int?
    let product = find { product in
      choice = (pairsOf[product] ?? []).first { money($0) > 60_000 }
      return choice != nil && !prices.isSelected(product, from: last - 13) && !hasPeers(product)
        && prices.price(product, last) > 300 && prices.isFlat(product, from: last - 1)
    }
    guard let product, let pair = choice else { return false }
    claim(product)
    let usual = prices.price(product, last)
    let isWithinListing = serial % 2 == 0
    if isWithinListing { prices.widenListing(product, permille: 1_300) }
    let limit =
      isWithinListing
      ? usual * random.number(in: 1_022...1_035) / 1000
      : prices.listing(product, last) + random.below(3)
    if family == .aboveCap { caps[product] = limit } else { standards[product] = limit }
    pay(
      pair, random.number(in: 1_020...1_050), of: .fixed(limit),
      from: isOneOfMany(pair) && serial % 3 != 0 ? last : 0)
    label(family, product, institution: pairs[pair].institution)
    if !isWithinListing {
      label(.aboveListing, product, institution: pairs[pair].institution)
    }
    imply(.distributionMarkup, product)
    return true
  }

  /// Whether a price that only this pair pays is not the product's price.
  private func isOneOfMany(_ pair: Int) -> Bool {
    let own = pairsOf[pairs[pair].product] ?? []
    return own.count >= 3 && volume([pair]) * 2 < volume(own)
  }

  /// The pair pays `permille` thousandths of `basis`, and buys so much that it shows every month.
  private mutating func pay(
    _ pair: Int, _ permille: Int, of basis: PlantedEffect.Basis = .usual, from first: Int
  ) {
    pairs[pair].weight = max(pairs[pair].weight, 14)
    effects.append(
      PlantedEffect(pair: pair, months: months(from: first), basis: basis, permille: permille))
  }
}
