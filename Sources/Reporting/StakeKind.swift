import Analysis
import Procurement

/// What the money at stake of a clue is. Only one kind is money paid too much, so that each has its
/// own word and its own sum; all are shown as amounts above zero.
enum StakeKind: Int, CaseIterable, Sendable {
  /// Paid above a reference.
  case above
  /// A share beyond its limit: bought off the platform, or not selected.
  case beyond
  /// Contracted and not bought.
  case notBought
  /// Short of the limit that deliveries should reach; what did not arrive beyond it is not counted.
  case notArrived
  /// Paid below a reference.
  case below

  /// The word beside the amount.
  var phrase: Phrase {
    switch self {
    case .above: Phrase("高于参照", "above reference")
    case .beyond: Phrase("超出限值", "beyond the limit")
    case .notBought: Phrase("少采购", "not bought")
    case .notArrived: Phrase("不足限值", "short of the limit")
    case .below: Phrase("低于参照", "below reference")
    }
  }
}

extension Finding {
  /// What the money at stake is; `nil` where there is none.
  var stakeKind: StakeKind? {
    guard excessAmount != .zero else { return nil }
    if unit == .price { return excessAmount > .zero ? .above : .below }
    if excessAmount > .zero { return .beyond }
    return referenceKind == .timeProgress ? .notBought : .notArrived
  }

  /// The money at stake without its sign, in whole 分 as every output shows it.
  var stake: Money {
    Money(tenThousandths: Int64(clamping: excessAmount.fen.magnitude) * 100)
  }
}

extension ReportTables {
  /// The sums of ``Procurement/Finding/stake`` by kind, clue by clue; kinds without money are left
  /// out.
  func stakes(of findings: some Sequence<Finding>) -> [(kind: StakeKind, amount: Money)] {
    var sums: [StakeKind: Money] = [:]
    for finding in findings {
      if let kind = finding.stakeKind { sums[kind, default: .zero] += finding.stake }
    }
    return StakeKind.allCases.compactMap { kind in sums[kind].map { (kind, $0) } }
  }

  /// The same, with each purchase above a reference counted once, and its word.
  func stakesCountedOnce(of findings: [Finding]) -> [(name: String, amount: Money)] {
    stakes(of: findings).map { sum in
      guard sum.kind == .above else { return (t(sum.kind.phrase), sum.amount) }
      return (
        t("\(sum.kind.phrase.zh)（去重）", "\(sum.kind.phrase.en), each purchase once"),
        findings.excessCountedOnce
      )
    }
  }

  /// What the clues cost or lack, in words for the first screen: what prices cost, each purchase
  /// once, and what else is at stake beside it; empty where there is no money at stake.
  var stakeNotes: [String] {
    let sums = stakes(of: report.findings)
    func said(_ kinds: [StakeKind]) -> String {
      t.list(
        sums.filter { kinds.contains($0.kind) }
          .map { "\(t($0.kind.phrase)) \(t.amount($0.amount))" })
    }
    let price =
      report.excessAmount > .zero
      ? t("价格类涉及金额（去重）", "prices, each purchase once: ") + t.amount(report.excessAmount) : ""
    return [price, said([.notBought, .notArrived, .beyond])].filter { !$0.isEmpty }
  }

  /// What an institution's clues have at stake.
  struct InstitutionStake {
    /// The institution.
    let institution: Institution
    /// The sums by kind, in the order of ``StakeKind``.
    let parts: [(kind: StakeKind, amount: Money)]
    /// All of them.
    let amount: Money
  }

  /// The money at stake by institution, largest first: what prices cost as
  /// ``Analysis/Report/stakeByInstitution`` counts it, and what else is beyond or short of limits.
  var stakesByInstitution: [InstitutionStake] {
    var sums: [String: [StakeKind: Money]] = [:]
    var institutions: [String: Institution] = [:]
    for (institution, amount) in report.stakeByInstitution {
      institutions[institution.code] = institution
      sums[institution.code, default: [:]][.above] = amount
    }
    for finding in report.findings {
      guard let institution = finding.institution, let kind = finding.stakeKind, kind != .above,
        kind != .below
      else { continue }
      institutions[institution.code] = institution
      sums[institution.code, default: [:]][kind, default: .zero] += finding.stake
    }
    return sums.compactMap { code, kinds -> InstitutionStake? in
      institutions[code].map { institution in
        let parts = StakeKind.allCases.compactMap { kind in kinds[kind].map { (kind, $0) } }
        return InstitutionStake(
          institution: institution, parts: parts, amount: parts.reduce(.zero) { $0 + $1.1 })
      }
    }.sorted { ($1.amount, $0.institution.code) < ($0.amount, $1.institution.code) }
  }
}
