import Procurement
import TestSupport
import Testing

@testable import Intake

/// `payments.csv`: what is owed, when it was paid, and how it was settled.
struct PaymentFileTests {
  /// Whoever else pays, it is not the fund.
  @Test(arguments: [
    ("直接结算", true), ("医保基金直接结算", true), ("机构支付", false), ("医院支付", false), ("医疗机构支付", false),
    ("医疗机构自行支付", false), ("医院自行支付", false), ("机构", false), ("银行转账", false), ("自行结算", false),
    ("医院结算", false), ("非直接结算", false), ("", nil),
  ])
  func waysOfSettlement(_ word: String, _ isDirect: Bool?) throws {
    var files = ExecutionFilesTests.catalogue
    files["payments.csv"] =
      "医疗机构编码,企业名称,验收日期,应付金额,支付日期,支付金额,结算方式\nH1,甲,2025-03-01,100,2025-03-15,60,\(word)\n"
    let catalogues = try ExecutionFilesTests.read(files)
    #expect(catalogues.notices == [])
    #expect(catalogues.payments.map(\.isDirect) == [isDirect])
  }

  /// An instalment is held against the day of acceptance that stands for its bill.
  @Test func nobodyPaysABillBeforeItsGoodsCame() throws {
    var files = ExecutionFilesTests.catalogue
    files["payments.csv"] =
      "医疗机构编码,企业名称,结算单号,验收日期,应付金额,支付日期,支付金额\n"
      + "H1,甲,F1,2025-03-01,100,,\nH1,甲,F1,2025-01-01,100,2025-01-15,60\n"
    let catalogues = try ExecutionFilesTests.read(files)
    #expect(catalogues.notices.map(\.reason) == [.conflictingLine, .endBeforeStart])
    #expect(catalogues.payments.count == 1)
  }

  @Test func amountsInTenThousands() throws {
    let catalogues = try ExecutionFilesTests.read([
      "payments.csv": "医疗机构编码,验收日期,应付金额(万元),支付日期,支付金额（万元）\nH1,2025-03-01,1.5,2025-03-02,0.00015\n"
    ])
    #expect(catalogues.payments.map(\.due) == [yuan(15_000)])
    #expect(catalogues.payments.map(\.paid) == [yuan(1.5)])
  }

  @Test(arguments: [
    ("回款台账\n单位：万元", "支付金额", 15_000.0, 10_000.0), ("台账 金额单位：千元,,,", "支付金额", 1_500, 1_000),
    ("单位：万元", "支付金额（元）", 15_000, 1), ("单位：元", "支付金额", 1.5, 1), ("回款台账", "支付金额", 1.5, 1),
  ])
  func titlesMayStateTheUnitOfPayments(
    _ title: String, _ paid: String, _ dueAmount: Double, _ paidAmount: Double
  ) throws {
    let catalogues = try ExecutionFilesTests.read([
      "payments.csv":
        "\(title)\n医疗机构编码,企业名称,结算单号,验收日期,应付金额,支付日期,\(paid)\nH1,甲公司,B1,2025-03-01,1.5,2025-03-02,1\n"
    ])
    #expect(catalogues.notices == [])
    #expect(catalogues.payments.map(\.due) == [yuan(dueAmount)])
    #expect(catalogues.payments.map(\.paid) == [yuan(paidAmount)])
  }

  /// Whatever the order of its rows, a bill owes its amount once.
  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
  func instalmentsOweOnce(_ order: [Int]) throws {
    let rows = [
      "H1,甲公司,B1,2025-03-01,100,2025-03-20,40,是", "H1,甲公司,B1,2025-03-01,,2025-04-20,30,是",
      "H1,甲公司,B1,2025-03-01,100,,0,",
    ]
    let head = try #require(ExecutionFilesTests.heads["payments.csv"])
    let text = ([head] + order.map { rows[$0] }).joined(separator: "\n") + "\n"
    let catalogues = try ExecutionFilesTests.read(["payments.csv": text])
    #expect(catalogues.notices == [])
    #expect(catalogues.payments.reduce(.zero) { $0 + $1.due } == yuan(100))
    #expect(catalogues.payments.reduce(.zero) { $0 + $1.paid } == yuan(70))
    #expect(catalogues.payments.map(\.due) == [yuan(100), .zero, .zero])
  }
}
