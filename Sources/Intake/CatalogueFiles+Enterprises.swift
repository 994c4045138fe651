internal import Procurement
internal import SystemPackage

extension CatalogueFiles {
  /// Reads `payments.csv`. An empty due amount is right only where an earlier row of the bill has
  /// it.
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
    var bills: Set<[String]> = []
    for row in table.rows {
      guard let code = table.text(row, "institution_code"),
        let accepted = table.day(row, "accepted")
      else { continue }
      let institution = TextNormal.code(code)
      let bill = row["bill"]
      let isInstalment =
        !bill.isEmpty && !bills.insert([institution, row["enterprise"], bill]).inserted
      var due = Money.zero
      if !isInstalment {
        guard table.text(row, "due") != nil, let amount = table.positive(row, "due") else {
          continue
        }
        due = Money(tenThousandths: amount)
      }
      let paidOn = table.optionalDay(row, "paid_on")
      let paid = table.positive(row, "paid").map(Money.init(tenThousandths:))
      guard paidOn != nil || row["paid_on"].isEmpty, paid != nil || row["paid"].isEmpty else {
        continue
      }
      guard (paidOn == nil) == (paid == nil) else {
        table.report(row, paidOn == nil ? "paid_on" : "paid", .missingValue)
        continue
      }
      if let paidOn, paidOn < accepted {
        table.report(row, "paid_on", .endBeforeStart)
        continue
      }
      result.payments.append(
        Payment(
          institution: institution, enterprise: row["enterprise"], bill: bill, accepted: accepted,
          due: due, paidOn: paidOn, paid: paid ?? .zero,
          isDirect: table.word(row, "settlement", isDirect), source: row.source))
    }
    result.notices += table.notices
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
        let isListed = table.word(row, "listed", ValueWords.yesOrNo)
      else { continue }
      let isEvaluated = table.word(row, "evaluated", ValueWords.yesOrNo) ?? false
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
