import PricePanel
import Procurement

/// What may belong into a platform share and counts in none: purchases of institutions that nothing
/// says the ownership of, and, of public ones, of products that nothing says the kind of.
///
/// The share is of the rest. How far it may be off is told by its bounds.
struct UnattributedPurchases {
  /// How many institutions of unknown ownership bought any of it.
  private var institutions = 0
  /// What they bought of the kind, or may have.
  private var ofUnknownOwnership = ChannelTotals()
  /// What public institutions bought, of products of unknown kind.
  private var ofUnknownCategory = ChannelTotals()

  /// Sums up `months`.
  ///
  /// - Parameters:
  ///   - ledgers: what is known to be of the kind.
  ///   - mayBelong: whether a product of which that is not known may be of it.
  /// - Complexity: O(institutions + products + cells of the products that may belong).
  init(
    _ panel: Panel, in months: ClosedRange<Month>, ledgers: [PurchaseLedger],
    mayBelong: (Product) -> Bool
  ) {
    var bought = panel.institutions.indices.map { institution in
      panel.institutions[institution].ownership == .unstated
        ? ChannelTotals(adding: ledgers.map { $0.institutions[institution] }) : ChannelTotals()
    }
    for product in panel.products.indices where mayBelong(panel.products[product]) {
      for place in panel.cells(of: product, in: months).indices {
        let institution = Int(panel.cells[place].institution)
        switch panel.institutions[institution].ownership {
        case .unstated: bought[institution].add(panel.cells[place])
        case .public: ofUnknownCategory.add(panel.cells[place])
        case .private, .pharmacy: break
        }
      }
    }
    for totals in bought where !totals.isEmpty {
      institutions += 1
      ofUnknownOwnership += totals
    }
  }

  /// Why they do not count, where some were bought off the platform; `nil` where none were.
  var reasonOffPlatform: NotComputableReason? {
    if ofUnknownCategory.hasOffPlatform { return .categoryNotStated }
    return ofUnknownOwnership.hasOffPlatform ? .ownershipNotStated : nil
  }

  /// The amounts, and between which bounds `share` lies with them; nothing where there are none.
  func facts(beside share: Share) -> [IndicatorFact] {
    var facts: [IndicatorFact] = .unknownOwnership(institutions, ofUnknownOwnership.total)
    if !ofUnknownCategory.isEmpty {
      facts.append(IndicatorFact(.amountUnknownCategory, .money(ofUnknownCategory.total)))
    }
    return facts + (bounds(of: share)?.facts ?? [])
  }

  /// Between which bounds `share` lies with the purchases; `nil` where there are none, or no share.
  func bounds(of share: Share) -> ShareBounds? {
    guard share.reason == nil, institutions > 0 || !ofUnknownCategory.isEmpty else { return nil }
    // What does not say its channel may be either.
    let all = ChannelTotals(adding: [ofUnknownOwnership, ofUnknownCategory])
    let on = max(.zero, all.platform + all.unstated)
    let off = max(.zero, all.offPlatform + all.filed + all.unstated)
    let (platform, whole) = (share.whole.platform, share.whole.total)
    return ShareBounds(
      lowest: platform.yuan / (whole + off).yuan,
      highest: (platform + on).yuan / (whole + on).yuan, leftOut: .purchases)
  }
}
