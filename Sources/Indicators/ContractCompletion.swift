import Execution
import Procurement

/// 约定采购量完成率: how much of what was contracted has been bought, against how much of the
/// agreement period has run.
///
/// 运城 (五): 约定采购量完成率; 督导医疗机构完成带量采购任务. One result a batch that has contracts
/// running in the report month, and one over all of them. Values far above 100 % are real and stay.
/// Contracts whose period began before the purchase records are left out: what was bought before
/// is not known.
struct ContractCompletion {
  static let id = "contract-completion"
  /// The part of unions whose members lie in more than one region.
  static let severalRegions = "several"

  private let ledger: ContractLedger
  private let standings: [ContractStanding]
  private let batches: [String: Batch]
  private let isSupplied: Bool
  private let month: Month
  private let manyLagging: Int

  /// Reads a ledger of `month`.
  ///
  /// - Parameter lag: the rules' section of the monitor `contract-lag`, which says what lags.
  /// - Throws: when `rules` lacks `many-lagging`, or `lag` lacks `watch-lag`.
  init(
    ledger: ContractLedger, month: Month, catalogues: Catalogues, rules: RuleSection,
    lag: RuleSection
  ) throws(RuleError) {
    self.ledger = ledger
    batches = catalogues.batches
    isSupplied = !catalogues.contracts.isEmpty
    self.month = month
    manyLagging = try rules.count("many-lagging")
    let limit = try lag.number("watch-lag")
    standings = ledger.rows.enumerated().map { ContractStanding($1, row: $0, lagLimit: limit) }
  }

  /// All batches together, then each.
  var results: [IndicatorResult] {
    guard !ledger.rows.isEmpty else {
      return [
        IndicatorResult(
          id: Self.id, scope: "all-batches", period: month...month, unit: .ratio,
          reason: !isSupplied
            ? .noContracts : ledger.notices.isEmpty ? .nothingInPeriod : .suspectContracts)
      ]
    }
    var whole = result(Self.id, scope: "all-batches", of: standings)
    let laggards = laggards
    whole.facts.append(IndicatorFact(.laggingInstitutions, .count(laggards.count)))
    whole.breakdown +=
      parts(.batch, of: standings, by: \.batchRank) {
        ($0.batch, batches[$0.batch]?.name ?? $0.batch)
      } + laggards
    return [whole]
      + groups(of: standings, by: \.batchRank).map { rows in
        let id = ledger.rows[rows[0].row].batch
        var result = result("\(Self.id)/\(id)", scope: "batch", of: rows)
        result.subject = batches[id]?.name ?? id
        result.breakdown += parts(.variety, of: rows, by: \.varietyRank) {
          ("", $0.variety)
        }
        return result
      }
  }

  // MARK: One result

  private func result(
    _ id: String, scope: String, of all: [ContractStanding]
  ) -> IndicatorResult {
    let first = min(all.map(\.start.month).min() ?? month, month)
    var result = IndicatorResult(id: id, scope: scope, period: first...month, unit: .ratio)
    let rows = all.filter(\.isFollowed)
    let total = Completion(rows)
    result.facts = facts(rows, total: total, all: all)
    guard let total else {
      result.reason = .purchasesBeginLater
      return result
    }
    result.numerator = .quantity(total.bought)
    result.denominator = .quantity(total.contracted)
    result.value = total.value
    result.reference = total.timeProgress
    result.series = series(of: rows)
    result.breakdown =
      parts(.region, of: all.filter { !$0.spansRegions }, by: \.regionRank) {
        ("", $0.holder.region)
      }
      + parts(.region, of: all.filter { $0.spansRegions }, by: { _ in 0 }) { _ in
        ("", Self.severalRegions)
      }
      + parts(.institution, of: all.filter { !$0.isUnion }, by: \.holderRank) {
        ($0.holder.code, $0.holder.name)
      }
      + parts(.union, of: all.filter { $0.isUnion }, by: \.holderRank) {
        ("", $0.holder.union)
      }
    return result
  }

  private func facts(
    _ rows: [ContractStanding], total: Completion?, all: [ContractStanding]
  ) -> [IndicatorFact] {
    let value = ValuedCompletion(rows)
    let months = rows.map(\.firstMonth).min().map { ledger.gaps.months(from: $0, to: month) } ?? 0
    let missing = months > 0 ? [IndicatorFact(.monthsWithoutRecords, .count(months))] : []
    return [
      IndicatorFact(.timeProgress, total.map { .ratio($0.timeProgress) }),
      IndicatorFact(.lead, total.map { .ratio($0.value - $0.timeProgress) }),
      IndicatorFact(.projectedCompletion, total?.projected.map { .ratio($0) }),
      IndicatorFact(.completionByValue, value.map { .ratio($0.completion) }),
      IndicatorFact(.timeProgressByValue, value.map { .ratio($0.timeProgress) }),
      IndicatorFact(.contracts, .count(all.count)),
      IndicatorFact(.notFollowed, .count(all.count - rows.count)),
    ] + missing + [
      IndicatorFact(.zeroUptake, .count(rows.count(where: \.isWithoutUptake))),
      IndicatorFact(.lagging, .count(rows.count(where: \.isLagging))),
    ]
  }

  /// The completion at the end of each month, of the contracts that had begun by then.
  private func series(of rows: [ContractStanding]) -> [MonthValue] {
    let first = min(rows.map(\.start.month).min() ?? month, month)
    var sums = [(bought: Quantity, contracted: Quantity)](
      repeating: (.zero, .zero), count: first.distance(to: month) + 1)
    for row in rows {
      let contract = ledger.rows[row.row]
      for place in first.distance(to: row.start.month)..<sums.count {
        sums[place].bought += contract.bought(until: first.advanced(by: place))
        sums[place].contracted += row.contracted
      }
    }
    return sums.enumerated().map { offset, sum in
      MonthValue(
        month: first.advanced(by: offset),
        value: sum.contracted > .zero ? sum.bought.units / sum.contracted.units : nil)
    }
  }

  /// The parts that contracts with the same `rank` make, in its order; of those that are all older
  /// than the records only that is told.
  private func parts(
    _ dimension: IndicatorPart.Dimension, of rows: [ContractStanding],
    by rank: (ContractStanding) -> Int, named: (ContractProgress) -> (code: String, name: String)
  ) -> [IndicatorPart] {
    groups(of: rows, by: rank).map { rows in
      let (code, name) = named(ledger.rows[rows[0].row])
      guard let part = Completion(rows.filter(\.isFollowed)) else {
        return IndicatorPart(
          dimension: dimension, name: name, code: code, reason: .purchasesBeginLater)
      }
      var result = IndicatorPart(
        dimension: dimension, name: name, code: code, numerator: .quantity(part.bought),
        denominator: .quantity(part.contracted), value: part.value, reference: part.timeProgress)
      if dimension == .batch || dimension == .variety {
        result.holders = holders(of: rows.filter(\.isFollowed))
      }
      return result
    }
  }

  /// The codes of the first holder and of the next one.
  private func holders(of rows: [ContractStanding]) -> Set<String> {
    guard let first = rows.first else { return [] }
    let other = rows.first { $0.holderRank != first.holderRank }
    return Set([first, other].compactMap { $0.map { ledger.rows[$0.row].holder.code } })
  }

  private func groups(
    of rows: [ContractStanding], by rank: (ContractStanding) -> Int
  ) -> [[ContractStanding]] {
    var groups: [[ContractStanding]] = []
    // Ranks are places in sorted lists, and so close together.
    for row in rows {
      let rank = rank(row)
      while groups.count <= rank { groups.append([]) }
      groups[rank].append(row)
    }
    return groups.filter { !$0.isEmpty }
  }

  /// Institutions and unions with many lagging varieties, of all they have contracted.
  private var laggards: [IndicatorPart] {
    groups(of: standings.filter(\.isFollowed), by: \.holderRank).compactMap { rows in
      let late = rows.filter(\.isLagging)
      let lagging = Set(late.map(\.varietyRank)).count
      let varieties = Set(rows.map(\.varietyRank)).count
      guard lagging >= manyLagging, lagging > 0 else { return nil }
      let holder = ledger.rows[rows[0].row].holder
      return IndicatorPart(
        dimension: .lagging, name: holder.name, code: holder.code,
        numerator: .count(lagging), denominator: .count(varieties),
        value: Double(lagging) / Double(varieties))
    }
  }
}
