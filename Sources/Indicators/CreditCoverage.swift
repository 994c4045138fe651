import PricePanel
import Procurement

/// 信用评价覆盖率: enterprises listed on the provincial platform that are under credit evaluation ÷
/// all listed enterprises, at the end of the report month.
///
/// 西乡: 医药价格和招采信用评价 covers 95 % or more of the listed enterprises. Ratings are imported, never
/// inferred. An enterprise with a rating is under evaluation, whatever its row says. Purchases from
/// enterprises whose bad rating is in force are told beside it, those of unlisted and unknown
/// enterprises too.
struct CreditCoverage {
  private let panel: Panel
  private let month: Month
  private let enterprises: [Enterprise]
  private let rated: Set<String>
  private let hasRatings: Bool
  private let grades: [String: CreditGrade]

  /// Looks up which ratings were given, and hold, at the end of `month`.
  init(panel: Panel, month: Month, catalogues: Catalogues) {
    self.panel = panel
    self.month = month
    enterprises = catalogues.enterprises
    hasRatings = !catalogues.missing.contains("credit-ratings.csv")
    let given = catalogues.creditRatings.filter { $0.date <= month.lastDay }
    rated = Set(given.map(\.enterprise))
    var last: [String: CreditRating] = [:]
    for rating in given where rating.isInForce(on: month.lastDay) {
      guard let other = last[rating.enterprise] else {
        last[rating.enterprise] = rating
        continue
      }
      // Of two of one day the graver one: the order of the rows says nothing.
      if (other.date, other.grade.rank) < (rating.date, rating.grade.rank) {
        last[rating.enterprise] = rating
      }
    }
    grades = last.mapValues(\.grade)
  }

  /// The coverage.
  ///
  /// - Complexity: O(cells of the report year).
  var result: IndicatorResult {
    let listed = enterprises.filter(\.isListed)
    let evaluated = listed.count { $0.isEvaluated || rated.contains($0.name) }
    let purchases = RatedPurchases(panel: panel, months: month.startOfYear...month, grades: grades)
    var result = IndicatorResult(
      id: "credit-coverage", scope: "listed-enterprises", period: month...month, unit: .ratio,
      facts: [
        fact(.ratedEnterprises, .count(grades.count)),
        fact(.ratedPurchases, .money(purchases.rated)),
      ],
      breakdown: byGrade(purchases) + byEnterprise(purchases))
    if enterprises.isEmpty {
      result.reason = .noInput
    } else if listed.isEmpty {
      result.reason = .noListedEnterprises
    } else {
      result.numerator = .count(evaluated)
      result.denominator = .count(listed.count)
      result.value = Double(evaluated) / Double(listed.count)
    }
    return result
  }

  /// What the ratings say; without any file of them nothing is known of who is rated.
  private func fact(_ name: IndicatorFact.Name, _ value: IndicatorFact.Value) -> IndicatorFact {
    hasRatings
      ? IndicatorFact(name, value) : IndicatorFact(name, nil, reason: .noCreditRatings)
  }

  private func byGrade(_ purchases: RatedPurchases) -> [IndicatorPart] {
    CreditGrade.allCases.compactMap { grade in
      let count = grades.values.count { $0 == grade }
      guard count > 0 else { return nil }
      var part = part(
        .rating, grade.rawValue, purchases.byGrade[grade] ?? .zero, of: purchases.all)
      part.facts = [IndicatorFact(.ratedEnterprises, .count(count))]
      return part
    }
  }

  /// The rated enterprises, also those that nothing was bought from; most money first.
  private func byEnterprise(_ purchases: RatedPurchases) -> [IndicatorPart] {
    let codes = Dictionary(
      enterprises.map { ($0.name, $0.code) }, uniquingKeysWith: { first, _ in first })
    let amounts = grades.keys.map { ($0, purchases.byEnterprise[$0] ?? .zero) }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    return amounts.map { name, amount in
      var part = part(.enterprise, name, amount, of: purchases.all)
      part.code = codes[name] ?? ""
      part.facts = [IndicatorFact(.grade, grades[name].map { .term($0.rawValue) })]
      return part
    }
  }

  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, _ amount: Money, of all: Money
  ) -> IndicatorPart {
    IndicatorPart(
      dimension: dimension, name: name, numerator: .money(amount), denominator: .money(all),
      value: all > .zero ? amount.yuan / all.yuan : nil,
      reason: all > .zero ? nil : .nothingInPeriod)
  }
}

/// What was bought from rated enterprises, as makers or distributors, after returns. One purchase
/// counts once in the whole, once for each grade and once for each enterprise that it names.
private struct RatedPurchases {
  private(set) var all = Money.zero
  private(set) var rated = Money.zero
  private(set) var byGrade: [CreditGrade: Money] = [:]
  private(set) var byEnterprise: [String: Money] = [:]

  init(panel: Panel, months: ClosedRange<Month>, grades: [String: CreditGrade]) {
    let grade = panel.distributors.map { grades[$0] }
    // What was bought of the product in hand through each rated distributor, and through whom.
    var amounts = [Money?](repeating: nil, count: panel.distributors.count)
    var sellers: [Int] = []
    for index in panel.products.indices {
      let maker = panel.products[index].manufacturer
      let makerGrade = grades[maker]
      var whole = Money.zero
      for place in panel.cells(of: index, in: months).indices {
        let amount = panel.cells[place].netAmount
        let seller = Int(panel.cells[place].distributor)
        whole += amount
        guard grade[seller] != nil else { continue }
        if amounts[seller] == nil { sellers.append(seller) }
        amounts[seller] = (amounts[seller] ?? .zero) + amount
      }
      all += whole
      if let makerGrade {
        rated += whole
        byEnterprise[maker, default: .zero] += whole
        byGrade[makerGrade, default: .zero] += whole
      }
      for seller in sellers {
        let amount = amounts[seller] ?? .zero
        amounts[seller] = nil
        if makerGrade == nil { rated += amount }
        let name = panel.distributors[seller]
        guard let grade = grade[seller], name != maker else { continue }
        byEnterprise[name, default: .zero] += amount
        if grade != makerGrade { byGrade[grade, default: .zero] += amount }
      }
      sellers.removeAll(keepingCapacity: true)
    }
  }
}

extension CreditGrade {
  /// The place in the list of all grades: within a vocabulary the later is the graver one.
  fileprivate var rank: Int { CreditGrade.allCases.firstIndex(of: self) ?? 0 }
}
