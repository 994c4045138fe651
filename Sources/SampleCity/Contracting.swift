import Procurement

/// The contracted quantities of public institutions, for varieties of which they buy selected
/// products.
///
/// Most contracts are for 60–90 % of what the institution really buys, some for much less, and those
/// of one batch for a little more. Members of a hospital union buy for each other: what one lacks
/// another has too much. Where anomalies are planted, some contracts are for several times of what
/// is bought, nearly all those of one institution are, and some are for a variety that the
/// institution does not buy at all.
struct Contracting {
  /// A contract for each demand, of a quantity of 0 where there is none, and more after them.
  var contracts: [SampleContract] = []
  /// Rows with faults, after all others.
  var faulty: [[String]] = []
  /// True of contracts, and large enough that it should be found.
  var labels: [PlantedLabel] = []
  /// True as well, but of no controlled size.
  var implied: [PlantedLabel] = []
  let city: City
  let roles: SupplyRoles
  var demands: [ContractedDemand] = []
  /// Contracts that something is planted on, by their place.
  var taken: Set<Int> = []
  private let uptake: [MonthUptake]

  init(
    city: City, roles: SupplyRoles, uptake: [MonthUptake], plants: Int,
    random: inout RandomSource
  ) {
    self.city = city
    self.roles = roles
    self.uptake = uptake
    for place in city.batches.indices where city.batches[place].level != "市级" {
      for period in AgreementPeriod.of(city.batches[place], in: city) {
        for variety in city.batches[place].varieties {
          addDemands(of: variety, in: place, period)
        }
      }
    }
    let running = demands.filter {
      $0.period.isWellUnderWay && $0.period.months.contains(city.months - 1)
    }
    let places = Set(running.map(\.batch)).sorted()
    let behind = places.isEmpty ? nil : random.pick(places)
    for index in demands.indices {
      contract(index, isBehind: demands[index].batch == behind, &random)
    }
    balanceUnions()
    plantLag(plants, &random)
    plantZeroUptake(plants, &random)
    if plants > 0 { plantStraggler(&random) }
    spoil(&random)
  }

  /// The rows of `vbp/contracts.csv`.
  var rows: [[String]] {
    contracts.filter { $0.quantity > 0 }.map(row) + faulty
  }

  // MARK: Demand

  /// What public institutions bought of the variety, as far as they bought what counts as selected.
  private mutating func addDemands(
    of variety: String, in place: Int, _ period: AgreementPeriod
  ) {
    let entries = roles.entries(variety, in: place)
    guard entries.contains(where: { $0.price != nil }) else { return }
    let counted = entries.filter { $0.role != "非中选" }.map(\.product)
    let first = period.months.lowerBound
    let year = max(0, first - 12)..<first
    var sums: [Int: (bought: Int, before: Int, money: Int)] = [:]
    for product in roles.productsOf[variety] ?? [] {
      let isCounted = counted.contains(product)
      let pack = city.prices.price(product, city.months - 1)
      for pair in city.planted.pairsOf[product] ?? [] {
        let institution = city.pairs[pair].institution
        guard city.institutions[institution].isPublic else { continue }
        var sum = sums[institution] ?? (0, 0, 0)
        sum.before += year.reduce(0) { $0 + uptake[$1].units[pair] }
        if isCounted {
          let bought = period.months.reduce(0) { $0 + uptake[$1].units[pair] }
          sum.bought += bought
          sum.money +=
            bought * pack / city.products[product].ratio * 12 / max(1, period.months.count)
        }
        sums[institution] = sum
      }
    }
    for (institution, sum) in sums.sorted(by: { $0.key < $1.key }) where sum.bought > 0 {
      demands.append(
        ContractedDemand(
          batch: place, institution: institution, variety: variety, period: period,
          counted: counted, bought: sum.bought, before: sum.before, money: sum.money))
    }
  }

  // MARK: Contracts

  /// Makes the contract of a demand, with a quantity of 0 where there is none.
  private mutating func contract(_ index: Int, isBehind: Bool, _ random: inout RandomSource) {
    let demand = demands[index]
    let draw = random.below(1000)
    let share =
      isBehind
      ? random.number(in: 1_030...1_110)
      : draw < 60 ? random.number(in: 160...350) : random.number(in: 600...900)
    let isContracted = random.chance(880)
    let unitDraw = random.below(100)
    var contract = SampleContract(
      batch: demand.batch, institution: demand.institution, variety: demand.variety,
      period: demand.period, quantity: 0, unit: .smallest(""))
    let wanted = demand.expected * share / 1000
    if isContracted, demand.isPlausible(wanted) {
      let isAlone =
        demand.counted.count == 1
        && city.institutions[demand.institution].union.isEmpty
      if isAlone, unitDraw % 10 == 0 { contract.product = demand.counted.first }
      setUnit(&contract, wanted, unitDraw)
    }
    contracts.append(contract)
  }

  /// States `quantity` in whole packs, ten thousands or single units, rounded down.
  func setUnit(_ contract: inout SampleContract, _ quantity: Int, _ draw: Int) {
    let listed = roles.entries(contract.variety, in: contract.batch).map(\.product)
    let ratios = Set((contract.product.map { [$0] } ?? listed).map { city.products[$0].ratio })
    let word = measureWord(listed)
    let ratio = ratios.count == 1 ? ratios.first : nil
    if draw < 35, let ratio, quantity >= ratio {
      contract.unit = .pack(ratio)
      contract.quantity = quantity / ratio * ratio
    } else {
      contract.quantity = max(1, quantity)
      contract.unit =
        draw < 60 && quantity >= 20_000
        ? .tenThousand(word) : .smallest(["最小制剂单位", word, word, ""][draw % 4])
    }
  }

  /// The smallest unit of the products: 片, 支 and so on.
  func measureWord(_ products: [Int]) -> String {
    guard let product = products.first else { return "最小制剂单位" }
    switch city.products[product].variety.form?.packs.first?.unit {
    case "瓶", nil: return city.products[product].category.isConsumable ? "个" : "支"
    case let word?: return word
    }
  }

  /// Lets one member of each union contract for much more than it buys and another for so much less
  /// that together they are on pace.
  private mutating func balanceUnions() {
    var done: Set<String> = []
    for (first, demand) in demands.enumerated() where demand.period.isWellUnderWay {
      let union = city.institutions[demand.institution].union
      guard !union.isEmpty, !done.contains(union), contracts[first].quantity > 0 else { continue }
      // Demands for the same stand together.
      let second = demands.indices[(first + 1)...].prefix {
        demands[$0].batch == demand.batch && demands[$0].variety == demand.variety
          && demands[$0].period.start == demand.period.start
      }.first {
        contracts[$0].quantity > 0 && city.institutions[demands[$0].institution].union == union
      }
      guard let second else { continue }
      let much = demand.expected * 1_600 / 1000
      let little = (demand.expected + demands[second].expected) * 850 / 1000 - much
      guard little > demands[second].expected / 8, demand.isPlausible(much),
        demands[second].isPlausible(little)
      else { continue }
      done.insert(union)
      setUnit(&contracts[first], much, 70)
      setUnit(&contracts[second], little, 70)
      taken.formUnion([first, second])
    }
  }

  // MARK: Text

  func row(_ contract: SampleContract) -> [String] {
    let (quantity, unit) = contract.quantityText
    let dates =
      contract.period.isOfBatch
      ? ["", ""] : [contract.period.start.description, contract.period.end.description]
    return [
      city.batches[contract.batch].id, city.institutions[contract.institution].code,
      contract.variety, contract.product.map { city.products[$0].code } ?? "", quantity, unit,
    ] + dates
  }
}
