internal import Execution
internal import Intake
internal import Monitors
internal import PricePanel
internal import Procurement

extension ClueBackgrounds {
  /// What `screened` holds beside `findings`, which it gave rise to in `month`.
  ///
  /// - Parameter countsGranules: whether granules are among the drugs that are filed or not.
  /// - Complexity: O(products + cells of the findings' products), and one pass over all cells where
  ///   a finding is about a share of everything an institution buys.
  init(
    _ findings: [Finding], in screened: ScreenedPanel, execution: ExecutionBasis, month: Month,
    countsGranules: Bool
  ) {
    let listed = findings.prefix(Self.limit)
    let places = screened.panel.products.places(by: \.code)
    var builder = PriceBuilder(screened: screened, month: month)
    let shares = ChannelHistory(
      listed, in: screened.panel, month: month, countsGranules: countsGranules)
    let varieties = VarietyHistories(of: listed, in: execution, month: month)
    let origins = ReferenceOrigins(execution.catalogues, of: listed)
    self.init()
    for finding in listed {
      let place = places[finding.product.code]
      let scope = FindingScope(
        finding, in: screened, countsGranules: countsGranules, product: place)
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
        institution: institution(purchase.institution), price: purchase.price)
    }
    let prices = screened.history(of: place)
    let months = [MonthValue](month.twelveMonths) { average(prices, in: $0) }
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

/// What institutions bought off the platform or with a filing, by month, for all clues about that at
/// once.
private struct ChannelHistory {
  private struct Subject: Hashable {
    let kind: Explanation.HistoryKind
    let institution: String
  }

  private var sums: [Subject: [(part: Money, all: Money)]] = [:]
  /// January of the year in which the twelve months begin.
  private let first: Month
  private let month: Month

  init(
    _ findings: ArraySlice<Finding>, in panel: Panel, month: Month, countsGranules: Bool
  ) {
    self.month = month
    first = month.advanced(by: -11).startOfYear
    let months = first.distance(to: month) + 1
    for finding in findings {
      guard let subject = Self.subject(of: finding) else { continue }
      sums[subject] = Array(repeating: (.zero, .zero), count: months)
    }
    guard !sums.isEmpty else { return }
    for kind in Set(sums.keys.map(\.kind)) {
      for index in panel.products.indices
      where FindingScope.counts(
        panel.products[index], towards: kind, countsGranules: countsGranules)
      {
        for cell in panel.history(of: index).cells(in: first...month) {
          add(cell, of: kind, in: panel)
        }
      }
    }
  }

  private mutating func add(_ cell: Cell, of kind: Explanation.HistoryKind, in panel: Panel) {
    guard kind == .filedShare || cell.channel != .unstated else { return }
    let code = panel.institutions[Int(cell.institution)].code
    let subject = Subject(kind: kind, institution: code)
    guard sums[subject] != nil else { return }
    let place = first.distance(to: cell.month)
    sums[subject]?[place].all += cell.netAmount
    if cell.channel == (kind == .filedShare ? .filed : .offPlatform) {
      sums[subject]?[place].part += cell.netAmount
    }
  }

  /// The history of a clue about everything that an institution buys; `nil` for any other.
  func history(of finding: Finding) -> [MonthValue]? {
    guard let subject = Self.subject(of: finding), let months = sums[subject] else { return nil }
    return [MonthValue](month.twelveMonths) { each in
      let last = first.distance(to: each)
      let start = subject.kind == .filedShare ? max(0, first.distance(to: each.startOfYear)) : last
      let sum = months[start...last].reduce((part: Money.zero, all: Money.zero)) {
        ($0.part + $1.part, $0.all + $1.all)
      }
      return sum.all > .zero ? sum.part.yuan / sum.all.yuan : nil
    }
  }

  private static func subject(of finding: Finding) -> Subject? {
    let kind = Explanation.HistoryKind(of: finding)
    guard finding.unit == .share, finding.product.code.isEmpty,
      kind == .offPlatformShare || kind == .filedShare, let code = finding.institution?.code
    else { return nil }
    return Subject(kind: kind, institution: code)
  }
}
