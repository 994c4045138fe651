internal import Procurement

/// For which days an institution has contracted what, so that nothing it buys counts twice.
struct ContractPeriods {
  private struct Key: Hashable {
    let agreement: Int
    let institution: Int
    let variety: Int
  }

  private struct Period {
    /// The product's code; empty for all of the variety.
    let productCode: String
    let days: ClosedRange<Day>
  }

  private let agreements: [String: String]
  private var batches = Numbering()
  private var institutions = Numbering()
  private var varieties = Numbering()
  private var periods: [Key: [Period]] = [:]

  /// Nothing contracted yet. A batch and those that renew it are one agreement.
  init(batches: [String: Batch]) {
    agreements = batches.mapValues { batch in
      var first = batch
      var seen: Set<String> = [first.id]
      while let renewed = batches[first.renews], seen.insert(renewed.id).inserted {
        first = renewed
      }
      // Of batches that renew each other the first by name stands for all.
      return batches[first.renews] == nil ? first.id : seen.min() ?? first.id
    }
  }

  /// Adds a contract, unless the same was contracted before for days that overlap: a variety as a
  /// whole holds each of its products.
  ///
  /// - Returns: whether it was added.
  mutating func add(
    batch: String, institution: String, variety: String, productCode: String,
    days: ClosedRange<Day>
  ) -> Bool {
    let key = Key(
      agreement: batches.number(of: agreements[batch] ?? batch),
      institution: institutions.number(of: institution), variety: varieties.number(of: variety))
    let isContracted = periods[key, default: []].contains { other in
      let isSame =
        other.productCode == productCode || other.productCode.isEmpty || productCode.isEmpty
      return isSame && other.days.overlaps(days)
    }
    guard !isContracted else { return false }
    periods[key, default: []].append(Period(productCode: productCode, days: days))
    return true
  }
}
