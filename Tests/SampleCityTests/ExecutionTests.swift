import Procurement
import Testing

@testable import SampleCity

/// What the sample says of contracts, roles, bills and enterprises, held against its purchases.
@Suite("The sample city's contracts and payments")
struct ExecutionTests {
  static let standard = CityExecution(WrittenCity.standard)
  static let calm = CityExecution(
    WrittenCity(SampleCity(seed: 11, lines: 20_000, months: 24, anomalies: 0)))

  @Test("contracts follow what is bought, but where a label says otherwise")
  func completion() {
    for execution in [Self.standard, Self.calm] {
      #expect(execution.contracts.count > 250)
      var far = 0
      for contract in execution.contracts where !execution.isOfUnion(contract) {
        let lag = contract.timeProgress - contract.completion
        switch execution.label(of: contract) {
        case "contract-lag": #expect(contract.completion > 0 && lag > 0.25, "\(contract)")
        case "zero-uptake": #expect(contract.completion == 0 && contract.timeProgress >= 0.3)
        default: #expect(contract.completion > 0 && lag < 0.2, "\(contract)")
        }
        if contract.completion > 1.5 { far += 1 }
      }
      #expect(far > 3)
    }
  }

  @Test("unions are on pace together, though one of their members is not")
  func unions() {
    var isBehind = false
    for execution in [Self.standard, Self.calm] {
      let members = Dictionary(
        grouping: execution.contracts.filter(execution.isOfUnion),
        by: {
          [$0.batch, $0.variety, $0.start.description, execution.unionOf[$0.institution] ?? ""]
        })
      for contracts in members.values {
        let bought = contracts.reduce(0) { $0 + $1.bought }
        let contracted = contracts.reduce(0) { $0 + $1.contracted }
        #expect((contracts.first?.timeProgress ?? 0) - bought / contracted < 0.2)
        isBehind =
          isBehind || contracts.contains { $0.completion < $0.timeProgress * 2 / 3 }
      }
    }
    #expect(isBehind)
  }

  @Test("some batches are ahead of time and one is behind")
  func batches() {
    let batches = Dictionary(grouping: Self.standard.contracts, by: \.batch)
    let isAhead = batches.values.map { contracts in
      contracts.reduce(0) { $0 + $1.completion - $1.timeProgress } > 0
    }
    #expect(isAhead.filter { $0 }.count > 10)
    #expect(isAhead.contains(false))
  }

  @Test("nothing is planted in contracts and catalogues of a calm city")
  func calmCity() {
    #expect(Self.calm.labels.isEmpty)
    for share in Self.calm.nonSelectedShares() where share.isDearer {
      #expect(share.value < 0.35, "\(share)")
    }
  }

  @Test("labels of the non-selected share are of institutions that buy little else")
  func nonSelectedShare() {
    let labels = Self.standard.labels.filter { $0[0] == "non-selected-share" }
    #expect(!labels.isEmpty)
    let shares = Self.standard.nonSelectedShares()
    for label in labels {
      #expect(
        shares.contains {
          $0.institution == label[1] && $0.variety == label[2] && $0.value > 0.7 && $0.isDearer
        }, "\(label)")
    }
    let implied = WrittenCity.standard.rows("labels-implied.csv").map {
      [$0["institution_code"], $0["variety"]]
    }
    for share in shares where share.isDearer && share.value > 0.35 {
      let subject = [share.institution, share.variety]
      #expect(
        labels.contains { Array($0[1...]) == subject } || implied.contains(subject), "\(share)")
    }
  }

  @Test("the rows with faults stand at the end, one of each kind")
  func faults() {
    let rows = WrittenCity.standard.records("vbp/contracts.csv").dropFirst()
    #expect(rows.filter { $0[0] == "GC99" }.count == 1)
    #expect(rows.filter { $0[4].hasPrefix("约") }.count == 1)
    #expect(rows.filter { $0[5] == "公斤" }.count == 1)
    #expect(rows.filter { $0[6] > $0[7] }.count == 1)
    #expect(rows.count - Set(rows).count == 1)
    let units = Set(rows.map { $0[5] })
    #expect(units.isSuperset(of: ["", "盒", "片", "最小制剂单位", "万片"]))
    #expect(Self.standard.suspects == 2)
  }

  @Test("bills are for what arrived, and most are paid within 30 days")
  func payments() throws {
    let rows = WrittenCity.standard.rows("payments.csv")
    #expect((1_000...6_000).contains(rows.count))
    let publicCodes = Set(
      WrittenCity.standard.rows("institutions.csv").filter { $0["机构性质"] == "公立" }
        .compactMap { $0["医疗机构编码"] })
    var late = 0
    var unpaid = 0
    for row in rows {
      #expect(publicCodes.contains(row["医疗机构编码"] ?? ""))
      #expect((row["支付日期"] == "") == (row["支付金额"] == ""))
      #expect((row["支付日期"] ?? "") <= "2025-12-31")
      if row["支付日期"] == "" { unpaid += 1 }
      if let paid = day(row["支付日期"]), let accepted = day(row["验收日期"]),
        paid.ordinal - accepted.ordinal > 30
      {
        late += 1
      }
    }
    #expect((50...rows.count / 4).contains(unpaid))
    #expect((50...rows.count / 3).contains(late))
    let bills = Dictionary(grouping: rows.filter { $0["结算单号"]?.count == 13 }) { $0["结算单号"] ?? "" }
    #expect(bills.values.filter { $0.count == 2 }.count > 50)
    for parts in bills.values {
      let due = parts.reduce(0) { $0 + (Double($1["应付金额"] ?? "") ?? 0) }
      #expect(parts.reduce(0) { $0 + (Double($1["支付金额"] ?? "") ?? 0) } < due + 0.005)
    }
    func direct(_ year: String) throws -> Double {
      let stated = rows.filter { $0["支付日期"]?.hasPrefix(year) == true && $0["结算方式"] != "" }
      return Double(stated.filter { $0["结算方式"] == "直接结算" }.count) / Double(stated.count)
    }
    #expect(try direct("2024") < direct("2025"))
  }

  @Test("every maker and distributor is in the register, and ratings have both vocabularies")
  func enterprises() {
    let names = WrittenCity.standard.rows("enterprises.csv").compactMap { $0["企业名称"] }
    let makers = Set(WrittenCity.standard.rows("products.csv").compactMap { $0["生产企业"] })
    #expect(makers.isSubset(of: names))
    #expect(names.count == Set(names).count + 1)
    let ratings = WrittenCity.standard.rows("credit-ratings.csv")
    #expect(ratings.filter { $0["修复日期"] != "" }.count == 1)
    for rating in ratings where rating["失信等级"] != "较重" {
      let isNew = rating["失信等级"]?.hasSuffix("失信") == true
      #expect(isNew == ((rating["评级日期"] ?? "") >= "2025-07-01"))
    }
    #expect(Set(ratings.map { $0["失信等级"]?.hasSuffix("失信") }).count == 2)
  }

  @Test("private institutions and pharmacies buy selected products")
  func participation() {
    let selected = Set(
      WrittenCity.standard.rows("vbp/catalogue.csv").filter { $0["供应类型"] == "中选" }
        .compactMap { $0["医保代码"] })
    let ownership = Dictionary(
      WrittenCity.standard.rows("institutions.csv").map { ($0["医疗机构编码"] ?? "", $0["机构性质"] ?? "") },
      uniquingKeysWith: { $1 })
    var buyers: [String: Set<String>] = [:]
    for (product, institution) in Self.standard.bought.keys.map({ ($0.product, $0.institution) })
    where selected.contains(product) {
      buyers[ownership[institution] ?? "", default: []].insert(institution)
    }
    #expect((buyers["民营"]?.count ?? 0) > 3 && (buyers["药店"]?.count ?? 0) > 1)
  }

  @Test("a short city has contracts only for what began within it", arguments: [1, 3, 6])
  func shortCities(months: Int) {
    let city = WrittenCity(SampleCity(seed: 3, lines: 2_000, months: months))
    let first = SampleCity.defaultLastMonth.advanced(by: 1 - months).description
    for row in city.rows("vbp/contracts.csv") where row["批次"] != "GC99" {
      let start = row["协议开始日期"] ?? ""
      #expect(start.isEmpty || start > first)
    }
  }
}
