import Procurement
import SystemPackage
import TestSupport

@testable import Analysis

/// A small office whose files feed every indicator, written in several ways that say the same.
struct WholeOffice {
  /// How the files are written.
  enum Form: String, CaseIterable, Sendable {
    /// One purchase file in the order of the days.
    case plain
    /// The lines of all files, catalogues too, in another order.
    case shuffled
    /// The purchases in a file a month, the last month's first by name.
    case split
    /// Amounts of purchases and payments in 万元, contracts in packs and 万片.
    case otherUnits
  }

  private let form: Form

  /// The office with its files in a form.
  init(_ form: Form) {
    self.form = form
  }

  /// A target for each indicator that a plan may name, with a baseline.
  static let targets: [(indicator: String, baseline: String, target: String)] = [
    ("platform-share/drugs", "50%", "90%以上"),
    ("platform-share/high-value-consumables", "30%", "80%以上"),
    ("platform-share/combined", "40%", "85%以上"), ("vbp-varieties/drugs", "1", "2"),
    ("vbp-categories/high-value-consumables", "0", "3类"), ("vbp-categories/consumables", "0", "1"),
    ("credit-coverage", "10%", "95%以上"), ("contract-completion", "5%", "99%"),
    ("contract-completion/B1", "5%", "100%"), ("non-selected-share", "60%", "不高于30%"),
    ("payment-30-day-rate", "1%", "90%"), ("direct-settlement-share", "2%", "50%"),
    ("delivery-rate", "70%", "99%"), ("shortage-supply", "20%", "100%"),
    ("non-public-participation/private", "10%", "100%"),
    ("non-public-participation/pharmacy", "10%", "100%"),
  ]

  /// December 2025.
  func examination() throws -> Examination {
    let folder = try TemporaryFolder()
    for (name, text) in catalogues { try folder.write(name, inOrder(text)) }
    let purchases = purchases
    if form == .split {
      let months = Dictionary(grouping: purchases) { $0.month }
      for (index, month) in months.keys.sorted(by: >).enumerated() {
        let text = lines(months[month] ?? [])
        try folder.write("purchases/\(index)/\(month.description).csv", text)
      }
    } else {
      try folder.write("purchases/a.csv", inOrder(lines(purchases)))
    }
    return try OfficeFolder(folder: folder).examine("2025-12")
  }

  /// The rows of a file below its header, in another order where the form asks for it.
  private func inOrder(_ text: String) -> String {
    guard form == .shuffled else { return text }
    var generator = SplitMix64(seed: 7)
    let rows = text.split(separator: "\n")
    return ([rows[0]] + rows.dropFirst().shuffled(using: &generator)).joined(separator: "\n")
      + "\n"
  }

  // MARK: - Purchases

  private struct Purchase {
    let id: String
    let month: Month
    let institution: String
    let product: Goods
    let channel: String
    /// Of a pack, in fen.
    let price: Int
    let packs: Int
    let arrived: Int
  }

  private struct Goods {
    let code: String
    let name: String
    let ratio: Int
    let maker: String
    let fen: Int
  }

  private static let goods = [
    Goods(code: "X1", name: "甲片", ratio: 10, maker: "厂甲", fen: 1_000),
    Goods(code: "X2", name: "甲片", ratio: 10, maker: "厂乙", fen: 2_000),
    Goods(code: "X3", name: "乙针", ratio: 1, maker: "厂丙", fen: 4_500),
    Goods(code: "X4", name: "丁片", ratio: 20, maker: "厂甲", fen: 700),
    Goods(code: "Z1", name: "丙丸", ratio: 12, maker: "厂丁", fen: 3_150),
    Goods(code: "T1", name: "戊颗粒", ratio: 10, maker: "厂丁", fen: 1_200),
    Goods(code: "C1", name: "支架", ratio: 1, maker: "厂戊", fen: 70_000),
    Goods(code: "C2", name: "纱布", ratio: 5, maker: "厂戊", fen: 250),
  ]

  private static let institutions = ["H1", "H2", "H3", "H4", "H5"]

  /// Two years; the selected 甲片 costs a third of what it cost before the batch of 2025.
  private var purchases: [Purchase] {
    var generator = SplitMix64(seed: 20)
    var result: [Purchase] = []
    for offset in 0..<24 {
      let month = testMonth("2024-01").advanced(by: offset)
      for product in Self.goods {
        for institution in Self.institutions {
          let packs = Int(generator.next() % 40) + 5
          let swing = Int(generator.next() % 5)
          let before = product.code == "X1" && offset < 12 ? 3 : 1
          let channel = ["平台采购", "平台采购", "平台采购", "线下采购", "备案采购"]
          result.append(
            Purchase(
              id: "L\(result.count)", month: month, institution: institution, product: product,
              channel: channel[Int(generator.next() % 5)],
              price: product.fen * before + swing * 10, packs: packs,
              arrived: packs - Int(generator.next() % 4)))
        }
      }
    }
    return result
  }

  private func lines(_ purchases: [Purchase]) -> String {
    let isLarge = form == .otherUnits
    let head =
      "订单明细编号,采购日期,医疗机构编码,产品编码,通用名,转换比,生产企业,配送企业,采购渠道,采购单价,采购数量,"
      + (isLarge ? "采购金额(万元)" : "采购金额") + ",到货数量\n"
    return head
      + purchases.map { each in
        let amount = yuan(fen: each.price * each.packs, inTenThousands: isLarge)
        let (goods, price) = (each.product, yuan(fen: each.price))
        return "\(each.id),\(each.month)-05,\(each.institution),\(goods.code),\(goods.name),"
          + "\(goods.ratio),\(goods.maker),配\(goods.code),\(each.channel),\(price),\(each.packs),"
          + "\(amount),\(each.arrived)\n"
      }.joined()
  }

  /// An amount as text in 元, or in 万元.
  private func yuan(fen: Int, inTenThousands isLarge: Bool = false) -> String {
    Money(tenThousandths: Int64(fen) * 100).decimal(inTenThousands: isLarge)
  }

  // MARK: - Catalogues

  private var catalogues: [String: String] {
    let contracts =
      form == .otherUnits
      ? ("约定采购量,单位", "150,盒", "0.24,万片") : ("约定采购量,单位", "1500,片", "2400,片")
    let due = form == .otherUnits ? "应付金额（万元）" : "应付金额"
    func money(_ yuan: Int) -> String { self.yuan(fen: yuan * 100, inTenThousands: due != "应付金额") }
    return [
      "products.csv": "医保代码,通用名,转换比,生产企业,类别,耗材类别\nX1,甲片,10,厂甲,化学药,\nX2,甲片,10,厂乙,化学药,\n"
        + "X3,乙针,1,厂丙,生物制品,\nX4,丁片,20,厂甲,化学药,\nZ1,丙丸,12,厂丁,中成药,\nT1,戊颗粒,10,厂丁,配方颗粒,\n"
        + "C1,支架,1,厂戊,耗材,血管支架\nC2,纱布,5,厂戊,耗材,敷料\n",
      "institutions.csv":
        "医疗机构编码,医疗机构名称,机构性质,地区,医联体\nH1,一院,公立,东区,东集团\nH2,二院,公立,东区,东集团\n"
        + "H3,三院,公立,西区,\nH4,四院,民营,西区,\nH5,大药房,药店,东区,\n",
      "consumable-categories.csv": "耗材类别,是否高值\n血管支架,是\n敷料,否\n",
      "shortage.csv": "医保代码,类别\nX4,短缺\n",
      "vbp/batches.csv":
        "批次,层级,类型,执行开始日期,执行结束日期\nB1,国家,药品,2025-01-01,2026-06-30\nB2,国家,耗材,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv":
        "批次,品种,医保代码,中选价,供应类型\nB1,甲片,X1,10,中选\nB1,甲片,X2,,非中选\nB1,乙针,X3,45,中选\nB2,支架,C1,700,中选\n",
      "vbp/variety-categories.csv": "品种,耗材类别\n支架,血管支架\n",
      "vbp/contracts.csv":
        "批次,医疗机构编码,品种,医保代码,\(contracts.0)\nB1,H1,甲片,X1,\(contracts.1)\n"
        + "B1,H2,甲片,X1,\(contracts.2)\nB1,H3,乙针,,200,支\nB2,H3,支架,,900,个\n",
      "vbp/surplus.csv": "批次,医疗机构编码,医保支付比例,参保患者使用占比,考核比例\nB1,,70%,90%,50%\n",
      "payments.csv":
        "医疗机构编码,企业名称,结算单号,验收日期,\(due),支付日期,"
        + due.replacing("应付", with: "支付")
        + ",结算方式\nH1,配X1,a,2025-03-01,\(money(900)),2025-03-20,\(money(400)),直接结算\n"
        + "H1,配X1,a,2025-03-01,,2025-05-20,\(money(300)),机构支付\n"
        + "H3,配C1,b,2025-06-01,\(money(7_000)),,,\nH2,配X3,c,2025-11-20,\(money(77)),,,\n",
      "enterprises.csv": "企业名称,是否挂网,是否纳入信用评价\n厂甲,是,是\n厂乙,是,否\n厂丙,否,否\n",
      "credit-ratings.csv": "企业名称,失信等级,评级日期\n厂丙,严重失信,2025-06-01\n",
      "plans.csv":
        "规划,地区,指标,基期年,基期值,目标年,目标值\n"
        + Self.targets.map {
          "p,某市,\($0.indicator),2020,\($0.baseline),2025,\($0.target)\n"
        }.joined(),
    ]
  }
}

extension Money {
  /// The amount with as many decimals as it needs, in 元 or in 万元.
  fileprivate func decimal(inTenThousands: Bool) -> String {
    let places = inTenThousands ? 8 : 4
    let digits = String(tenThousandths)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return padded.dropLast(places) + "." + padded.suffix(places)
  }
}
