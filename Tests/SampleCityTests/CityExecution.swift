import Procurement

@testable import SampleCity

/// The contracts and purchases of a written city, read anew from its files.
struct CityExecution {
  struct Key: Hashable {
    let product: String
    let institution: String
    let month: Month
  }

  struct Contract {
    let batch: String
    let institution: String
    let variety: String
    let start: Day
    let timeProgress: Double
    let contracted: Double
    let bought: Double
    var completion: Double { bought / contracted }
  }

  struct Share {
    let institution: String
    let variety: String
    let value: Double
    /// Whether what is not selected costs more than what is.
    let isDearer: Bool
  }

  /// Monitor, institution and variety of labels that are about a variety.
  let labels: [[String]]
  let unionOf: [String: String]
  /// Smallest units that arrived through the platform, less returns.
  private(set) var bought: [Key: Double] = [:]
  private(set) var contracts: [Contract] = []
  /// Contracts for more than twenty times of what was bought in the year before.
  private(set) var suspects = 0
  private let city: WrittenCity
  private let lastDay = SampleCity.defaultLastMonth.lastDay

  init(_ city: WrittenCity) {
    self.city = city
    labels = city.rows("labels.csv").filter { $0["variety"] != "" }.map {
      [$0["monitor"] ?? "", $0["institution_code"] ?? "", $0["variety"] ?? ""]
    }
    unionOf = Dictionary(
      city.rows("institutions.csv").map { ($0["医疗机构编码"] ?? "", $0["医联体"] ?? "") },
      uniquingKeysWith: { $1 })
    readPurchases()
    readContracts()
  }

  func isOfUnion(_ contract: Contract) -> Bool { unionOf[contract.institution] != "" }

  /// The monitor that a label names for the contract.
  func label(of contract: Contract) -> String? {
    guard contract.timeProgress < 1 || contract.start.month.year == 2025 else { return nil }
    return labels.first {
      $0[0] != "non-selected-share" && $0[1] == contract.institution && $0[2] == contract.variety
    }?[0]
  }

  private mutating func readPurchases() {
    for path in city.paths("purchases/platform/") {
      guard let month = Month(path.suffix(11).prefix(7)) else { continue }
      var seen: Set<String> = []
      for row in city.rows(path) {
        guard let ratio = Double(row["转换比"] ?? ""), row["订单状态"] != "作废",
          let quantity = number(row["采购数量"]),
          let arrived = row["到货数量"] == "" ? max(0, quantity) : number(row["到货数量"]),
          seen.insert((row["订单明细编号"] ?? "") + (row["到货数量"] ?? "")).inserted
        else { continue }
        let returned = number(row["退货数量"]) ?? 0
        let institution = (row["医疗机构编码"] ?? "").filter { $0 != " " }
        let key = Key(product: row["国家医保药品代码"] ?? "", institution: institution, month: month)
        bought[key, default: 0] += (arrived - returned + min(0, quantity)) * ratio
      }
    }
  }

  private mutating func readContracts() {
    let ratios = Dictionary(
      city.rows("products.csv").map { ($0["医保代码"] ?? "", Double($0["转换比"] ?? "") ?? 1) },
      uniquingKeysWith: { $1 })
    let codes = Dictionary(
      grouping: city.rows("products.csv"), by: { $0["通用名"] ?? "" }
    ).mapValues { $0.compactMap { $0["医保代码"] } }
    let entries = Dictionary(
      grouping: city.rows("vbp/catalogue.csv").filter { $0["医保代码"] != "" },
      by: { [$0["批次"] ?? "", $0["品种"] ?? ""] })
    let batches = Dictionary(
      city.rows("vbp/batches.csv").map { ($0["批次"] ?? "", $0) }, uniquingKeysWith: { $1 })
    var seen: Set<[String: String]> = []
    for row in city.rows("vbp/contracts.csv") {
      let key = [row["批次"] ?? "", row["品种"] ?? ""]
      let listed = entries[key] ?? []
      guard let batch = batches[key[0]], seen.insert(row).inserted,
        let stated = Double(row["约定采购量"] ?? ""), row["单位"] != "公斤",
        let start = day(row["协议开始日期"]) ?? day(batch["执行开始日期"]),
        let end = day(row["协议结束日期"]) ?? day(batch["执行结束日期"]), start <= end, let first = listed.first
      else { continue }
      let product = row["医保代码"] ?? ""
      guard product.isEmpty || listed.contains(where: { $0["医保代码"] == product }) else { continue }
      let unit = row["单位"] ?? ""
      let pack = ratios[product.isEmpty ? first["医保代码"] ?? "" : product] ?? 1
      let units = stated * (unit.hasPrefix("万") ? 10_000 : unit == "盒" ? pack : 1)
      let counted =
        product.isEmpty
        ? listed.filter { $0["供应类型"] != "非中选" }.compactMap { $0["医保代码"] } : [product]
      let institution = row["医疗机构编码"] ?? ""
      let days = Double(end.ordinal - start.ordinal + 1)
      let before = sum(codes[key[1]] ?? [], institution) { month in
        month < start.month && month >= start.month.advanced(by: -12)
      }
      if before > 0, units / (before * days / 365) > 20 {
        suspects += 1
        continue
      }
      contracts.append(
        Contract(
          batch: key[0], institution: institution, variety: key[1], start: start,
          timeProgress: min(1, Double(lastDay.ordinal - start.ordinal + 1) / days),
          contracted: units,
          bought: sum(counted, institution) { month in
            guard let middle = Day(year: month.year, month: month.month, day: 16) else {
              return false
            }
            return start <= middle && middle <= end
          }))
    }
  }

  private func sum(
    _ products: [String], _ institution: String, where isIncluded: (Month) -> Bool
  ) -> Double {
    var sum = 0.0
    for product in products {
      for index in 0..<24 {
        let month = SampleCity.defaultLastMonth.advanced(by: -index)
        guard isIncluded(month) else { continue }
        sum += bought[Key(product: product, institution: institution, month: month)] ?? 0
      }
    }
    return sum
  }

  /// What is not selected of each variety of which something is, in the last year, at public
  /// institutions, in batches in force.
  func nonSelectedShares() -> [Share] {
    let inForce = Set(
      city.rows("vbp/batches.csv").filter {
        ($0["执行开始日期"] ?? "") <= "2025-12-31" && ($0["执行结束日期"] ?? "") >= "2025-12-31"
      }.compactMap { $0["批次"] })
    var selected: [String: Set<String>] = [:]
    for entry in city.rows("vbp/catalogue.csv") where inForce.contains(entry["批次"] ?? "") {
      selected[entry["品种"] ?? "", default: []].formUnion(
        entry["供应类型"] == "非中选" ? [] : [entry["医保代码"] ?? ""])
    }
    let products = Dictionary(grouping: city.rows("products.csv"), by: { $0["通用名"] ?? "" })
    let institutions = city.rows("institutions.csv").filter { $0["机构性质"] == "公立" }
      .compactMap { $0["医疗机构编码"] }
    func price(_ row: [String: String]) -> Double {
      (Double(row["挂网价"] ?? "") ?? 0) / (Double(row["转换比"] ?? "") ?? 1)
    }
    return selected.flatMap { variety, codes in
      let all = products[variety] ?? []
      let others = all.filter { !codes.contains($0["医保代码"] ?? "") }
      let isDearer =
        (others.map(price).max() ?? 0)
        > (all.filter { codes.contains($0["医保代码"] ?? "") }.map(price).min() ?? 0)
      return institutions.compactMap { institution -> Share? in
        func bought(_ rows: [[String: String]]) -> Double {
          sum(rows.compactMap { $0["医保代码"] }, institution) { $0.year == 2025 }
        }
        let whole = bought(all)
        guard whole > 0, !others.isEmpty else { return nil }
        return Share(
          institution: institution, variety: variety, value: bought(others) / whole,
          isDearer: isDearer)
      }
    }
  }
}

/// `YYYY-MM-DD` as a day.
func day(_ text: String?) -> Day? {
  let parts = (text ?? "").split(separator: "-").compactMap { Int($0) }
  return parts.count == 3 ? Day(year: parts[0], month: parts[1], day: parts[2]) : nil
}

/// A number, with thousands separators or full-width digits or without.
func number(_ text: String?) -> Double? {
  let plain = (text ?? "").unicodeScalars.compactMap { scalar in
    scalar == ","
      ? nil : Unicode.Scalar(scalar.value >= 0xff01 ? scalar.value - 0xfee0 : scalar.value)
  }
  return Double(String(String.UnicodeScalarView(plain)))
}
