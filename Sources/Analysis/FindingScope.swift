internal import Execution
internal import PricePanel
internal import Procurement

/// The part of the panel that a finding is about, and what stands beside it.
struct FindingScope: Sendable {
  private let finding: Finding
  private let screened: ScreenedPanel
  private let countsGranules: Bool
  private let product: Int?

  /// - Parameter countsGranules: whether granules are among the drugs that are filed or not.
  init(_ finding: Finding, in screened: ScreenedPanel, countsGranules: Bool) {
    self.init(
      finding, in: screened, countsGranules: countsGranules,
      product: screened.panel.products.firstIndex { $0.code == finding.product.code })
  }

  /// - Parameter product: the place of the finding's product in the panel; `nil` for none.
  init(_ finding: Finding, in screened: ScreenedPanel, countsGranules: Bool, product: Int?) {
    self.finding = finding
    self.countsGranules = countsGranules
    self.screened = screened
    self.product = product
  }

  private var panel: Panel { screened.panel }

  // MARK: Peers

  /// Whom the finding is compared with; for a set price, the others who bought the product.
  var peers: [Explanation.Peer] {
    guard let product, finding.unit == .price else { return [] }
    let history = screened.history(of: product)
    let cells = history.cells(in: finding.month)
    switch finding.referenceKind {
    case .regionMedian:
      return groups(history.purchases(in: finding.month)) {
        panel.institutions[Int($0.institution)].region
      }.filter { $0.name != finding.region }
    case .distributorMedian:
      var peers: [Explanation.Peer] = []
      for (distributor, cells) in Dictionary(grouping: cells, by: \.distributor) {
        let name = panel.distributors[Int(distributor)]
        var members: [InstitutionPurchase] = []
        InstitutionPurchase.collect(from: cells[...], into: &members)
        if name != finding.distributor, !name.isEmpty {
          peers += groups(members) { _ in name }
        }
      }
      return peers
    default:
      let earlier = finding.referenceMonth.map { month in
        Dictionary(
          history.purchases(in: month).map { ($0.institution, $0.price) },
          uniquingKeysWith: { first, _ in first })
      }
      return history.purchases(in: finding.month).compactMap { purchase in
        let institution = panel.institutions[Int(purchase.institution)]
        guard institution.code != finding.institution?.code else { return nil }
        if let earlier, earlier[purchase.institution] == nil { return nil }
        return Explanation.Peer(
          name: institution.name, price: purchase.price, earlier: earlier?[purchase.institution],
          quantity: purchase.quantity)
      }
    }
  }

  /// One peer a group: the lower middle of its institutions' prices, as the monitors take it.
  private func groups(
    _ purchases: [InstitutionPurchase], _ name: (InstitutionPurchase) -> String
  ) -> [Explanation.Peer] {
    Dictionary(grouping: purchases, by: name).compactMap { name, members in
      guard !name.isEmpty else { return nil }
      let prices = members.map(\.price).sorted()
      return Explanation.Peer(
        name: name, price: prices[(prices.count - 1) / 2],
        quantity: members.reduce(.zero) { $0 + $1.quantity })
    }
  }

  // MARK: History

  /// What ``history`` is a history of.
  var historyKind: Explanation.HistoryKind { Explanation.HistoryKind(of: finding) }

  /// Twelve months up to the finding's, oldest first.
  var history: [MonthValue] { [MonthValue](finding.month.twelveMonths, value(in:)) }

  private func value(in month: Month) -> Double? {
    var (numerator, denominator) = (0.0, 0.0)
    if historyKind == .offPlatformShare || historyKind == .filedShare {
      return channelShare(in: month)
    }
    for cell in cells(in: month...month) where isMeant(cell) {
      switch historyKind {
      case .price:
        guard cell.lowest != nil else { continue }
        numerator += cell.amount.yuan
        denominator += cell.pricedQuantity.units
      case .deliveryRate:
        guard cell.due > .zero else { continue }
        numerator += cell.arrived.units
        denominator += cell.due.units
      case .offPlatformShare, .filedShare: continue
      case .completion, .nonSelectedShare: continue  // These are of VarietyHistories.
      }
    }
    return denominator > 0 ? numerator / denominator : nil
  }

  /// The share of a channel: off the platform in the month, filed since January.
  private func channelShare(in month: Month) -> Double? {
    let isFiled = historyKind == .filedShare
    var (part, all) = (Money.zero, Money.zero)
    for cell in cells(in: (isFiled ? month.startOfYear : month)...month)
    where isMeant(cell) && (isFiled || cell.channel != .unstated) {
      all += cell.netAmount
      if cell.channel == (isFiled ? .filed : .offPlatform) { part += cell.netAmount }
    }
    return all > .zero ? part.yuan / all.yuan : nil
  }

  /// The months' cells: of the product, or of all goods that count where there is none.
  private func cells(in months: ClosedRange<Month>) -> [Cell] {
    if let product {
      let isDoubted = finding.unit != .price || finding.monitor == "unit-mismatch"
      let history = isDoubted ? panel.history(of: product) : screened.history(of: product)
      return Array(history.cells(in: months))
    }
    guard finding.product.code.isEmpty else { return [] }
    return panel.products.indices.flatMap { index -> [Cell] in
      Self.counts(panel.products[index], towards: historyKind, countsGranules: countsGranules)
        ? panel.history(of: index).cells(in: months).filter(isMeant) : []
    }
  }

  /// Whether a product counts towards the share of a channel, as the monitors have it.
  static func counts(
    _ product: Product, towards kind: Explanation.HistoryKind, countsGranules: Bool
  ) -> Bool {
    kind == .offPlatformShare
      ? product.isOfPlatform : product.countsAsDrug(withGranules: countsGranules)
  }

  private func isMeant(_ cell: Cell) -> Bool {
    let institution = panel.institutions[Int(cell.institution)]
    if let code = finding.institution?.code, institution.code != code { return false }
    if finding.institution == nil, !finding.region.isEmpty, institution.region != finding.region {
      return false
    }
    return finding.distributor.isEmpty
      || panel.distributors[Int(cell.distributor)] == finding.distributor
  }
}
