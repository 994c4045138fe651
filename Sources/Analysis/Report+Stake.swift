public import Procurement

extension Report {
  /// The money at stake of some clues about prices, what one institution bought of one product
  /// counted once, with the most that any clue says of it.
  ///
  /// A clue about several institutions does not say what each of them bought. Of a product with such
  /// clues counts what is larger: what clues about single institutions say, or the clues of one
  /// monitor about several, which have no purchase in common. What was bought below a reference is
  /// left out.
  ///
  /// - Complexity: O(*n* log *n*) in the findings.
  public static func countedOnceExcess(of findings: some Sequence<Finding>) -> Money {
    var single: [String: [String: Money]] = [:]
    var several: [String: [String: Money]] = [:]
    for finding in findings where finding.unit == .price && finding.excessAmount > .zero {
      let product = finding.product.code
      if let code = finding.institution?.code {
        let known = single[product]?[code] ?? .zero
        single[product, default: [:]][code] = max(known, finding.excessAmount)
      } else {
        several[product, default: [:]][finding.monitor, default: .zero] += finding.excessAmount
      }
    }
    return Set(single.keys).union(several.keys).reduce(Money.zero) { sum, product in
      let own = single[product]?.values.reduce(.zero, +) ?? .zero
      return sum + max(own, several[product]?.values.max() ?? .zero)
    }
  }

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
