public import Procurement

extension Report {
  /// The money at stake of clues about prices by institution, largest first.
  ///
  /// What one institution bought of one product counts once, with the most that any clue says of
  /// it. Clues that are not about one institution are left out, and so is what was bought below a
  /// reference.
  ///
  /// - Complexity: O(findings).
  public var stakeByInstitution: [(institution: Institution, amount: Money)] {
    var largest: [[String]: Money] = [:]
    var institutions: [String: Institution] = [:]
    for finding in findings where finding.unit == .price && finding.excessAmount > .zero {
      guard let institution = finding.institution else { continue }
      institutions[institution.code] = institution
      let purchase = [institution.code, finding.product.code]
      largest[purchase] = max(largest[purchase] ?? .zero, finding.excessAmount)
    }
    var sums: [String: Money] = [:]
    for (purchase, amount) in largest { sums[purchase[0], default: .zero] += amount }
    return sums.compactMap { code, amount in institutions[code].map { ($0, amount) } }
      .sorted {
        $0.amount == $1.amount ? $0.institution.code < $1.institution.code : $0.amount > $1.amount
      }
  }
}
