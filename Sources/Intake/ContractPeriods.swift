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
    /// The one before it that has the same key, by its place.
    let earlier: Int?
  }

  private let agreements: [String: String]
  private var lastBatch: (id: String, agreement: Int)?
  private var numbers = Numbering()
  private var institutions = Numbering()
  private var varieties = Numbering()
  private var periods: [Period] = []
  /// The place of the last period of each key.
  private var latest: [Key: Int]

  /// Nothing contracted yet. A batch and those that renew it are one agreement.
  ///
  /// - Parameter count: about how many contracts there will be.
  init(batches: [String: Batch], count: Int) {
    periods.reserveCapacity(count)
    latest = Dictionary(minimumCapacity: count)
    agreements = Self.agreements(of: batches)
  }

  /// For each batch the one that stands for its agreement: the first of those that renew each other one after
  /// the other, and where they go round in a circle the first of the circle by name.
  ///
  /// - Complexity: O(batches).
  private static func agreements(of batches: [String: Batch]) -> [String: String] {
    var known: [String: String] = [:]
    known.reserveCapacity(batches.count)
    for var batch in batches.values where known[batch.id] == nil {
      var path = [batch.id]
      var places = [batch.id: 0]
      var first: String?
      while first == nil {
        guard let renewed = batches[batch.renews] else {
          first = batch.id
          break
        }
        if let place = places[renewed.id] {
          first = path[place...].min()
        } else if let agreement = known[renewed.id] {
          first = agreement
        } else {
          places[renewed.id] = path.count
          path.append(renewed.id)
          batch = renewed
        }
      }
      for id in path { known[id] = first }
    }
    return known
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
      agreement: agreement(of: batch), institution: institutions.number(of: institution),
      variety: varieties.number(of: variety))
    let last = latest.updateValue(periods.count, forKey: key)
    var place = last
    while let other = place.map({ periods[$0] }) {
      let isSame =
        other.productCode == productCode || other.productCode.isEmpty || productCode.isEmpty
      if isSame, other.days.overlaps(days) {
        latest[key] = last
        return false
      }
      place = other.earlier
    }
    periods.append(Period(productCode: productCode, days: days, earlier: last))
    return true
  }

  private mutating func agreement(of batch: String) -> Int {
    // Contracts of one batch mostly follow each other.
    if let lastBatch, lastBatch.id == batch { return lastBatch.agreement }
    let agreement = numbers.number(of: agreements[batch] ?? batch)
    lastBatch = (batch, agreement)
    return agreement
  }
}
