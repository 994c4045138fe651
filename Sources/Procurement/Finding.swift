/// How pressing a finding is.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  /// Worth a look (关注).
  case watch
  /// Worth asking about (预警).
  case warn

  /// Whether the left severity is the less pressing one.
  public static func < (left: Severity, right: Severity) -> Bool {
    left == .watch && right == .warn
  }
}

/// What an observed price was compared with.
public enum ReferenceKind: String, CaseIterable, Sendable {
  /// The same institutions' price in the previous month with purchases (上一有采购月).
  case previousMonth = "previous-month"
  /// The same institutions' price in the same month last year (上年同月).
  case sameMonthLastYear = "same-month-last-year"
  /// The median of the other institutions' prices (其他机构中位价).
  case peerMedian = "peer-median"
  /// The listing price (挂网价).
  case listingPrice = "listing-price"
  /// The selected price of the batch in force (中选价).
  case selectedPrice = "selected-price"
}

/// Where a finding stands in the office's work.
public enum FindingStatus: String, CaseIterable, Sendable {
  /// Nobody has decided on it (待核实).
  case open
}

/// The lowest and highest price that would not have been a finding, in 元 per smallest
/// preparation unit; `nil` where that side is open.
public struct PriceBounds: Hashable, Sendable {
  /// The lowest unremarkable price.
  public var lower: Double?
  /// The highest unremarkable price.
  public var upper: Double?

  /// Bounds; see the properties.
  public init(lower: Double?, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }
}

/// A clue (线索): something that a person should verify, never a verdict.
public struct Finding: Hashable, Sendable {
  /// Stable over runs: made of monitor, product, subject and month.
  public var id: String
  /// The monitor that raised it.
  public var monitor: String
  /// How pressing it is.
  public var severity: Severity
  /// The month of the purchases.
  public var month: Month
  /// The product.
  public var product: Product
  /// The institution, where the clue is about one.
  public var institution: Institution?
  /// The region, where the clue is about one; else the institution's.
  public var region: String
  /// The distributor, where the clue is about one; else empty.
  public var distributor: String
  /// The observed price, 元 per smallest preparation unit.
  public var observed: Double
  /// The reference price in the same unit.
  public var reference: Double
  /// What the reference is.
  public var referenceKind: ReferenceKind
  /// The month the reference comes from, for comparisons over time.
  public var referenceMonth: Month?
  /// The units compared with: other institutions, or the institutions matched over both months.
  public var peers: Int
  /// The quantity bought at the observed price, in smallest preparation units.
  public var quantity: Quantity
  /// Money at stake: (observed − reference) × quantity; below zero for falls.
  public var excessAmount: Money
  /// What would not have been a finding.
  public var bounds: PriceBounds
  /// How the bounds were made, such as `hidiroglou-berthelot` or `fixed-percentage`.
  public var method: String
  /// Where it stands in the office's work.
  public var status: FindingStatus
  /// The step that the rules suggest for this severity (建议措施).
  public var suggestedStep: String
  /// The purchase lines behind it, the telling one first.
  public var evidence: [SourceLine]

  /// Observed ÷ reference; `nil` when the reference is 0.
  public var ratio: Double? { reference == 0 ? nil : observed / reference }

  /// A finding; see the properties. The identifier is made of monitor, product, subject and month.
  public init(
    monitor: String, severity: Severity, month: Month, product: Product,
    institution: Institution? = nil, region: String = "", distributor: String = "",
    observed: Double, reference: Double, referenceKind: ReferenceKind,
    referenceMonth: Month? = nil, peers: Int, quantity: Quantity, excessAmount: Money,
    bounds: PriceBounds, method: String, suggestedStep: String, evidence: [SourceLine]
  ) {
    self.monitor = monitor
    self.severity = severity
    self.month = month
    self.product = product
    self.institution = institution
    self.region = region.isEmpty ? institution?.region ?? "" : region
    self.distributor = distributor
    self.observed = observed
    self.reference = reference
    self.referenceKind = referenceKind
    self.referenceMonth = referenceMonth
    self.peers = peers
    self.quantity = quantity
    self.excessAmount = excessAmount
    self.bounds = bounds
    self.method = method
    status = .open
    self.suggestedStep = suggestedStep
    self.evidence = evidence
    id = Finding.identifier(
      monitor: monitor, month: month,
      subject: [product.code, institution?.code ?? "", region, distributor, referenceKind.rawValue])
  }

  /// `monitor-YYYYMM-` and ten hexadecimal digits of an FNV-1a hash of the subject.
  static func identifier(monitor: String, month: Month, subject: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in subject {
      for byte in part.utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      hash = (hash ^ 0x1f) &* 0x100_0000_01b3
    }
    let digits = String(hash >> 24, radix: 16)
    let padded = String(repeating: "0", count: 10 - digits.utf8.count) + digits
    let compactMonth = month.description.filter { $0 != "-" }
    return "\(monitor)-\(compactMonth)-\(padded)"
  }

  /// The order of findings in every output: by severity, then money at stake, then identifier.
  public static func ranksBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    let leftStake = left.excessAmount.tenThousandths.magnitude
    let rightStake = right.excessAmount.tenThousandths.magnitude
    return leftStake == rightStake ? left.id < right.id : leftStake > rightStake
  }
}

/// What a monitor did with everything it looked at: tested = passed + flagged; what it could not
/// judge is counted by reason.
public struct MonitorAccount: Hashable, Sendable {
  /// The monitor's identifier.
  public var id: String
  /// Units judged and found unremarkable.
  public var passed = 0
  /// Units that became findings.
  public var flagged = 0
  /// Units that could not be judged, by reason.
  public var notApplicable: [NotApplicableReason: Int] = [:]
  /// The sum of the findings' money at stake.
  public var excessAmount = Money.zero

  /// Units judged.
  public var tested: Int { passed + flagged }

  /// An empty account.
  public init(id: String) {
    self.id = id
  }
}

/// Why a monitor could not judge a unit.
public enum NotApplicableReason: String, CaseIterable, Sendable, Comparable {
  /// Nothing bought with a price in the month.
  case noPricedPurchase = "no-priced-purchase"
  /// No earlier month with purchases to compare with.
  case noEarlierPurchase = "no-earlier-purchase"
  /// No institution bought in both months.
  case noMatchedInstitution = "no-matched-institution"
  /// Fewer peers than the rules ask for.
  case tooFewPeers = "too-few-peers"
  /// Less money than the rules ask for.
  case tooLittleMoney = "too-little-money"
  /// No listing price is known.
  case noListingPrice = "no-listing-price"
  /// Not selected in a batch in force.
  case notSelected = "not-selected"
  /// The fall follows from entry into volume-based procurement (集采降价).
  case procurementPriceCut = "vbp-price-cut"
  /// The monitor is switched off.
  case switchedOff = "switched-off"

  /// The alphabetical order of names.
  public static func < (left: NotApplicableReason, right: NotApplicableReason) -> Bool {
    left.rawValue < right.rawValue
  }
}
