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
          .init("bill", "结算单号", "发票号", "发票号码", isVaried: true),
          .init("accepted", "验收日期", "验收入库日期", isRequired: true),
          .init("due", "应付金额", isRequired: true, isVaried: true, isAmount: true),
          .init("paid_on", "支付日期", "付款日期"),
          .init("paid", "支付金额", "付款金额", isVaried: true, isAmount: true),
          .init("settlement", "结算方式"),
        ])
    else { return }
    var rows: [(row: Int, bill: Int, payment: Payment)] = []
    rows.reserveCapacity(table.rows.count)
    var keys = BillKeys(minimumCapacity: table.rows.count)
    var bills: [(accepted: Day, due: Money?)] = []
    var seen = Set<Instalment>(minimumCapacity: table.rows.count)
    for (place, row) in table.rows.enumerated() {
      guard let (stated, isDueStated) = payment(row, &table) else { continue }
      var payment = stated
      guard !payment.bill.isEmpty else {
        rows.append((place, -1, payment))
        continue
      }
      let bill = keys.number(of: payment)
      if bill == bills.count {
        bills.append((payment.accepted, isDueStated ? payment.due : nil))
      } else {
        if bills[bill].accepted != payment.accepted {
          table.report(row, "accepted", .conflictingLine)
        }
        payment.accepted = bills[bill].accepted
        if let paidOn = payment.paidOn, paidOn < payment.accepted {
          table.report(row, "paid_on", .endBeforeStart)
          continue
        }
        if isDueStated, let due = bills[bill].due, due != payment.due {
          table.report(row, "due", .conflictingLine)
        }
        if isDueStated, bills[bill].due == nil { bills[bill].due = payment.due }
      }
      let instalment = payment.paidOn.map {
        Instalment(bill: bill, paidOn: $0, paid: payment.paid, isDirect: payment.isDirect)
      }
      guard instalment.map({ seen.insert($0).inserted }) ?? true else {
        table.report(row, "bill", .duplicate)
        continue
      }
      rows.append((place, bill, payment))
    }
    var isTold = bills.map { _ in false }
    result.payments.reserveCapacity(rows.count)
    for (place, bill, payment) in rows {
      var payment = payment
      if bill >= 0 {
        guard let due = bills[bill].due else {
          table.report(table.rows[place], "due", .missingValue)
          continue
        }
        payment.due = isTold[bill] ? .zero : due
        isTold[bill] = true
      }
      result.payments.append(payment)
    }
    result.notices += table.notices
  }

  /// One row by itself, and whether it states the due amount; that is 0 where a row with a bill number
  /// states none.
  private static func payment(
    _ row: CatalogueTable.Row, _ table: inout CatalogueTable
  ) -> (payment: Payment, isDueStated: Bool)? {
    guard let code = table.text(row, "institution_code"), let accepted = table.day(row, "accepted")
    else { return nil }
    let bill = row["bill"]
    let due = table.positive(row, "due", isNeeded: bill.isEmpty)
    guard due != nil || !bill.isEmpty && row["due"].isEmpty else { return nil }
    let paidOn = table.optionalDay(row, "paid_on")
    // Exports write 0 where nothing is paid yet.
    let isUnpaid = row["paid_on"].isEmpty && NumberText.value(row["paid"], places: 4)?.scaled == 0
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
    let payment = Payment(
      institution: TextNormal.code(code), enterprise: row["enterprise"], bill: bill,
      accepted: accepted, due: Money(tenThousandths: due ?? 0), paidOn: paidOn, paid: paid ?? .zero,
      isDirect: table.word(row, "settlement", isDirect), source: row.source)
    return (payment, due != nil)
  }

  private static func isDirect(_ text: String) -> Bool? {
    switch text {
    case "直接结算", "医保直接结算", "医保基金直接结算": true
    case "机构支付", "医疗机构支付", "医院支付", "机构自行支付", "医疗机构自行支付", "医院自行支付", "自行支付", "机构", "医疗机构",
      "医院", "机构结算", "医疗机构结算", "医院结算", "自行结算", "银行转账", "非直接结算", "未直接结算":
      false
    default:
      switch text.lowercased() {
      case "direct": true
      case "institution": false
      default: ValueWords.yesOrNo(text)
      }
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

/// Numbers bills by what they are told apart by.
private struct BillKeys {
  private struct Key: Hashable {
    let institution: Int
    let enterprise: Int
    let bill: String
  }

  private var institutions = Numbering()
  private var enterprises = Numbering()
  private var numbers: [Key: Int]

  init(minimumCapacity: Int) {
    numbers = Dictionary(minimumCapacity: minimumCapacity)
  }

  /// The number of a payment's bill; a new one is the count of those before.
  mutating func number(of payment: Payment) -> Int {
    let key = Key(
      institution: institutions.number(of: payment.institution),
      enterprise: enterprises.number(of: payment.enterprise), bill: payment.bill)
    if let number = numbers[key] { return number }
    let number = numbers.count
    numbers[key] = number
    return number
  }
}

/// A payment of a bill, as it is told from others of the same bill.
private struct Instalment: Hashable {
  let bill: Int
  let paidOn: Day
  let paid: Money
  let isDirect: Bool?
}
