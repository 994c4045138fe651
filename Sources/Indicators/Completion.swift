import Procurement

/// Some contracts together.
struct Completion {
  let contracted: Quantity
  let bought: Quantity
  /// Of the contracts' time progress the mean, weighted by what was contracted.
  let timeProgress: Double

  /// What each contract comes to at the end of its own period at its pace so far, added up, ÷ what
  /// was contracted; `nil` where a period has not begun.
  let projected: Double?

  /// `nil` when there are none.
  init?(_ rows: [ContractStanding]) {
    guard let first = rows.first else { return nil }
    contracted = rows.reduce(.zero) { $0 + $1.contracted }
    bought = rows.reduce(.zero) { $0 + $1.bought }
    guard contracted > .zero else { return nil }
    let units = contracted.units
    timeProgress =
      rows.allSatisfy {
        $0.start == first.start && $0.end == first.end
      }
      ? first.timeProgress
      : rows.reduce(0) { $0 + $1.timeProgress * ($1.contracted.units / units) }
    projected =
      rows.allSatisfy { $0.timeProgress > 0 }
      ? rows.reduce(0) { $0 + $1.bought.units / $1.timeProgress } / units : nil
  }

  var value: Double { bought.units / contracted.units }
}

/// Some contracts together, each quantity valued at its selected price.
struct ValuedCompletion {
  let completion: Double
  /// The mean of the contracts' time progress, weighted by what was contracted at that price.
  let timeProgress: Double

  /// `nil` where there are none, or one of them has no price.
  init?(_ rows: [ContractStanding]) {
    var (bought, contracted, run) = (0.0, 0.0, 0.0)
    for row in rows {
      guard let price = row.price else { return nil }
      bought += price * row.bought.units
      contracted += price * row.contracted.units
      run += price * row.contracted.units * row.timeProgress
    }
    guard contracted > 0 else { return nil }
    completion = bought / contracted
    timeProgress = run / contracted
  }
}
