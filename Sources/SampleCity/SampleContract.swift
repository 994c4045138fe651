/// A row of the contracted quantities (约定采购量).
struct SampleContract {
  /// The batch's place in the list of batches.
  var batch: Int
  var institution: Int
  var variety: String
  /// The product, where the contract names one.
  var product: Int?
  var period: AgreementPeriod
  /// The quantity in smallest preparation units.
  var quantity: Int
  var unit: Unit

  /// What the quantity is stated in.
  enum Unit {
    case smallest(String)
    /// Packs (盒) of so many smallest units.
    case pack(Int)
    /// Ten thousand smallest units, such as 万片.
    case tenThousand(String)
  }

  /// Quantity and unit as the row states them.
  var quantityText: (quantity: String, unit: String) {
    switch unit {
    case .smallest(let word): (String(quantity), word)
    case .pack(let ratio): (String(quantity / ratio), "盒")
    case .tenThousand(let word):
      (
        quantity % 10_000 == 0
          ? String(quantity / 10_000) : "\(quantity / 10_000).\(digits(quantity % 10_000, 4))",
        "万" + word
      )
    }
  }
}

/// What an institution buys of a variety in an agreement period, on which its contract is made.
struct ContractedDemand {
  var batch: Int
  var institution: Int
  var variety: String
  var period: AgreementPeriod
  /// What counts as selected and what the variety has beside it, as places of products.
  var counted: [Int]
  /// Smallest units of what counts, bought in the period until the sample ends.
  var bought: Int
  /// Smallest units of the whole variety, bought in the twelve months before.
  var before: Int
  /// What is bought in a year, in 分.
  var money: Int

  /// What the whole period comes to at the pace so far.
  var expected: Int { bought * period.days / max(1, period.run) }

  /// How many times the quantity is what was bought in as many days before the period, in
  /// thousandths; `nil` where nothing was bought then.
  func multipleOfBefore(_ quantity: Int) -> Int? {
    before <= 0 ? nil : quantity * 1000 / max(1, before * period.days / 365)
  }

  /// Whether nobody would think that the quantity is in another unit than it says.
  func isPlausible(_ quantity: Int) -> Bool {
    (125...12_000).contains(multipleOfBefore(quantity) ?? 1000)
  }
}
