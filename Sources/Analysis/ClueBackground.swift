public import Intake
public import Procurement

/// What stands beside a clue, for its charts: its own twelve months, and where to find its
/// product's prices.
public struct ClueBackground: Hashable, Sendable {
  /// Twelve months up to the clue's, oldest first.
  public var history: [MonthValue]
  /// What ``history`` is a history of.
  public var historyKind: Explanation.HistoryKind
  /// What each month of ``history`` is held against, where that runs with the months; else empty.
  public var references: [MonthValue]
  /// What the reference was made from, where it is a price that somebody set.
  public var origins: [Explanation.Origin]
  /// The product, as an index into ``ClueBackgrounds/products``; `nil` where the clue is not about
  /// the price of one product.
  public var product: Int?

  /// A background; see the properties.
  public init(
    history: [MonthValue], historyKind: Explanation.HistoryKind,
    references: [MonthValue] = [], origins: [Explanation.Origin] = [], product: Int? = nil
  ) {
    self.history = history
    self.historyKind = historyKind
    self.references = references
    self.origins = origins
    self.product = product
  }
}

/// What one product cost in the report month at each institution, and in the months before.
public struct ProductPrices: Hashable, Sendable {
  /// What one institution paid.
  public struct Payment: Hashable, Sendable {
    /// The institution, as an index into ``ClueBackgrounds/institutions``.
    public var institution: Int
    /// The price as monitors compare it, in 元 per smallest preparation unit.
    public var price: Double

    /// `institution` paid `price`.
    public init(institution: Int, price: Double) {
      self.institution = institution
      self.price = price
    }
  }

  /// The prices in the report month, sorted by institution.
  public var payments: [Payment]
  /// The average price over all institutions in twelve months, oldest first.
  public var history: [MonthValue]

  /// Prices; see the properties.
  public init(payments: [Payment], history: [MonthValue]) {
    self.payments = payments
    self.history = history
  }
}

/// What stands beside the first clues of a report.
public struct ClueBackgrounds: Hashable, Sendable {
  /// How many clues have a background; so many does the page list.
  public static let limit = 5_000
  /// How many payments are kept in all. Products of clues further down go without, so that a
  /// page of a whole province stays small.
  public static let paymentLimit = 60_000
  /// How many purchase lines of one clue are listed.
  public static let linesAClue = 20
  /// How many purchase lines are quoted in all, those of the first clues first.
  public static let quoteLimit = 20_000
  /// How many bytes of purchase files are read again for that; `jicai explain` quotes any line.
  public static let quoteBytes = 32 << 20

  /// One a finding, in the order of the report's findings; no more than ``limit``.
  public var clues: [ClueBackground]
  /// The products that clues are about.
  public var products: [ProductPrices]
  /// The institutions that paid, by first mention.
  public var institutions: [Institution]
  /// What the purchase lines behind the clues say; lines that are not quoted are left out.
  public var quotes: [SourceLine: PurchaseQuote] = [:]

  /// Backgrounds; see the properties.
  public init(
    clues: [ClueBackground] = [], products: [ProductPrices] = [], institutions: [Institution] = []
  ) {
    self.clues = clues
    self.products = products
    self.institutions = institutions
  }
}
