internal import Procurement

/// A purchase line as a worker reads it: numbers as printed (by the pack), names as the numbers
/// that the worker's parser gave them.
struct ParsedLine {
  var line: Int32
  var product: UInt32
  var institution: UInt32
  /// `UInt32.max` where the line names none.
  var distributor: UInt32
  var month: Month
  /// What stands before the order line's number, as the parser numbered it, or one of ``hashed``,
  /// ``ofOrder`` and ``unnumbered``.
  var stem: UInt32
  var channel: Channel
  var isReturn: Bool
  /// Whether the line states both what was ordered and what arrived.
  var statesArrival: Bool
  /// Whether the line was cancelled because nothing was sent in time: it buys nothing, and its
  /// quantity was due.
  var isUndelivered: Bool
  /// The order line's number, or a hash of it.
  var orderLine: UInt64
  /// A hash of what all shipments of an order line share, but for product and institution.
  var order: UInt64
  /// A hash of everything else that two equal lines share, but for the distributor.
  var content: UInt64
  /// 1/10 000 packs.
  var quantity: Int64
  var arrived: Int64
  var returned: Int64
  /// 1/10 000 元 a pack.
  var price: Int64
  var listingPrice: Int64
  /// 1/10 000 smallest units a pack; 0 where the line does not say.
  var ratio: Int64
  /// 1/10 000 元.
  var amount: Int64
  var returnedAmount: Int64

  /// What the line adds to the amount bought, returns taken off.
  var netAmount: Money { Money(tenThousandths: amount - returnedAmount) }

  /// Refuses the line, as `value` of `field` makes numbers of it that are beyond what may be.
  func outOfRange(_ field: PurchaseField, _ value: String) -> ParsedReject {
    ParsedReject(
      line: line, field: field, value: Array(value.utf8), reason: .outOfRange, amount: netAmount)
  }
}

/// A line that a worker refused.
struct ParsedReject {
  var line: Int32
  var field: PurchaseField?
  var value: [UInt8]
  var reason: RejectReason
  var amount: Money?
}

/// The first line of a file, as far as a parser reads it, that has a name, and what it says of it.
struct Sighting {
  /// The name, as the parser numbered it.
  var name: UInt32
  var line: Int32
  /// Of a product, its conversion ratio in 1/10 000, 0 where the line states none; of an institution,
  /// its ownership and region, as the parser numbered them.
  var said: Int64
}

/// What a worker makes of one chunk.
struct ParsedChunk {
  /// What is kept of a product's first line, and of an institution's.
  static let productAttributes: [PurchaseField] = [
    .productName, .form, .specification, .manufacturer, .highValue, .category, .conversionRatio,
  ]
  static let institutionAttributes: [PurchaseField] = [
    .institutionName, .ownership, .level, .region,
  ]

  /// The parser whose numbers the lines' names are.
  var parser = 0
  var lines: [ParsedLine] = []
  var rejects: [ParsedReject] = []
  /// The order lines that lines were cancelled of: an earlier file may count them.
  var cancelled: [CancelledLine] = []
  /// How many of a file's statuses are named that nothing knows; their lines count.
  static let unknownStatusLimit = 20
  /// Those of this chunk, each by the parser's number of the word, with the first line that has it.
  var unknownStatuses: [(word: UInt32, named: ParsedReject)] = []
  /// The names that the parser numbered in this chunk, in the order of their numbers.
  var products = NameList(attributes: Self.productAttributes)
  var institutions = NameList(attributes: Self.institutionAttributes)
  var distributors = NameList(attributes: [])
  var stems = NameList(attributes: [])
  /// The ownerships that lines state, each with a region, in the order of their numbers.
  var standings = NameList(attributes: [.region])
  /// What is said of products, in files whose lines state conversion ratios, and of institutions, where
  /// they state ownership or region.
  var productSightings: [Sighting] = []
  var institutionSightings: [Sighting] = []
  /// Where an unfinished record begins in the chunk's bytes; their count where there is none.
  var unfinishedFrom = 0
  /// Records and faults together, the header and what stands above it left out.
  var linesRead = 0
}

/// The order line that a line says was cancelled, as ``ParsedLine`` has it.
struct CancelledLine: Sendable {
  let stem: UInt32
  let orderLine: UInt64
  let isReturn: Bool
}
