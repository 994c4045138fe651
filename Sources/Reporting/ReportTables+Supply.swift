import Analysis
import Indicators
import Procurement

extension ReportTables {
  // MARK: 配送与回款

  /// Delivery, payment and settlement.
  var delivery: [Table] {
    [
      values(
        results("delivery-rate"), title: t("配送到货率", "Delivery rate"),
        note: t(
          "到货 ÷ 应到货，均按各产品平均采购价折算为金额；超7日未发货作废的订单计入应到货。",
          "Arrived ÷ due, both at each product's average price; orders cancelled because nothing was "
            + "sent were due."),
        amounts: (t.money("到货", "Arrived"), t.money("应到货", "Due"))),
      values(
        results("payment-30-day-rate") + results("direct-settlement-share"),
        title: t("回款与直接结算", "Payment and direct settlement"),
        note: t(
          "30天回款率 = 验收后30天内支付金额 ÷ 应付金额；直接结算占比 = 医保基金直接结算金额 ÷ 支付金额。",
          "Paid within 30 days of acceptance ÷ due; paid by the fund directly ÷ paid."),
        amounts: (t.money("分子", "Numerator"), t.money("分母", "Denominator"))),
    ]
  }

  /// The parts of the same: what is overdue, and who delivers and pays how.
  var deliveryParts: [Table] {
    [
      parts(
        of: results("payment-overdue"), by: [.age],
        title: t("逾期未付金额（按账龄）", "Overdue amounts by age"),
        amounts: (t.money("金额", "Amount"), t.money("全部逾期", "All overdue"))),
      parts(
        of: results("payment-overdue"), by: [.region, .institution, .enterprise],
        title: t("逾期未付金额构成", "Overdue amounts by part"),
        amounts: (t.money("金额", "Amount"), t.money("全部逾期", "All overdue")), order: .largest),
      parts(
        of: results("delivery-rate"), by: [.enterprise, .category, .region, .institution],
        title: t("到货率构成", "Delivery rate by part"),
        amounts: (t.money("到货", "Arrived"), t.money("应到货", "Due")), order: .lowest),
      parts(
        of: results("payment-30-day-rate"), by: [.region, .institution, .enterprise],
        title: t("30天回款率构成", "30-day payment by part"),
        amounts: (t.money("30天内支付", "Paid within 30 days"), t.money("应付", "Due")), order: .lowest),
      parts(
        of: results("direct-settlement-share"), by: [.institution, .enterprise],
        title: t("直接结算占比构成", "Direct settlement by part"),
        amounts: (t.money("直接结算", "Settled directly"), t.money("支付", "Paid"))),
    ]
  }

  // MARK: 短缺与信用

  /// Drugs on the shortage lists, and credit evaluation.
  var supply: [Table] {
    [
      values(
        results("shortage-supply"), title: t("短缺、易短缺药品供应", "Supply of drugs on the shortage lists"),
        note: t(
          "占比为近月有采购的品种数，不是到货率（到货见下表）；清单内药品单独监测，不作一般价格异常提示；分级预警见异常线索“短缺供应预警”。",
          "The share counts drugs that were ordered, not what arrived (next table). Listed drugs are watched apart; see the supply warnings among the clues."
        ),
        amounts: (t("有采购（个）", "Bought"), t("清单内（个）", "Listed"))),
      values(
        results("credit-coverage"), title: t("信用评价", "Credit evaluation"),
        note: t(
          "覆盖率 = 纳入信用评价的挂网企业 ÷ 挂网企业；等级为导入结果，不由系统推断。",
          "Listed enterprises under evaluation ÷ listed enterprises; grades are imported."),
        amounts: (t("纳入评价（家）", "Evaluated"), t("挂网企业（家）", "Listed"))),
    ]
  }

  /// The parts of the same: each drug, grades, purchases from rated enterprises.
  var supplyParts: [Table] {
    [
      parts(
        of: results("shortage-supply"), by: [.product],
        title: t("短缺、易短缺药品到货", "Listed drugs and what arrived"),
        amounts: (t("到货", "Arrived"), t("应到货", "Due"))),
      parts(
        of: results("credit-coverage"), by: [.rating, .enterprise],
        title: t("失信企业及采购金额", "Rated enterprises and purchases from them"),
        amounts: (t.money("本年采购金额", "Bought this year"), t.money("全部采购", "All purchases"))),
    ]
  }
}
