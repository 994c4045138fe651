/// Anomalies of units, delivery and channel.
extension Planter {
  /// An institution's lines of the last month are in another unit than they say: the price of ten
  /// packs, of a tenth of one, of a single unit, or a pack's price beside a conversion ratio of 1.
  mutating func plantUnitMismatch(_ serial: Int) -> Bool {
    let kind = serial % 4
    var choice: Int?
    let product = find { product in
      let own = pairsOf[product] ?? []
      let price = prices.price(product, last)
      let ratio = products[product].ratio
      // A pack count of one has no unit to be mistaken for; a unit's price must survive rounding.
      guard own.count >= 4, prices.isFlat(product, from: last - 1) else { return false }
      if kind == 1 || kind == 3 { guard ratio >= 5, price / ratio >= 60 else { return false } }
      if kind == 2, price < 600 { return false }
      choice = own.first { money($0) > 100_000 }
      return choice != nil
    }
    guard let product, let pair = choice else { return false }
    claim(product)
    let ratio = products[product].ratio
    var effect = PlantedEffect(pair: pair, months: months(from: last))
    switch kind {
    case 0: effect.rescale = (10, 1)
    case 1: effect.rescale = (1, ratio)
    case 2: effect.rescale = (1, 10)
    default: effect.variant = addVariant(product, ratio: 1)
    }
    pairs[pair].weight = max(pairs[pair].weight, 14)
    effects.append(effect)
    label(.unitMismatch, product, institution: pairs[pair].institution)
    return true
  }

  /// For three months 30–75 % arrive: at one institution, or wherever one distributor delivers. In
  /// one case of three the second month's lines are never sent and cancelled for that.
  mutating func plantDeliveryShortfall(_ serial: Int) -> Bool {
    guard last >= 2 else { return false }
    let product = find { (pairsOf[$0] ?? []).contains { money($0) > 100_000 } }
    guard let product, let own = pairsOf[product],
      let pair = own.first(where: { money($0) > 100_000 })
    else { return false }
    claim(product)
    let distributor = pairs[pair].distributor
    let concerned = serial % 2 == 0 ? [pair] : own.filter { pairs[$0].distributor == distributor }
    let share = random.number(in: 300...750)
    for pair in concerned {
      var shares = (0..<3).map { _ in share + random.number(in: -40...40) }
      if serial % 3 == 2 { shares[1] = -1 }
      deliver(pair, shares)
      label(
        .deliveryShortfall, product, institution: pairs[pair].institution, distributor: distributor)
    }
    return true
  }

  /// A drug on the shortage list of which less and less arrives: 75 %, half, a fifth, and at two
  /// institutions in five nothing at all; in half of the cases 96 %, 85 % and 70 %, everywhere.
  mutating func plantSupplyWarning(_ serial: Int) -> Bool {
    guard last >= 2 else { return false }
    let product = find { product in
      let own = pairsOf[product] ?? []
      return !products[product].category.isConsumable && products[product].category != .slices
        && own.count >= 3 && own.contains { money($0) > 100_000 }
    }
    guard let product, let own = pairsOf[product] else { return false }
    claim(product)
    shortages.append(product)
    for (place, pair) in own.enumerated() {
      deliver(pair, serial % 2 == 0 ? [750, 500, place % 5 < 2 ? 0 : 200] : [960, 850, 700])
      imply(.deliveryShortfall, product, institution: pairs[pair].institution)
    }
    label(.supplyWarning, product)
    imply(.deliveryShortfall, product)
    return true
  }

  /// First, institutions that buy about a third of their goods off the platform, as many as hold a
  /// fifth of the city's money; then single selected products bought off the platform.
  mutating func plantOffPlatform(_ serial: Int) -> Bool {
    if offenders.isEmpty {
      chooseOffenders()
      return !offenders.isEmpty
    }
    var choice: Int?
    let product = find { product in
      choice = (pairsOf[product] ?? []).first {
        let institution = pairs[$0].institution
        return institutions[institution].isPublic && !offenders.contains(institution)
          && money($0) > 60_000 && prices.price(product, last) < 20_000
      }
      return choice != nil && prices.isSelected(product, last)
    }
    guard let product, let pair = choice else { return false }
    claim(product)
    strayPairs.append(pair)
    label(.offPlatform, product, institution: pairs[pair].institution)
    return true
  }

  /// Institutions that buy about a tenth of their drugs off the platform with a filing, all along.
  /// Of those that buy a great deal without one nothing is said: some of that is filed as well.
  mutating func plantFilings(_ count: Int) {
    let choices = ledgerChoices
    var left = institutions.indices.filter {
      institutions[$0].isPublic && institutions[$0].weight >= 6 && choices[$0] >= 4
        && !offenders.contains($0)
    }
    random.shuffle(&left)
    for institution in left.prefix(count) {
      filers.append(institution)
      label(.filedShare, nil, institution: institution)
    }
    for institution in offenders { imply(.filedShare, nil, institution: institution) }
  }

  /// How many drugs that may stand in a ledger each institution buys.
  private var ledgerChoices: [Int] {
    var choices = Array(repeating: 0, count: institutions.count)
    for pair in pairs {
      let product = products[pair.product]
      if product.category.isCountedDrug, product.rhythm == .steady,
        !batchVarieties.contains(product.variety.name), !watched.contains(pair.product)
      {
        choices[pair.institution] += 1
      }
    }
    return choices
  }

  private mutating func chooseOffenders() {
    var moneyOf = Array(repeating: 0, count: institutions.count)
    let choices = ledgerChoices
    for (index, pair) in pairs.enumerated() {
      moneyOf[pair.institution] += money(index) * pair.weight
    }
    var left = institutions.indices.filter {
      institutions[$0].isPublic && institutions[$0].weight >= 6 && choices[$0] >= 4
    }
    random.shuffle(&left)
    let wanted =
      institutions.indices.reduce(0) {
        $0 + (institutions[$1].isPublic ? moneyOf[$1] : 0)
      } / 5
    var money = 0
    while money < wanted, let institution = left.popLast() {
      offenders.append(institution)
      money += moneyOf[institution]
      label(.offPlatform, nil, institution: institution)
    }
  }

  /// Lets `shares` thousandths arrive in the last months.
  private mutating func deliver(_ pair: Int, _ shares: [Int]) {
    pairs[pair].weight = max(pairs[pair].weight, 14)
    pairs[pair].quantity = max(pairs[pair].quantity, 20)
    var effect = PlantedEffect(pair: pair, months: months(from: last + 1 - shares.count))
    effect.arrivals = shares
    effects.append(effect)
  }

  mutating func addVariant(_ product: Int, ratio: Int) -> Int {
    variants.append(
      ProductVariant(
        product: product, ratio: ratio, specification: products[product].specification))
    return variants.count - 1
  }
}
