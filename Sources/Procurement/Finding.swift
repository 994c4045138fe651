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

/// What an observed value was compared with.
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
  /// The median of the other regions' prices (其他地区中位价).
  case regionMedian = "region-median"
  /// The median of the other distributors' prices (其他配送企业中位价).
  case distributorMedian = "distributor-median"
  /// The price cap (限价).
  case priceCap = "price-cap"
  /// The payment standard of the insurance (支付标准).
  case paymentStandard = "payment-standard"
  /// The lowest listing price of other makers (其他企业最低挂网价).
  case lowestListing = "lowest-listing"
  /// The highest selected price of the variety (同品种最高中选价).
  case highestSelected = "highest-selected"
  /// A limit that the rules set (规则限值).
  case ruleLimit = "rule-limit"
  /// How many rises of a price the rules allow (涨价次数限值).
  case riseLimit = "rise-limit"
  /// The same product in the months before (此前月份).
  case earlierMonths = "earlier-months"
  /// How much of the agreement period has run (时间进度).
  case timeProgress = "time-progress"

  /// Whether the reference is made from the prices of others, or of the same ones earlier.
  package var isOfPeers: Bool {
    switch self {
    case .peerMedian, .regionMedian, .distributorMedian, .previousMonth, .sameMonthLastYear: true
    default: false
    }
  }
}

/// Where a finding stands in the office's work.
public enum FindingStatus: String, CaseIterable, Sendable {
  /// Nobody has decided on it, or the decision has expired (待核实).
  case open
  /// Reviewers hold it to be right (已认可).
  case accepted
  /// A letter of inquiry or a summons has gone out (已发函).
  case sent
  /// Reviewers have set it aside (已排除).
  case dismissed
}

/// What a finding's observed value, reference and bounds are.
public enum FindingUnit: String, CaseIterable, Sendable {
  /// A price in 元 per smallest preparation unit.
  case price
  /// A share, 0.9 for 90 %.
  case share
  /// A whole number.
  case count
}

/// The lowest and highest value that would not have been a finding, in the unit of the observed
/// value; `nil` where that side is open.
public struct PriceBounds: Hashable, Sendable {
  /// The lowest unremarkable value.
  public var lower: Double?
  /// The highest unremarkable value.
  public var upper: Double?

  /// Bounds; see the properties.
  public init(lower: Double?, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }
}

/// A clue (线索): something that a person should verify, never a verdict.
public struct Finding: Hashable, Sendable {
  /// Stable over runs: made of monitor, month and subject, which is product, institution, region and
  /// distributor. A monitor raises one finding on a subject: what it is compared with may differ
  /// from month to month, and the clue is the same.
  public var id: String
  /// The monitor that raised it.
  public var monitor: String
  /// How pressing it is.
  public var severity: Severity
  /// The month of the purchases.
  public var month: Month
  /// The product; one with an empty code where the clue is about no single product.
  public var product: Product
  /// The institution, where the clue is about one; a hospital union has its name for a code.
  public var institution: Institution?
  /// The region, where the clue is about one; else the institution's.
  public var region: String
  /// The distributor, where the clue is about one; else empty.
  public var distributor: String
  /// The variety (品种) of volume-based procurement, where the clue is about one; else empty.
  public var variety: String
  /// The batch's identifier, where the clue is about a variety; else empty.
  public var batch: String
  /// What ``observed``, ``reference`` and ``bounds`` are: prices unless it says otherwise.
  public var unit: FindingUnit
  /// The observed value: a price in 元 per smallest preparation unit, a share or a count.
  public var observed: Double
  /// The reference in the same unit.
  public var reference: Double
  /// What the reference is.
  public var referenceKind: ReferenceKind
  /// The month the reference comes from, for comparisons over time.
  public var referenceMonth: Month?
  /// The units compared with: other institutions, or the institutions matched over both months.
  public var peers: Int
  /// The quantity bought at the observed price, in smallest preparation units; what was contracted
  /// for contracts, what was not selected for its share, and else 0 where the clue is about several
  /// products.
  public var quantity: Quantity
  /// Money at stake: (observed − reference) × quantity for prices, below zero for falls.
  ///
  /// For a share of purchases or deliveries it is (observed − reference) × the money that it is a
  /// share of: no overpayment, and not part of the report's total. It is 0 for counts, for other
  /// shares, and where the unit of a price is in doubt.
  public var excessAmount: Money
  /// ``excessAmount`` purchase by purchase; empty where no price is at stake.
  public var claims: [ExcessClaim] = []
  /// The price in 元 per smallest preparation unit at which a share of a quantity is valued, so that
  /// ``excessAmount`` is (observed − reference) × quantity × it; `nil` where nothing is valued so.
  public var valuedAt: Double?
  /// What ``observed`` is a share of, where ``excessAmount`` is (observed − reference) × it; `nil`
  /// where money is not computed so.
  public var denominator: Money?
  /// How the change of the product's plain average price differs from ``ratio`` − 1, because who
  /// buys how much has changed: 0.05 for five points; `nil` where nothing is compared over time.
  public var mixEffect: Double?
  /// What would not have been a finding.
  public var bounds: PriceBounds
  /// How the bounds were made, such as `hidiroglou-berthelot` or `fixed-percentage`.
  public var method: String
  /// What reviewers decided about it; `nil` while nobody has, or when that has expired.
  public var decision: Decision?
  /// The first month of the unbroken run of months in which it was found, as far as it was followed
  /// back; its own month when it is new, and `nil` when there is no earlier month to compare with.
  public var since: Month?
  /// The step that the rules suggest for this severity (建议措施).
  public var suggestedStep: String
  /// The purchase lines behind it, the telling one first.
  public var evidence: [SourceLine]
  /// Those of ``evidence`` that others bought on, which the finding is compared with; its own subject
  /// is not shown them.
  public var peerEvidence: [SourceLine]

  /// Where it stands in the office's work, after ``decision``.
  public var status: FindingStatus {
    switch decision?.kind {
    case nil: .open
    case .accept: .accepted
    case .sent: .sent
    case .dismiss: .dismissed
    }
  }

  /// What the finding has in common with the same finding in other months: monitor and subject,
  /// the identifier without its month.
  public var subjectKey: String { "\(monitor)-\(id.suffix(10))" }

  /// Observed ÷ reference; `nil` when the reference is 0.
  public var ratio: Double? { reference == 0 ? nil : observed / reference }

  /// A finding; see the properties. The identifier is made of monitor, month and subject.
  ///
  /// - Parameter distinction: what tells it from another finding on the same subject; empty where there
  ///   is none.
  public init(
    monitor: String, severity: Severity, month: Month, product: Product,
    institution: Institution? = nil, region: String = "", distributor: String = "",
    variety: String = "", batch: String = "", unit: FindingUnit = .price, observed: Double,
    reference: Double,
    referenceKind: ReferenceKind, referenceMonth: Month? = nil, peers: Int, quantity: Quantity,
    excessAmount: Money, mixEffect: Double? = nil, bounds: PriceBounds, method: String,
    suggestedStep: String = "", evidence: [SourceLine], peerEvidence: [SourceLine] = [],
    distinction: String = ""
  ) {
    self.monitor = monitor
    self.severity = severity
    self.month = month
    self.product = product
    self.institution = institution
    self.region = region.isEmpty ? institution?.region ?? "" : region
    self.distributor = distributor
    self.variety = variety
    self.batch = batch
    self.unit = unit
    self.observed = observed
    self.reference = reference
    self.referenceKind = referenceKind
    self.referenceMonth = referenceMonth
    self.peers = peers
    self.quantity = quantity
    self.excessAmount = excessAmount
    self.mixEffect = mixEffect
    self.bounds = bounds
    self.method = method
    self.suggestedStep = suggestedStep
    self.evidence = evidence
    self.peerEvidence = peerEvidence
    id = Finding.identifier(
      monitor: monitor, month: month, product: product, institution: institution, region: region,
      distributor: distributor, variety: variety, batch: batch, distinction: distinction)
  }

  /// The identifier of a monitor's finding on a subject in a month, given as to the initializer:
  /// `monitor-YYYYMM-` and ten hexadecimal digits of an FNV-1a hash of the subject.
  package static func identifier(
    monitor: String, month: Month, product: Product, institution: Institution? = nil,
    region: String = "", distributor: String = "", variety: String = "", batch: String = "",
    distinction: String = ""
  ) -> String {
    let subject =
      [product.code, institution?.code ?? "", region, distributor]
      + (variety.isEmpty ? [] : [variety, batch]) + (distinction.isEmpty ? [] : [distinction])
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

  /// What decides where it stands among others.
  package var rank: Rank {
    Rank(severity: severity, stake: excessAmount.tenThousandths.magnitude, id: id)
  }

  /// The order of findings in every output: by severity, then money at stake, then identifier.
  package struct Rank: Comparable, Sendable {
    let severity: Severity
    let stake: UInt64
    let id: String

    /// Whether one stands before the other.
    package static func < (left: Rank, right: Rank) -> Bool {
      if left.severity != right.severity { return left.severity > right.severity }
      return left.stake == right.stake ? left.id < right.id : left.stake > right.stake
    }
  }
}
