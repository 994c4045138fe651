import Procurement

/// 直接结算占比: what the medical insurance fund paid enterprises directly ÷ what was paid, in the
/// report year.
///
/// 西乡 (三) and 江西 ch. 3 §1: 医保基金与医药企业直接结算. The share is of the payments that say how they were
/// settled; those that do not, or in a word that nobody knows, are shown apart, with the bounds of the share
/// with them. Where none says there is no share.
struct DirectSettlement {
  private let month: Month
  private let isSupplied: Bool
  private let payments: [Payment]
  private let parties: PaymentParties

  /// Takes the payments of the report year until the end of `month`.
  init(payments: [Payment], parties: PaymentParties, month: Month) {
    self.month = month
    self.parties = parties
    isSupplied = !payments.isEmpty
    self.payments = payments.filter { $0.paidOn.map { $0.month <= month } ?? false }
  }

  /// The share.
  var result: IndicatorResult {
    let months = month.startOfYear...month
    var result = IndicatorResult(
      id: "direct-settlement-share", scope: "payments", period: months, unit: .ratio)
    guard isSupplied else {
      result.reason = .noInput
      return result
    }
    result.series = series
    let year = payments.filter { months.contains($0.paidMonth ?? month.advanced(by: 1)) }
    let direct = sum(year) { $0.isDirect == true }
    let stated = sum(year) { $0.isDirect != nil }
    let all = sum(year) { _ in true }
    guard all > .zero else {
      result.reason = .nothingInPeriod
      return result
    }
    if stated > .zero {
      result.numerator = .money(direct)
      result.denominator = .money(stated)
      result.value = direct.yuan / stated.yuan
      if all > stated {
        let bounds = ShareBounds(
          lowest: direct.yuan / all.yuan, highest: (direct + all - stated).yuan / all.yuan,
          leftOut: .payments)
        result.bounds = bounds
        result.facts = bounds.facts
      }
    } else {
      result.reason = .settlementNotStated
    }
    let components: [(name: String, amount: Money)] = [
      ("direct", direct), ("by-institution", stated - direct),
      ("settlement-not-stated", all - stated),
    ]
    result.breakdown =
      components.map {
        IndicatorPart(
          dimension: .component, name: $0.name, numerator: .money($0.amount),
          denominator: .money(all), value: $0.amount.yuan / all.yuan)
      }
      + parties.parts(of: year) { part, payments in
        let stated = sum(payments) { $0.isDirect != nil }
        guard stated > .zero else {
          part.reason = .settlementNotStated
          return
        }
        let direct = sum(payments) { $0.isDirect == true }
        part.numerator = .money(direct)
        part.denominator = .money(stated)
        part.value = direct.yuan / stated.yuan
      }
    return result
  }

  /// Each month's own share, by the day of payment.
  private var series: [MonthValue] {
    guard let first = payments.compactMap(\.paidMonth).min() else { return [] }
    let byMonth = Dictionary(grouping: payments) { $0.paidMonth ?? month }
    return [MonthValue](first...month) { each in
      let payments = byMonth[each] ?? []
      let stated = sum(payments) { $0.isDirect != nil }
      let direct = sum(payments) { $0.isDirect == true }
      return stated > .zero ? direct.yuan / stated.yuan : nil
    }
  }

  private func sum(_ payments: [Payment], where condition: (Payment) -> Bool) -> Money {
    payments.reduce(.zero) { condition($1) ? $0 + $1.paid : $0 }
  }
}

extension Payment {
  fileprivate var paidMonth: Month? { paidOn?.month }
}
