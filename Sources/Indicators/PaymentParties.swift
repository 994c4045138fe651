import Execution
import PricePanel
import Procurement

/// Breaks bills and payments down by region, institution and enterprise.
struct PaymentParties {
  private let institutions: KnownInstitutions
  private let codes: [String: String]
  /// Public institutions that bought in the report year, and of which no row tells what they owe.
  private let silent: [Institution]

  /// Knows names and regions of institutions, and codes of enterprises.
  init(panel: Panel, month: Month, catalogues: Catalogues) {
    let heard = Set(catalogues.payments.lazy.map(\.institution))
    silent = PublicBuyers(panel, in: month.startOfYear...month).institutions.filter {
      !heard.contains($0.code)
    }
    institutions = KnownInstitutions(panel: panel, catalogues: catalogues)
    codes = Dictionary(
      catalogues.enterprises.map { ($0.name, $0.code) }, uniquingKeysWith: { first, _ in first })
  }

  /// A part for each region, each institution and each enterprise, sorted by name or code; one
  /// without a value for each institution that nothing was supplied of.
  ///
  /// - Parameter fill: puts the sums over some items into their part.
  func parts<Item: BetweenParties>(
    of items: [Item], _ fill: (inout IndicatorPart, [Item]) -> Void
  ) -> [IndicatorPart] {
    var codes = Numbering()
    var enterprises = Numbering()
    var regions = Numbering()
    let numbers = items.map {
      (
        institution: codes.number(of: $0.institution),
        enterprise: enterprises.number(of: $0.enterprise)
      )
    }
    let regionOf = codes.names.map { regions.number(of: institutions[$0].region) }
    let parties = [
      Parties(.region, regions, numbers.map { regionOf[$0.institution] }),
      Parties(.institution, codes, numbers.map(\.institution)),
      Parties(.enterprise, enterprises, numbers.map(\.enterprise)),
    ]
    return parties.flatMap { parties in
      let parts = parties.groups.map { key, places in
        var part = IndicatorPart(dimension: parties.dimension, name: key)
        switch parties.dimension {
        case .institution:
          part.name = institutions[key].name
          part.code = key
        case .enterprise: part.code = self.codes[key] ?? ""
        default: break
        }
        fill(&part, places.map { items[$0] })
        return part
      }
      guard parties.dimension == .institution else { return parts }
      return
        (parts
        + silent.map {
          IndicatorPart(dimension: .institution, name: $0.name, code: $0.code, reason: .noInput)
        }).sorted { $0.code < $1.code }
    }
  }
}

/// Which of the parties of one kind each item is about, by number.
private struct Parties {
  let dimension: IndicatorPart.Dimension
  private let names: Numbering
  private let numbers: [Int]

  init(_ dimension: IndicatorPart.Dimension, _ names: Numbering, _ numbers: [Int]) {
    self.dimension = dimension
    self.names = names
    self.numbers = numbers
  }

  /// Each party's items, sorted by its name.
  var groups: [(name: String, items: [Int])] {
    var groups = names.names.map { (name: $0, items: [Int]()) }
    for (item, number) in numbers.enumerated() { groups[number].items.append(item) }
    return groups.sorted { $0.name < $1.name }
  }
}
