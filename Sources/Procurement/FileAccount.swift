/// What became of one purchase file.
///
/// Lines read = accepted + rejected + duplicates; their money closes as well, with one term more:
/// ``amountNotSpent``.
public struct FileAccount: Hashable, Sendable {
  /// The path below the data folder.
  public var path: String
  /// The encoding found or set, such as `GB18030`.
  public var encoding: String
  /// The profile that was applied; empty when the built-in synonyms were enough.
  public var profile: String
  /// The file's size in bytes.
  public var bytes: Int
  /// Records read, the header and what stands above it left out.
  public var linesRead = 0
  /// Records that count.
  public var accepted = 0
  /// Records refused.
  public var rejected = 0
  /// Records already counted from this or a later file.
  public var duplicates = 0
  /// The net amount of accepted records.
  public var amountAccepted = Money.zero
  /// The amount of rejected records whose amount could be read.
  public var amountRejected = Money.zero
  /// The net amount of duplicate records.
  public var amountDuplicates = Money.zero
  /// Accepted records that are further shipments of an order line.
  public var furtherShipments = 0
  /// The order amounts that these repeat.
  public var amountFurtherShipments = Money.zero
  /// Accepted records that were cancelled because nothing was sent in time: they were due, and cost
  /// nothing.
  public var undelivered = 0
  /// What these would have cost.
  public var amountUndelivered = Money.zero

  /// A file of which nothing was read yet.
  public init(path: String, encoding: String, profile: String, bytes: Int) {
    self.path = path
    self.encoding = encoding
    self.profile = profile
    self.bytes = bytes
  }

  /// What accepted records name and did not spend: order amounts that further shipments repeat,
  /// and orders never sent.
  public var amountNotSpent: Money { amountFurtherShipments + amountUndelivered }
  /// All that the file names: accepted + rejected + duplicates + not spent.
  public var amountRead: Money {
    amountAccepted + amountRejected + amountDuplicates + amountNotSpent
  }
}
