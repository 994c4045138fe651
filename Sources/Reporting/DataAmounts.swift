import Analysis
import Procurement

/// The money account of the input: read = accepted + rejected + duplicates.
struct DataAmounts: Sendable {
  /// The net amount of accepted records.
  let accepted: Money
  /// The amount of rejected records whose amount could be read.
  let rejected: Money
  /// The net amount of duplicate records.
  let duplicates: Money

  /// The account of all files together.
  init(_ data: DataQuality) {
    accepted = data.sum(\.amountAccepted)
    rejected = data.sum(\.amountRejected)
    duplicates = data.sum(\.amountDuplicates)
  }

  /// Everything read.
  var read: Money { accepted + rejected + duplicates }
}
