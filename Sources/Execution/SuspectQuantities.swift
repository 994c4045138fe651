import PricePanel
import Procurement

/// Finds contracted quantities that are so far from what the institution bought of the variety in
/// the year before, scaled to the contract's period, that their unit is in doubt; and those that are
/// about as many times that, or that part of it, as a pack holds units, so that packs and units may have
/// been mixed up. Contracts of hospital unions are held against what all members bought as well.
///
/// Where all products hold one unit a pack only ten thousands (万) can be mixed up, and a handful of packs bought
/// says nothing of what an institution will buy.
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
  /// Fewer packs bought in the year before count as so many.
  let minimumPacks: Int
  let counted: CountedQuantity

  /// What each contract's quantity is taken for.
  func marks(_ contracts: NumberedContracts, in panel: Panel) -> [Mark] {
    let rows = contracts.rows
    guard factor > 1, let recorded = panel.months else { return rows.map { _ in .plausible } }
    let scales = contracts.varieties.map { scale(of: $0.products, in: panel) }
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
      let (contract, scale) = (rows[index].contract, scales[rows[index].listing])
      let years = Double(contract.end.ordinal - contract.start.ordinal + 1) / 365
      let months = Double(monthsBefore(contract.start, since: recorded.lowerBound))
      func scaled(_ bought: Double) -> Double { bought / months * 12 * years }
      func need(_ contracted: Double, _ before: Quantity) -> Need {
        Need(contracted: contracted, before: scaled(before.units), least: scaled(scale.least))
      }
      let own = need(contract.quantity.units, before[index])
      guard hasYearBefore(contract.start), let place = unions.place(of: index) else {
        return mark(own, scale)
      }
      let period = unions.periods[place]
      let others = need(
        (period.contracted - contract.quantity).units + period.ofOtherDays,
        before[rows.count + place] - before[index])
      return mark(own, beside: others, scale)
    }
  }

  /// What a quantity of a variety with `products` is held against.
  private func scale(of products: VarietyProducts.Members, in panel: Panel) -> Scale {
    let all = products.all.map { panel.products[$0] }
    let isSingle = all.allSatisfy { $0.conversionRatio?.units == 1 }
    return Scale(
      packs: Set(products.selected.map { panel.products[$0].packRatio.units })
        .filter { $0 >= minimumPack },
      limit: isSingle ? max(factor, 10_000 / factor) : factor,
      least: Double(minimumPacks) * (all.map(\.packRatio.units).min() ?? 0))
  }

  /// What the quantity of one of a union's contracts is taken for, beside what its others contracted and
  /// the other members bought.
  ///
  /// It is held against what its own holder bought, unless all contracts together fit what all members bought
  /// markedly better with it than without: then some buy for others. One whose holder bought nothing is held
  /// against all, unless it is too small to matter there.
  private func mark(_ own: Need, beside others: Need, _ scale: Scale) -> Mark {
    let all = Need(
      contracted: own.contracted + others.contracted, before: own.before + others.before,
      least: own.least)
    guard others.contracted > 0 else { return mark(all, scale) }
    let tolerance = 1 + packTolerance
    if own.before <= 0 {
      return all.contracted > others.contracted * tolerance ? mark(all, scale) : .plausible
    }
    let mark = mark(own, scale)
    return others.distance > all.distance * tolerance ? min(mark, self.mark(all, scale)) : mark
  }

  /// How many months of the year before `start` the records have.
  private func monthsBefore(_ start: Day, since first: Month) -> Int {
    min(12, first.distance(to: start.month))
  }

  private func mark(_ need: Need, _ scale: Scale) -> Mark {
    guard need.before > 0 else { return .plausible }
    let quotient = need.quotient
    if need.contracted > scale.limit * max(need.before, need.least) || quotient < 1 / scale.limit {
      return .suspect
    }
    let isLike = scale.packs.contains { pack in
      packTolerance > 0
        && min(abs(quotient / pack - 1), abs(quotient * pack - 1)) <= packTolerance + 1e-9
    }
    return isLike ? .packLike : .plausible
  }
}

/// What quantities of a variety are held against.
private struct Scale {
  /// The units in packs of selected products.
  let packs: Set<Double>
  /// How many times off the year before a quantity is in doubt.
  let limit: Double
  /// What a handful bought counts as, in smallest units.
  let least: Double
}

/// What was contracted for some days, and what was bought in as many of the year before.
private struct Need {
  let contracted: Double
  let before: Double
  /// What counts as bought where it is less.
  let least: Double

  var quotient: Double { contracted / before }

  /// How many times the one is the other, whichever is more.
  var distance: Double {
    before > 0 && contracted > 0 ? max(quotient, 1 / quotient) : .infinity
  }
}
