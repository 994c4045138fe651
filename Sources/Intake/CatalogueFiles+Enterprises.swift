internal import Procurement
internal import SystemPackage

extension CatalogueFiles {
  /// Reads `payments.csv`. Rows with one bill number are instalments: any of them states the due
  /// amount, which the first one carries.
  ///
  /// A row is reported and left out when a needed value is missing or none, when its payment lies
  /// before acceptance, or when the same payment of a bill stands there already. Where rows of a
  /// bill differ in the due amount or the day of acceptance the first one holds, which is reported.
  static func readPayments(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "payments.csv", in: folder,
        columns: [
          .init("institution_code", "医疗机构编码", isRequired: true),
          .init("enterprise", "企业名称", "配送企业", "收款企业"),
          .init("bill", "结算单号", "发票号", "发票号码"),
          .init("accepted", "验收日期", "验收入库日期", isRequired: true),
          .init("due", "应付金额", isRequired: true), .init("paid_on", "支付日期", "付款日期"),
          .init("paid", "支付金额", "付款金额"), .init("settlement", "结算方式"),
        ])
    else { return }
    var rows: [(row: CatalogueTable.Row, key: BillKeys.Key, payment: Payment)] = []
    var keys = BillKeys()
    var bills: [BillKeys.Key: (accepted: Day, due: Money?)] = [:]
    var seen: Set<Instalment> = []
    for row in table.rows {
      guard var payment = payment(row, &table) else { continue }
      let key = keys.key(of: payment)
      if !payment.bill.isEmpty {
        let isStated = !row["due"].isEmpty
        if let bill = bills[key] {
          if bill.accepted != payment.accepted { table.report(row, "accepted", .conflictingLine) }
          payment.accepted = bill.accepted
          if isStated, let due = bill.due, due != payment.due {
            table.report(row, "due", .conflictingLine)
          }
        }
        let due = bills[key]?.due ?? (isStated ? payment.due : nil)
        bills[key] = (payment.accepted, due)
        let instalment = Instalment(
          bill: key, accepted: payment.accepted, paidOn: payment.paidOn, paid: payment.paid,
          isDirect: payment.isDirect)
        guard payment.paidOn == nil || seen.insert(instalment).inserted else {
          table.report(row, "bill", .duplicate)
          continue
        }
      }
      rows.append((row, key, payment))
    }
    var told: Set<BillKeys.Key> = []
    for (row, key, payment) in rows {
      var payment = payment
      if !payment.bill.isEmpty {
        guard let due = bills[key]?.due else {
          table.report(row, "due", .missingValue)
          continue
        }
        payment.due = told.insert(key).inserted ? due : .zero
      }
      result.payments.append(payment)
    }
    result.notices += table.notices
  }

  /// One row by itself; its due amount is 0 where a row with a bill number states none.
  private static func payment(
    _ row: CatalogueTable.Row, _ table: inout CatalogueTable
  ) -> Payment? {
    guard let code = table.text(row, "institution_code"), let accepted = table.day(row, "accepted")
    else { return nil }
    var due = Money.zero
    if row["bill"].isEmpty || !row["due"].isEmpty {
      guard table.text(row, "due") != nil, let amount = table.positive(row, "due") else {
        return nil
      }
      due = Money(tenThousandths: amount)
    }
    let paidOn = table.optionalDay(row, "paid_on")
    // Exports write 0 where nothing is paid yet.
    let isUnpaid = NumberText.value(row["paid"], places: 4)?.scaled == 0 && row["paid_on"].isEmpty
    let paid = isUnpaid ? nil : table.positive(row, "paid").map(Money.init(tenThousandths:))
    guard paidOn != nil || row["paid_on"].isEmpty, paid != nil || isUnpaid || row["paid"].isEmpty
    else { return nil }
    guard (paidOn == nil) == (paid == nil) else {
      table.report(row, paidOn == nil ? "paid_on" : "paid", .missingValue)
      return nil
    }
    if let paidOn, paidOn < accepted {
      table.report(row, "paid_on", .endBeforeStart)
      return nil
    }
    return Payment(
      institution: TextNormal.code(code), enterprise: row["enterprise"], bill: row["bill"],
      accepted: accepted, due: due, paidOn: paidOn, paid: paid ?? .zero,
      isDirect: table.word(row, "settlement", isDirect), source: row.source)
  }

  private static func isDirect(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "直接结算", "医保直接结算", "医保基金直接结算", "direct": true
    case "机构支付", "医疗机构支付", "自行结算", "institution": false
    default: ValueWords.yesOrNo(text)
    }
  }

  /// Reads `enterprises.csv`.
  static func readEnterprises(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "enterprises.csv", in: folder,
        columns: [
          .init("enterprise", "企业名称", isRequired: true),
          .init("enterprise_code", "统一社会信用代码"),
          .init("listed", "是否挂网", isRequired: true),
          .init("evaluated", "是否纳入信用评价", "纳入信用评价", isRequired: true),
        ])
    else { return }
    var names: Set<String> = []
    for row in table.rows {
      guard let name = table.text(row, "enterprise"), table.text(row, "listed") != nil,
        let isListed = table.word(row, "listed", ValueWords.yesOrNo),
        table.text(row, "evaluated") != nil,
        let isEvaluated = table.word(row, "evaluated", ValueWords.yesOrNo)
      else { continue }
      guard names.insert(name).inserted else {
        table.report(row, "enterprise", .repeatedKey)
        continue
      }
      result.enterprises.append(
        Enterprise(
          code: TextNormal.code(row["enterprise_code"]), name: name, isListed: isListed,
          isEvaluated: isEvaluated, source: row.source))
    }
    result.notices += table.notices
  }

  /// Reads `credit-ratings.csv`, in both vocabularies.
  static func readCreditRatings(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "credit-ratings.csv", in: folder,
        columns: [
          .init("enterprise", "企业名称", isRequired: true),
          .init("grade", "失信等级", "信用等级", isRequired: true),
          .init("date", "评级日期", "评定日期", isRequired: true),
          .init("repaired", "修复日期", "信用修复日期"),
        ])
    else { return }
    for row in table.rows {
      guard let name = table.text(row, "enterprise"), table.text(row, "grade") != nil,
        let grade = table.word(row, "grade", CreditGrade.init(rawValue:)),
        let date = table.day(row, "date")
      else { continue }
      let repaired = table.optionalDay(row, "repaired")
      // A rating whose repair cannot be read stands: it was given, and nothing shows its end.
      if let repaired, repaired < date {
        table.report(row, "repaired", .endBeforeStart)
        continue
      }
      result.creditRatings.append(
        CreditRating(
          enterprise: name, grade: grade, date: date, repaired: repaired, source: row.source))
    }
    result.notices += table.notices
  }
}

/// Numbers what bills are told apart by.
private struct BillKeys {
  struct Key: Hashable {
    let institution: Int
    let enterprise: Int
    let bill: Int
  }

  private var institutions = Numbering()
  private var enterprises = Numbering()
  private var bills = Numbering()

  mutating func key(of payment: Payment) -> Key {
    Key(
      institution: institutions.number(of: payment.institution),
      enterprise: enterprises.number(of: payment.enterprise),
      bill: bills.number(of: payment.bill))
  }
}

/// A payment of a bill, as it is told from others of the same bill.
private struct Instalment: Hashable {
  let bill: BillKeys.Key
  let accepted: Day
  let paidOn: Day?
  let paid: Money
  let isDirect: Bool?
}
