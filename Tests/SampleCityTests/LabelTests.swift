import Procurement
@testable import SampleCity
import Testing

@Suite("The sample city's labels")
struct LabelTests {
  let city = WrittenCity.standard

  @Test("every family is planted and labelled in the last month")
  func families() {
    let rows = city.rows("labels.csv")
    #expect(
      city.records("labels.csv").first == [
        "monitor", "product_code", "institution_code", "region", "distributor", "month", "variety",
      ])
    #expect(Set(rows.compactMap { $0["monitor"] }) == Set(AnomalyFamily.allCases.map(\.rawValue)))
    #expect(Set(rows.compactMap { $0["month"] }) == ["2025-12"])
    #expect(
      Set(city.records("labels.csv").map { $0.joined(separator: ",") }).count == rows.count + 1)
  }

  @Test("labels lead to products, institutions and regions that there are")
  func references() {
    let products = Set(city.rows("products.csv").compactMap { $0["医保代码"] })
    let institutions = Set(city.rows("institutions.csv").compactMap { $0["医疗机构编码"] })
    let regions = Set(city.rows("institutions.csv").compactMap { $0["地区"] })
    let varieties = Set(city.rows("vbp/catalogue.csv").compactMap { $0["品种"] })
    for row in city.rows("labels.csv") + city.rows("labels-implied.csv") {
      #expect(row["variety"] == "" || varieties.contains(row["variety"] ?? ""))
      #expect(row["product_code"] == "" || products.contains(row["product_code"] ?? ""))
      #expect(row["institution_code"] == "" || institutions.contains(row["institution_code"] ?? ""))
      #expect(row["region"] == "" || regions.contains(row["region"] ?? ""))
    }
  }

  @Test("no anomaly wanted, none planted", arguments: [500, 20_000])
  func none(lines: Int) {
    let calm = WrittenCity(SampleCity(seed: 4, lines: lines, months: 24, anomalies: 0))
    #expect(calm.rows("labels.csv").isEmpty && calm.rows("labels-implied.csv").isEmpty)
  }

  @Test("an institution named for a price above the listing price paid it, and nobody else did")
  func aboveListing() {
    let labels = city.rows("labels.csv").filter { $0["monitor"] == "above-listing" }
    var paid: Set<[String]> = []
    for row in city.rows("purchases/platform/2025-12.csv") {
      guard let price = row["采购单价"].flatMap(Double.init),
        let listing = row["挂网价"].flatMap(Double.init), price > listing + 0.005,
        let product = row["国家医保药品代码"], let institution = row["医疗机构编码"]
      else { continue }
      paid.insert([product, institution])
    }
    let mismatched = Set(
      city.rows("labels.csv").filter { $0["monitor"] == "unit-mismatch" }
        .compactMap { $0["product_code"] })
    for label in labels {
      let product = label["product_code"] ?? ""
      let institution = label["institution_code"] ?? ""
      #expect(paid.contains { $0[0] == product && (institution.isEmpty || $0[1] == institution) })
    }
    for entry in paid where !mismatched.contains(entry[0]) {
      #expect(
        labels.contains {
          $0["product_code"] == entry[0] && ["", entry[1]].contains($0["institution_code"])
        })
    }
  }

  @Test("limits of the catalogue are above the listing price but where something is planted")
  func limits() {
    let planted = Set(city.rows("labels.csv").compactMap { $0["product_code"] })
    let rows = city.rows("products.csv").filter { !planted.contains($0["医保代码"] ?? "") }
    for column in ["限价", "支付标准"] {
      let stated = rows.filter { $0[column] != "" }
      #expect(stated.count > 60)
      for row in stated {
        #expect((Double(row[column] ?? "") ?? 0) >= (Double(row["挂网价"] ?? "") ?? 0))
      }
    }
    #expect(Set(city.rows("shortage.csv").compactMap { $0["类别"] }) == ["短缺", "易短缺"])
  }

  @Test("several makers ask about the same for the same drug, but where something is planted")
  func peers() {
    let fixed = City(seed: 6, lines: 60_000, months: 24, firstMonth: .init(index: 2024 * 12))
    let planted = Set(fixed.planted.labels.compactMap(\.product))
    var groups = 0
    for (_, members) in fixed.planted.peersOf {
      let units = members.filter { !planted.contains($0) && fixed.products[$0].basePrice > 400 }
        .filter { fixed.products[$0].category.isPricedByStrength }
        .map { fixed.prices.price($0, 23) * 1000 / fixed.products[$0].ratio }
      guard let low = units.min(), let high = units.max(), units.count > 1 else { continue }
      groups += 1
      #expect(high * 10 < low * 18)
    }
    #expect(groups > 20)
  }
}
