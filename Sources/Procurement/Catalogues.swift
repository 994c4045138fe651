/// Everything beside the purchase records that the office keeps: products, institutions, batches,
/// categories and plans. What is missing stays empty; what needs it is then not computable.
public struct Catalogues: Sendable {
  /// Products by code (`products.csv`).
  public var products: [String: Product] = [:]
  /// Institutions by code (`institutions.csv`).
  public var institutions: [String: Institution] = [:]
  /// The codes of the institutions that had a name before (曾用名), by that name (`institutions.csv`).
  public var formerNames: [String: [String]] = [:]
  /// The batches of volume-based procurement, by identifier (`vbp/batches.csv`).
  public var batches: [String: Batch] = [:]
  /// The rows of all batch catalogues, in the order of the file (`vbp/catalogue.csv`).
  public var entries: [CatalogueEntry] = []
  /// Consumable variety → category (`vbp/variety-categories.csv`).
  public var varietyCategories: [String: String] = [:]
  /// Consumable category → whether it is high-value (`consumable-categories.csv`).
  public var highValueCategories: [String: Bool] = [:]
  /// Contracted quantities, in the order of the file (`vbp/contracts.csv`).
  public var contracts: [Contract] = []
  /// The rates by which savings are shared, in the order of the file (`vbp/surplus.csv`).
  public var surplusRates: [SurplusRates] = []
  /// What is owed and paid, in the order of the file (`payments.csv`).
  public var payments: [Payment] = []
  /// Makers and distributors, in the order of the file (`enterprises.csv`).
  public var enterprises: [Enterprise] = []
  /// Credit ratings, in the order of the file (`credit-ratings.csv`).
  public var creditRatings: [CreditRating] = []
  /// Drugs in short supply, in the order of the file (`shortage.csv`).
  public var shortages: [ShortageEntry] = []
  /// What reviewers decided about clues, in the order of the file (`decisions.csv`).
  public var decisions: [Decision] = []
  /// The plans in the order of the file (`plans.csv`).
  public var plans: [Plan] = []
  /// The files that are not there or cannot be read, by their paths below the data folder; what is
  /// made by hand lacks none.
  public var missing: Set<String> = []
  /// What was wrong in the catalogues, in the order found.
  public var notices: [Notice] = []

  /// What `products.csv` has of a product: its own row, or for a consumable's code of 27 characters that of the
  /// first 20, but for the specification; `nil` where it has neither.
  public func product(code: String) -> Product? {
    if let own = products[code] { return own }
    guard var product = Product.codeOfAllSpecifications(code).flatMap({ products[$0] }) else {
      return nil
    }
    if product.name == product.code { product.name = code }
    product.code = code
    product.specification = ""
    return product
  }

  /// Empty catalogues.
  public init() {}
}

/// Something in an input file that a person should know of, though the run goes on.
public struct Notice: Hashable, Sendable {
  /// Where it stands.
  public var source: SourceLine
  /// The column's header, or empty when the whole line or file is meant.
  public var column: String
  /// The value found.
  public var value: String
  /// What is wrong.
  public var reason: RejectReason

  /// A notice; see the properties.
  public init(source: SourceLine, column: String, value: String, reason: RejectReason) {
    self.source = source
    self.column = column
    self.value = value
    self.reason = reason
  }
}
