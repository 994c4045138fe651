import Procurement

/// What an institution owes an enterprise for goods accepted, with all payments of it: the rows of
/// `payments.csv` that have one bill number (结算单号), or one row without a number.
struct Bill {
  /// The institution's code.
  let institution: String
  /// The enterprise that is owed, by name.
  let enterprise: String
  /// The day the goods were accepted; of rows that differ the earliest.
  private(set) var accepted: Day
  /// The amount due.
  private(set) var due: Money
  private var payments: [(day: Day, amount: Money)] = []

  private init(_ row: Payment) {
    institution = row.institution
    enterprise = row.enterprise
    accepted = row.accepted
    due = .zero
  }

  /// The bills that the rows make, in no matter which order the rows stand.
  static func bills(of rows: [Payment]) -> [Bill] {
    struct Key: Hashable {
      let institution: Int
      let enterprise: Int
      let bill: String
    }
    var bills: [Bill] = []
    var institutions = Numbering()
    var enterprises = Numbering()
    var places: [Key: Int] = [:]
    places.reserveCapacity(rows.count)
    for row in rows {
      let key = Key(
        institution: institutions.number(of: row.institution),
        enterprise: enterprises.number(of: row.enterprise), bill: row.bill)
      let place = (row.bill.isEmpty ? nil : places[key]) ?? bills.count
      if place == bills.count { bills.append(Bill(row)) }
      places[key] = place
      bills[place].add(row)
    }
    return bills
  }

  private mutating func add(_ row: Payment) {
    accepted = min(accepted, row.accepted)
    due += row.due
    if let day = row.paidOn { payments.append((day, row.paid)) }
  }

  /// What was paid within `days` days of acceptance, and not after `last`; what was paid beyond
  /// the amount due makes up for no other bill.
  func paid(within days: Int, notAfter last: Day) -> Money {
    min(due, paid { $0.ordinal - accepted.ordinal <= days && $0 <= last })
  }

  /// What is still owed at the end of `day`.
  func unpaid(at day: Day) -> Money {
    max(.zero, due - paid { $0 <= day })
  }

  private func paid(where condition: (Day) -> Bool) -> Money {
    payments.reduce(.zero) { condition($1.day) ? $0 + $1.amount : $0 }
  }
}

/// Something between an institution and an enterprise: a bill, or a payment.
protocol BetweenParties {
  /// The institution's code.
  var institution: String { get }
  /// The enterprise's name; empty where it is not stated.
  var enterprise: String { get }
}

extension Bill: BetweenParties {}
extension Payment: BetweenParties {}
