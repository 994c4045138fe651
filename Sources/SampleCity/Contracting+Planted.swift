import Procurement

/// What is wrong with contracts: how far they lag, and how they are written.
extension Contracting {
  /// Contracts for four to six times of what is bought, of which half of the period has run.
  mutating func plantLag(_ count: Int, _ random: inout RandomSource) {
    guard count > 0 else { return }
    var places = demands.indices.filter { index in
      let demand = demands[index]
      return !taken.contains(index) && contracts[index].quantity > 0
        && isEligible(demand) && demand.money >= 2_000_000
        && demand.period.run * 100 >= demand.period.days * 55
        && demand.isPlausible(demand.expected * 6)
    }
    random.shuffle(&places)
    var left = count
    for index in places where left > 0 && !isDoubled(demands[index]) {
      let demand = demands[index]
      left -= 1
      taken.insert(index)
      contracts[index].product = nil
      let quantity = demand.expected * random.number(in: 4_000...6_000) / 1000
      setUnit(&contracts[index], quantity, 80)
      labels.append(label(.contractLag, demand.institution, demand.variety))
    }
  }

  /// Contracts of institutions that never bought anything of the variety, half a year and more old,
  /// for as much as others buy; of three or more the last one is less than half run.
  mutating func plantZeroUptake(_ count: Int, _ random: inout RandomSource) {
    guard count > 0 else { return }
    var varieties: Set<String> = []
    let early = count > 2 ? 1 : 0
    plantZeroUptake(count - early, sparing: &varieties, &random) { $0.isWellUnderWay }
    plantZeroUptake(early, sparing: &varieties, &random) { $0.isUnderWay }
  }

  private mutating func plantZeroUptake(
    _ count: Int, sparing varieties: inout Set<String>, _ random: inout RandomSource,
    where isMeant: (AgreementPeriod) -> Bool
  ) {
    var places = demands.indices.filter {
      contracts[$0].quantity > 0 && !taken.contains($0) && isFree(demands[$0])
        && isMeant(demands[$0].period) && demands[$0].money >= 2_000_000
    }
    random.shuffle(&places)
    var left = count
    for index in places where left > 0 && !varieties.contains(demands[index].variety) {
      let demand = demands[index]
      let buyers = Set(
        (roles.productsOf[demand.variety] ?? []).flatMap { city.planted.pairsOf[$0] ?? [] }
          .map { city.pairs[$0].institution })
      var others = city.institutions.indices.filter {
        !buyers.contains($0) && city.institutions[$0].weight >= 6 && isEligible($0)
      }
      guard !others.isEmpty else { continue }
      random.shuffle(&others)
      var contract = contracts[index]
      contract.institution = others[0]
      contract.product = nil
      setUnit(&contract, demand.expected * random.number(in: 500...900) / 1000, 80)
      contracts.append(contract)
      varieties.insert(demand.variety)
      left -= 1
      labels.append(label(.zeroUptake, contract.institution, demand.variety))
      implied.append(label(.contractLag, contract.institution, demand.variety))
    }
  }

  /// Contracts of one institution, up to twenty, for so much that each is 27 to 52 points behind.
  mutating func plantStraggler(_ random: inout RandomSource) {
    func progress(_ demand: ContractedDemand) -> Int {
      demand.period.run * 1000 / demand.period.days
    }
    let free = demands.indices.filter { index in
      let demand = demands[index]
      return !taken.contains(index) && contracts[index].quantity > 0 && isFree(demand)
        && !demand.period.isOlder && progress(demand) >= 320 && demand.money >= 500_000
    }
    let places = Dictionary(grouping: free) { demands[$0].institution }
    let most = places.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard var own = most?.value else { return }
    random.shuffle(&own)
    var left = 20
    for index in own where left > 0 && !isDoubled(demands[index]) {
      let demand = demands[index]
      let run = progress(demand)
      let points = random.number(in: 270...max(270, min(520, run * 85 / 100)))
      let quantity = demand.expected * run / (run - points)
      guard demand.isPlausible(quantity) else { continue }
      left -= 1
      taken.insert(index)
      contracts[index].product = nil
      setUnit(&contracts[index], quantity, 80)
      labels.append(label(.contractLag, demand.institution, demand.variety))
    }
  }

  /// Rows with a fault each; the last ones are stated in a unit that cannot be meant.
  mutating func spoil(_ random: inout RandomSource) {
    var places = demands.indices.filter {
      contracts[$0].quantity > 0 && !taken.contains($0) && contracts[$0].product == nil
        && demands[$0].before > 0 && demands[$0].period.months.contains(city.months - 1)
    }
    random.shuffle(&places)
    func field(_ column: Int, _ text: String) {
      guard let index = places.popLast() else { return }
      var row = row(contracts[index])
      row[column] = text
      contracts[index].quantity = 0
      faulty.append(row)
    }
    let others = city.selections.selected.filter { selection in
      !(places.last.map { demands[$0].counted.contains(selection.product) } ?? true)
    }
    if let other = others.first { field(3, city.products[other.product].code) }
    field(0, "GC99")
    field(4, "约1200")
    field(5, "公斤")
    if let index = places.popLast() {
      var row = row(contracts[index])
      row[6] = contracts[index].period.end.description
      row[7] = contracts[index].period.start.description
      contracts[index].quantity = 0
      faulty.append(row)
    }
    if let index = places.popLast() { faulty.append(row(contracts[index])) }
    // Ten thousand times too much; as many packs as single units are meant.
    if let index = places.popLast() {
      let listed = roles.entries(demands[index].variety, in: demands[index].batch)
      contracts[index].unit = .tenThousand(measureWord(listed.map(\.product)))
      contracts[index].quantity *= 10_000
    }
    let packed = places.last { index in
      let listed = roles.entries(demands[index].variety, in: demands[index].batch)
      let ratios = Set(listed.map { city.products[$0.product].ratio })
      let ratio = ratios.first ?? 1
      return ratios.count == 1
        && (demands[index].multipleOfBefore(contracts[index].quantity * ratio) ?? 0) > 40_000
    }
    if let index = packed,
      let entry = roles.entries(demands[index].variety, in: demands[index].batch).first
    {
      let ratio = city.products[entry.product].ratio
      contracts[index].unit = .pack(ratio)
      contracts[index].quantity *= ratio
    }
  }

  // MARK: Choosing

  private func isEligible(_ demand: ContractedDemand) -> Bool {
    demand.period.isWellUnderWay && isFree(demand)
  }

  /// Whether it runs, and nothing else would make it look different.
  private func isFree(_ demand: ContractedDemand) -> Bool {
    demand.period.months.contains(city.months - 1)
      && demand.counted.allSatisfy { !city.planted.watched.contains($0) }
      && isEligible(demand.institution)
      && !city.limits.scarceVarieties.contains(demand.variety)
  }

  private func isEligible(_ institution: Int) -> Bool {
    city.institutions[institution].isPublic && city.institutions[institution].union.isEmpty
  }

  /// Whether the institution has contracts for the variety in another batch that runs as well.
  private func isDoubled(_ demand: ContractedDemand) -> Bool {
    demands.contains {
      $0.institution == demand.institution && $0.variety == demand.variety
        && $0.batch != demand.batch && $0.period.months.contains(city.months - 1)
    }
  }

  private func label(
    _ family: AnomalyFamily, _ institution: Int, _ variety: String
  ) -> PlantedLabel {
    PlantedLabel(
      family: family, institution: institution, month: city.months - 1, variety: variety)
  }
}
