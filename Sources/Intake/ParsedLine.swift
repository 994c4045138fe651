internal import Procurement

/// A purchase line as a worker reads it: numbers as printed (by the pack), names as numbers that
/// count only within its chunk.
struct ParsedLine {
  var line: Int32
  var product: UInt32
  var institution: UInt32
  /// `UInt32.max` where the line names none.
  var distributor: UInt32
  var month: Month
  var day: UInt8
  /// Stands for the day of delivery; 0 where the line names none.
  var delivery: UInt64
  var channel: Channel
  var isReturn: Bool
  /// Whether the line states both what was ordered and what arrived.
  var statesArrival: Bool
  /// Whether the line was cancelled because nothing was sent in time: it buys nothing, and its
  /// quantity was due.
  var isUndelivered: Bool
  /// A hash of the order line's number; 0 where the line has none.
  var orderLine: UInt64
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

  /// The quantity due to arrive, in 1/10 000 packs.
  var due: Int64 { isUndelivered || statesArrival ? quantity : 0 }
}

/// A line that a worker refused.
struct ParsedReject {
  var line: Int32
  var field: PurchaseField?
  var value: [UInt8]
  var reason: RejectReason
  var amount: Money?
}

/// What a worker makes of one chunk. Names are the chunk's own: the products, institutions and
/// distributors that occur in it, as bytes.
struct ParsedChunk {
  var lines: [ParsedLine] = []
  var rejects: [ParsedReject] = []
  var products = NameTable(attributes: [
    .productName, .form, .specification, .manufacturer, .highValue, .category,
  ])
  var institutions = NameTable(attributes: [.institutionName, .ownership, .level, .region])
  var distributors = NameTable(attributes: [])
  /// Where an unfinished record begins in the chunk's bytes; their count where there is none.
  var unfinishedFrom = 0
  /// Records and faults together, the header and what stands above it left out.
  var linesRead = 0
}
