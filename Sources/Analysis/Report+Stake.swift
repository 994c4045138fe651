public import Procurement

extension Report {
  /// The money at stake of clues about prices by institution, largest first.
  ///
  /// What one institution bought of one product counts once, with the most that any clue says of
  /// it. Clues that are not about one institution are left out, and so is what was bought below a
  /// reference.
  ///
  /// - Complexity: O(*n* log *n*) in the findings.
  public var stakeByInstitution: [(institution: Institution, amount: Money)] {
    var findings: [String: [Finding]] = [:]
    for finding in self.findings {
      if let code = finding.institution?.code { findings[code, default: []].append(finding) }
    }
    return findings.values.compactMap { own in
      let amount = own.excessCountedOnce
      return amount > .zero ? own[0].institution.map { ($0, amount) } : nil
    }.sorted {
      $0.amount == $1.amount ? $0.institution.code < $1.institution.code : $0.amount > $1.amount
    }
  }
}
