import PricePanel
import Procurement

/// Finds contracted quantities that are so far from what the institution bought of the variety in
/// the year before, scaled to the contract's period, that their unit is in doubt; and those that are
/// about as many times that, or that part of it, as a pack holds units, so that packs and units may have
/// been mixed up. Contracts of hospital unions are held against what all members bought as well.
///
/// Where purchase records begin within that year, its months that they have stand for all; with
/// fewer than `minimumMonths` of them nothing is said.
struct SuspectQuantities {
  /// What a quantity is taken for.
  enum Mark: Comparable {
    /// Nothing speaks against it.
    case plausible
    /// It may be of institutions that simply buy more or less, so it counts.
    case packLike
    /// It is too far off to count.
    case suspect
  }

  let factor: Double
  let minimumMonths: Int
  /// By what share a quotient may be off the units in a pack; 0 does not check.
  let packTolerance: Double
  /// Packs of fewer units are not looked at.
  let minimumPack: Double
  let counted: CountedQuantity

  /// What each contract's quantity is taken for.
  func marks(_ contracts: NumberedContracts, in panel: Panel) -> [Mark] {
    let rows = contracts.rows
    guard factor > 1, let recorded = panel.months else { return rows.map { _ in .plausible } }
    let packs = contracts.varieties.map { listing in
      Set(listing.products.selected.map { panel.products[$0].packRatio.units })
        .filter { $0 >= minimumPack }
    }
    let products = contracts.varieties.map(\.products.all)
    let unions = UnionPeriods(contracts, in: panel)
    func hasYearBefore(_ start: Day) -> Bool {
      monthsBefore(start, since: recorded.lowerBound) >= max(1, minimumMonths)
    }
    var requests = PurchaseRequests(panel)
    var starts: [Month] = []
    for (index, row) in rows.enumerated() {
      starts.append(row.contract.start.month)
      if let place = contracts.institutions[row.institution].place,
        hasYearBefore(row.contract.start)
      {
        requests.add(index, products: products[row.listing], institution: place)
      }
    }
    for period in unions.periods {
      for member in period.members where hasYearBefore(period.start) {
        requests.add(starts.count, products: products[period.listing], institution: member)
      }
      starts.append(period.start.month)
    }
    // What each row's holder bought in the year before, and after these what each union did.
    var before = [Quantity](repeating: .zero, count: starts.count)
    requests.answer(in: recorded) { asker, cell in
      guard cell.month < starts[asker], cell.month.distance(to: starts[asker]) <= 12 else { return }
      before[asker] += counted(cell)
    }
    return rows.indices.map { index in
      let (contract, packs) = (rows[index].contract, packs[rows[index].listing])
      let years = Double(contract.end.ordinal - contract.start.ordinal + 1) / 365
      let months = Double(monthsBefore(contract.start, since: recorded.lowerBound))
      func need(_ contracted: Double, _ before: Quantity) -> Need {
        Need(contracted: contracted, before: before.units / months * 12 * years)
      }
      let own = need(contract.quantity.units, before[index])
      guard hasYearBefore(contract.start), let place = unions.place(of: index) else {
        return mark(own, packs)
      }
      let period = unions.periods[place]
      let others = need(
        (period.contracted - contract.quantity).units + period.ofOtherDays,
        before[rows.count + place] - before[index])
      return mark(own, beside: others, packs)
    }
  }

  /// What the quantity of one of a union's contracts is taken for, beside what its others contracted and
  /// the other members bought.
  ///
  /// It is held against what its own holder bought, unless all contracts together fit what all members bought
  /// markedly better with it than without: then some buy for others. One whose holder bought nothing is held
  /// against all, unless it is too small to matter there.
  private func mark(_ own: Need, beside others: Need, _ packs: Set<Double>) -> Mark {
    let all = Need(
      contracted: own.contracted + others.contracted, before: own.before + others.before)
    guard others.contracted > 0 else { return mark(all, packs) }
    let tolerance = 1 + packTolerance
    if own.before <= 0 {
      return all.contracted > others.contracted * tolerance ? mark(all, packs) : .plausible
    }
    let mark = mark(own, packs)
    return others.distance > all.distance * tolerance ? min(mark, self.mark(all, packs)) : mark
  }

  /// How many months of the year before `start` the records have.
  private func monthsBefore(_ start: Day, since first: Month) -> Int {
    min(12, first.distance(to: start.month))
  }

  private func mark(_ need: Need, _ packs: Set<Double>) -> Mark {
    guard need.before > 0 else { return .plausible }
    let quotient = need.quotient
    if quotient > factor || quotient < 1 / factor { return .suspect }
    let isLike = packs.contains { pack in
      packTolerance > 0
        && min(abs(quotient / pack - 1), abs(quotient * pack - 1)) <= packTolerance + 1e-9
    }
    return isLike ? .packLike : .plausible
  }
}

/// What was contracted for some days, and what was bought in as many of the year before.
private struct Need {
  let contracted: Double
  let before: Double

  var quotient: Double { contracted / before }

  /// How many times the one is the other, whichever is more.
  var distance: Double {
    before > 0 && contracted > 0 ? max(quotient, 1 / quotient) : .infinity
  }
}
