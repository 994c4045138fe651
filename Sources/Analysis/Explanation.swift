public import Intake
public import Procurement

/// Everything that there is to say of one finding: what it was compared with, what went before,
/// and the lines it stands on.
public struct Explanation: Sendable {
  /// One that the finding is compared with, or stands beside.
  public struct Peer: Hashable, Sendable {
    /// Its name: an institution, a region or a distributor.
    public var name: String
    /// Its price in the month, in 元 per smallest preparation unit.
    public var price: Double
    /// Its price in the month compared with; `nil` where nothing is compared over time.
    public var earlier: Double?
    /// What it bought, in smallest preparation units.
    public var quantity: Quantity
  }

  /// What the history is a history of.
  public enum HistoryKind: Sendable {
    /// The average price in 元 per smallest preparation unit.
    case price
    /// What arrived ÷ what was due.
    case deliveryRate
    /// What was bought off the platform ÷ everything whose channel is stated.
    case offPlatformShare
    /// What was bought with a filing ÷ all drugs but slices, from January until the month.
    case filedShare
    /// What was bought of a contract until the month's end ÷ what was contracted.
    case completion
    /// What was bought of a variety and is not selected ÷ all that was bought of it.
    case nonSelectedShare

    /// What the history of `finding` is a history of; a share that it observes is one of the same.
    public init(of finding: Finding) {
      if !finding.variety.isEmpty {
        self = VarietyHistories.kind(of: finding)
      } else {
        switch (finding.unit, finding.monitor) {
        case (.share, "off-platform"): self = .offPlatformShare
        case (.share, "filed-share"): self = .filedShare
        case (.share, _): self = .deliveryRate
        default: self = .price
        }
      }
    }
  }

  /// What a reference price was made from, where it is a price that somebody set.
  public struct Origin: Hashable, Sendable {
    /// What set it: a batch, a maker with its product, or a catalogue.
    public var name: String
    /// The price of a pack.
    public var pack: Money
    /// Smallest preparation units in that pack.
    public var ratio: Quantity
    /// Where it stands; `nil` where only the file is known.
    public var source: SourceLine?
  }

  /// The finding.
  public var finding: Finding
  /// The rules that were applied to it.
  public var section: RuleSection
  /// How many peers there are.
  public var peerCount: Int
  /// The peers that bought most, at most ten; the reference is made from them, or they only stand beside it.
  public var peers: [Peer]
  /// Twelve months up to the finding's, oldest first.
  public var history: [MonthValue]
  /// What the history is a history of.
  public var historyKind: HistoryKind
  /// What the reference was made from, where that is known.
  public var origins: [Origin]
  /// The purchase lines behind it, read back from their files.
  public var lines: [SourceText]
}
