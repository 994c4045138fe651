internal import PricePanel
public import Procurement

/// What single institutions bought in the report month, and what makers and distributors sold:
/// figures of their own for the sheets that go to them.
public struct PartyPurchases: Sendable {
  /// One party's part of the month's purchases.
  public struct Share: Hashable, Sendable {
    /// The net amount in the month.
    public var amount = Money.zero
    /// The net amount in the month before; `nil` when the data do not reach back.
    public var previousMonth: Money?
    /// The net amount from January to the month.
    public var yearToDate = Money.zero
    /// Products bought from it, or by it, in the month.
    public var products = 0
    /// Institutions that bought in the month; for an institution itself 1.
    public var institutions = 0

    /// Nothing.
    public init() {}
  }

  /// By the institution's code.
  public var institutions: [String: Share]
  /// By the maker's name.
  public var manufacturers: [String: Share]
  /// By the distributor's name.
  public var distributors: [String: Share]

  /// Shares; see the properties.
  public init(
    institutions: [String: Share] = [:], manufacturers: [String: Share] = [:],
    distributors: [String: Share] = [:]
  ) {
    self.institutions = institutions
    self.manufacturers = manufacturers
    self.distributors = distributors
  }

  /// Sums up what a panel holds of `month` and its year.
  ///
  /// - Complexity: O(cells).
  init(_ panel: Panel, month: Month) {
    let reachesBack = panel.months.map { $0.lowerBound < month } ?? false
    let first = min(month.startOfYear, month.advanced(by: -1))
    var byInstitution: [String: Sums] = [:]
    var byMaker: [String: Sums] = [:]
    var byDistributor: [String: Sums] = [:]
    for cell in panel.cells where cell.month >= first && cell.month <= month {
      let institution = panel.institutions[Int(cell.institution)].code
      byInstitution[institution, default: Sums()].add(cell, month: month)
      let maker = panel.products[Int(cell.product)].manufacturer
      if !maker.isEmpty { byMaker[maker, default: Sums()].add(cell, month: month) }
      let distributor = panel.distributors[Int(cell.distributor)]
      if !distributor.isEmpty {
        byDistributor[distributor, default: Sums()].add(cell, month: month)
      }
    }
    func shares(_ sums: [String: Sums]) -> [String: Share] {
      sums.mapValues { $0.share(reachesBack: reachesBack) }
    }
    institutions = shares(byInstitution)
    manufacturers = shares(byMaker)
    distributors = shares(byDistributor)
  }

  private struct Sums {
    private var now = Money.zero
    private var before = Money.zero
    private var yearToDate = Money.zero
    private var products: Set<UInt32> = []
    private var institutions: Set<UInt32> = []

    mutating func add(_ cell: Cell, month: Month) {
      if cell.month >= month.startOfYear { yearToDate += cell.netAmount }
      if cell.month == month.advanced(by: -1) { before += cell.netAmount }
      guard cell.month == month else { return }
      now += cell.netAmount
      products.insert(cell.product)
      institutions.insert(cell.institution)
    }

    func share(reachesBack: Bool) -> Share {
      var share = Share()
      share.amount = now
      share.previousMonth = reachesBack ? before : nil
      share.yearToDate = yearToDate
      share.products = products.count
      share.institutions = institutions.count
      return share
    }
  }
}
