package import PricePanel
package import Procurement

/// The months of which no file has any purchase, from the first that one has on: their files may be missing,
/// and what was bought in them is not known.
///
/// What lies before the first month is not among them; contracts that began then are not followed at all.
package struct RecordGaps: Sendable {
  /// In their order, apart from each other; the last one has no end.
  private let stretches: [(first: Month, last: Month)]

  /// The gaps of a panel.
  ///
  /// - Complexity: O(products × months).
  package init(_ panel: Panel) {
    var stretches: [(first: Month, last: Month)] = []
    for month in panel.monthsWithoutPurchases {
      if let before = stretches.last, before.last.advanced(by: 1) == month {
        stretches[stretches.count - 1].last = month
      } else {
        stretches.append((month, month))
      }
    }
    if let last = panel.months?.upperBound {
      stretches.append((last.advanced(by: 1), Month(index: .max)))
    }
    self.stretches = stretches
  }

  /// How many of the months from `first` to `last` are missing.
  package func months(from first: Month, to last: Month) -> Int {
    parts(from: first, to: last).reduce(0) { $0 + $1.first.distance(to: $1.last) + 1 }
  }

  /// How many of the days from `start` to `end`, by their ordinals, lie in those of the months from `first`
  /// to `last` that are missing.
  func days(from first: Month, to last: Month, since start: Int, until end: Int) -> Int {
    parts(from: first, to: last).reduce(0) { days, part in
      let before = part.first.advanced(by: -1).lastDay.ordinal
      return days + max(0, min(part.last.lastDay.ordinal, end) - max(before, start - 1))
    }
  }

  /// The stretches as far as they lie from `first` to `last`.
  private func parts(from first: Month, to last: Month) -> [(first: Month, last: Month)] {
    stretches.compactMap {
      let part = (first: max($0.first, first), last: min($0.last, last))
      return part.first <= part.last ? part : nil
    }
  }
}
