import Procurement

/// The files that follow from what was bought: batch catalogues with the roles of products,
/// contracted quantities, rates of surplus, bills and their payment, enterprises and their ratings;
/// and the labels of all that is planted.
struct ExecutionFiles {
  private typealias Header = SampleCatalogues.Header

  private let city: City
  private let roles: SupplyRoles
  private let contracting: Contracting
  private let bills: [[String]]
  private let enterprises: EnterpriseRegister
  private let seed: UInt64

  /// - Parameter uptake: what arrived through the platform, by month.
  init(_ city: City, uptake: [MonthUptake], seed: UInt64) {
    self.city = city
    self.seed = seed
    func stream(_ number: UInt64) -> RandomSource { RandomSource(seed: seed, stream: number) }
    var random = stream(8)
    roles = SupplyRoles(
      city: city, uptake: uptake, plants: city.executionAnomalies, random: &random)
    random = stream(9)
    contracting = Contracting(
      city: city, roles: roles, uptake: uptake, plants: city.executionAnomalies, random: &random)
    random = stream(10)
    bills = Billing(city: city, uptake: uptake, random: &random).rows
    random = stream(11)
    enterprises = EnterpriseRegister(city: city, random: &random)
  }

  /// All of them.
  func files() -> [(path: String, bytes: [UInt8])] {
    [
      Header.entries.file(entries()), Header.contracts.file(contracting.rows),
      Header.surplus.file(surplus()), Header.payments.file(bills),
      Header.enterprises.file(enterprises.rows), Header.ratings.file(enterprises.ratings),
      labels("labels.csv", city.planted.labels + roles.labels + contracting.labels),
      labels(
        "labels-implied.csv", city.planted.implied + roles.implied + contracting.implied),
    ]
  }

  /// What has been planted, a row for each place where it shows.
  private func labels(
    _ path: String, _ labels: [PlantedLabel]
  ) -> (path: String, bytes: [UInt8]) {
    let columns = [
      "monitor", "product_code", "institution_code", "region", "distributor", "month", "variety",
    ]
    let rows = labels.map { label in
      [
        label.family.rawValue, label.product.map { city.products[$0].code } ?? "",
        label.institution.map { city.institutions[$0].code } ?? "", label.region ?? "",
        label.distributor.map { city.distributors[$0] } ?? "",
        "\(city.firstMonth.advanced(by: label.month))", label.variety ?? "",
      ]
    }
    return SampleCatalogues.Header(path: path, columns: columns).file(rows)
  }

  /// A row for each product of a variety; one without a product for varieties that nobody here buys.
  private func entries() -> [[String]] {
    var random = RandomSource(seed: seed, stream: 12)
    let firstDay = SamplePrices.firstDay(of: city.firstMonth)
    return city.batches.enumerated().flatMap { place, batch in
      // Where the purchases do not reach back to before the batch, the office states prices.
      let isStated = batch.start < firstDay && batch.end >= firstDay
      return batch.varieties.flatMap { variety -> [[String]] in
        let entries = roles.entries(variety, in: place)
        guard !entries.isEmpty else { return [[batch.id, variety, "", "", "", "", ""]] }
        let isKnown = random.chance(850)
        return entries.map { entry in
          let product = city.products[entry.product]
          return [
            batch.id, variety, product.code, entry.price.map { yuanText(fen: $0) } ?? "",
            String(product.ratio), entry.role,
            isStated && isKnown ? yuanText(fen: product.basePrice) : "",
          ]
        }
      }
    }
  }

  /// The rates of most batches with contracts; of one a rate is missing, and one institution has
  /// rates of its own.
  private func surplus() -> [[String]] {
    var random = RandomSource(seed: seed, stream: 13)
    let contracts = contracting.contracts.filter { $0.quantity > 0 }
    let batches = Set(contracts.map(\.batch)).sorted()
    var rows: [[String]] = []
    for (index, batch) in batches.enumerated() {
      let payment = random.number(in: 55...75)
      let insured = random.number(in: 80...95)
      let assessment = random.number(in: 30...50)
      guard random.chance(800) || index < 3 else { continue }
      let id = city.batches[batch].id
      rows.append([id, "", "\(payment)%", "\(insured)%", index == 1 ? "" : "\(assessment)%"])
      if index == 2, let contract = contracts.first(where: { $0.batch == batch }) {
        rows.append([
          id, city.institutions[contract.institution].code, "\(payment)%", "\(insured)%", "45%",
        ])
      }
    }
    return rows
  }
}
