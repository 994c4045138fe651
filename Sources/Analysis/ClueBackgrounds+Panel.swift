internal import Execution
internal import Intake
internal import Monitors
internal import PricePanel
internal import Procurement

extension ClueBackgrounds {
  /// What `screened` holds beside `findings`, which it gave rise to in `month`.
  ///
  /// - Complexity: O(products + cells of the findings' products), and one pass over all cells where
  ///   a finding is about a share of everything an institution buys.
  init(
    _ findings: [Finding], in screened: ScreenedPanel, execution: ExecutionBasis, month: Month
  ) {
    let listed = findings.prefix(Self.limit)
    let places = Dictionary(
      screened.panel.products.enumerated().map { ($1.code, $0) },
      uniquingKeysWith: { first, _ in first })
    var builder = PriceBuilder(screened: screened, month: month)
    let shares = OffPlatformHistory(listed, in: screened.panel, month: month)
    let varieties = VarietyHistories(of: listed, in: execution, month: month)
    let origins = ReferenceOrigins(execution.catalogues, of: listed)
    self.init()
    for finding in listed {
      let place = places[finding.product.code]
      let scope = FindingScope(finding, in: screened, product: place)
      let history =
        varieties.history(of: finding) ?? shares.history(of: finding) ?? scope.history
      let isPrice = finding.unit == .price && scope.historyKind == .price
      clues.append(
        ClueBackground(
          history: history, historyKind: scope.historyKind,
          references: varieties.references(of: finding), origins: origins.origins(of: finding),
          product: isPrice ? place.flatMap { builder.product($0) } : nil))
    }
    products = builder.products
    institutions = builder.institutions
  }

  /// Reads back what the lines behind `findings` say.
  mutating func quote(_ findings: [Finding], with reader: SourceReader) {
    let lines = findings.prefix(Self.limit).flatMap { $0.evidence.prefix(Self.linesAClue) }
    quotes = reader.quotes(
      of: Array(lines.prefix(Self.quoteLimit)), readingAtMost: Self.quoteBytes)
  }
}

/// Collects each product's prices once, however many clues are about it.
private struct PriceBuilder {
  let screened: ScreenedPanel
  let month: Month
  private(set) var products: [ProductPrices] = []
  private(set) var institutions: [Institution] = []
  private var known: [Int: Int] = [:]
  private var places: [UInt32: Int] = [:]
  private var payments = 0

  init(screened: ScreenedPanel, month: Month) {
    self.screened = screened
    self.month = month
  }

  /// The place of a product's prices; `nil` when there is no room for them.
  mutating func product(_ place: Int) -> Int? {
    if let known = known[place] { return known }
    // The whole panel, since a price whose unit is in doubt is what its own clue is about.
    let history = screened.panel.history(of: place)
    let purchases = history.purchases(in: month)
    guard payments + purchases.count <= ClueBackgrounds.paymentLimit else { return nil }
    payments += purchases.count
    let paid = purchases.map { purchase in
      ProductPrices.Payment(
        institution: institution(purchase.institution), price: purchase.paid)
    }
    let months = (0..<12).map { index in
      let month = month.advanced(by: index - 11)
      return Explanation.Point(month: month, value: average(screened.history(of: place), in: month))
    }
    products.append(ProductPrices(payments: paid, history: months))
    known[place] = products.count - 1
    return products.count - 1
  }

  private mutating func institution(_ index: UInt32) -> Int {
    if let place = places[index] { return place }
    institutions.append(screened.panel.institutions[Int(index)])
    places[index] = institutions.count - 1
    return institutions.count - 1
  }

  private func average(_ history: ProductHistory, in month: Month) -> Double? {
    var (amount, quantity) = (Money.zero, Quantity.zero)
    for cell in history.cells(in: month) where cell.lowest != nil {
      amount += cell.amount
      quantity += cell.pricedQuantity
    }
    return quantity > .zero ? amount.yuan / quantity.units : nil
  }
}

/// What institutions bought off the platform, by month, for all clues about that at once.
private struct OffPlatformHistory {
  private var sums: [String: [(off: Double, all: Double)]] = [:]
  private let month: Month

  init(_ findings: ArraySlice<Finding>, in panel: Panel, month: Month) {
    self.month = month
    for finding in findings where Self.isMeant(finding) {
      guard let code = finding.institution?.code else { continue }
      sums[code] = Array(repeating: (0, 0), count: 12)
    }
    guard !sums.isEmpty else { return }
    let first = month.advanced(by: -11)
    for index in panel.products.indices where FindingScope.counts(panel.products[index]) {
      for cell in panel.history(of: index).cells(in: first...month) where cell.channel != .unstated
      {
        let code = panel.institutions[Int(cell.institution)].code
        guard sums[code] != nil else { continue }
        let place = first.distance(to: cell.month)
        let amount = cell.netAmount.yuan
        sums[code]?[place].all += amount
        if cell.channel != .platform { sums[code]?[place].off += amount }
      }
    }
  }

  /// The history of a clue about everything that an institution buys; `nil` for any other.
  func history(of finding: Finding) -> [Explanation.Point]? {
    guard Self.isMeant(finding), let code = finding.institution?.code, let months = sums[code]
    else { return nil }
    return months.enumerated().map { index, sum in
      Explanation.Point(
        month: month.advanced(by: index - 11), value: sum.all > 0 ? sum.off / sum.all : nil)
    }
  }

  private static func isMeant(_ finding: Finding) -> Bool {
    finding.unit == .share && finding.monitor == "off-platform" && finding.product.code.isEmpty
  }
}
