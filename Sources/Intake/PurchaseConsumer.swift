public import Procurement

/// Takes in purchase records, some thousands at a time, in a fixed order.
public protocol PurchaseConsumer: Sendable {
  /// What the records of one file wait in until they are condensed.
  associatedtype File: Sendable
  /// What the records of one file come down to.
  associatedtype Condensed: CondensedRecords

  /// Takes in the next records.
  mutating func consume(_ records: [PurchaseRecord])

  /// Ends the file that the last records came from.
  ///
  /// - Returns: its records, which are condensed while those of the next file come in.
  mutating func endFile() -> File

  /// Condenses the records of a file, and takes them out of it.
  static func condense(_ file: inout File) -> Condensed

  /// Takes in what the records of a file came down to.
  ///
  /// - Parameter file: what they waited in; its memory may be used again.
  mutating func add(_ condensed: Condensed, reusing file: consuming File)

  /// Takes in what the records of a file came down to in an earlier run.
  ///
  /// - Parameters:
  ///   - condensed: what ``condense(_:)`` gave then.
  ///   - file: the file's index now.
  ///   - numbers: what the numbers of that run are now.
  mutating func add(_ condensed: Condensed, file: UInt32, numbers: RecordNumbers)
}

/// What the records of one file come down to, in a form that can be kept from run to run.
public protocol CondensedRecords: Sendable {
  /// How many records there are.
  var lines: Int { get }
  /// What the records add to the amount bought, returns taken off.
  var netAmount: Money { get }
  /// Everything in sections of numbers, which only ``init(sections:named:)`` has to understand.
  var sections: [[UInt32]] { get }

  /// What was kept.
  ///
  /// - Parameters:
  ///   - sections: the sections, of which nothing is certain.
  ///   - named: what the records may refer to.
  /// - Returns: `nil` where they do not hold together.
  init?(sections: [[UInt32]], named: NamedRecords)
}

/// The numbers that the records of a file may refer to.
public struct NamedRecords: Sendable {
  /// Whether a product has the number.
  public let products: [Bool]
  /// Whether an institution has the number.
  public let institutions: [Bool]
  /// Whether a distributor has the number.
  public let distributors: [Bool]
}

/// What the numbers of an earlier run are in this one; `UInt32.max` where they stood for nothing.
/// Different numbers stay different.
public struct RecordNumbers: Sendable {
  /// Indices into ``IntakeResult/products``.
  public let products: [UInt32]
  /// Indices into ``IntakeResult/institutions``.
  public let institutions: [UInt32]
  /// Indices into ``IntakeResult/distributors``.
  public let distributors: [UInt32]

  /// Numbers by the numbers of an earlier run.
  public init(products: [UInt32], institutions: [UInt32], distributors: [UInt32]) {
    self.products = products
    self.institutions = institutions
    self.distributors = distributors
  }
}
