import PricePanel
import Procurement

/// Breaks bills and payments down by region, institution and enterprise.
struct PaymentParties {
  private let institutions: KnownInstitutions
  private let codes: [String: String]

  /// Knows names and regions of institutions, and codes of enterprises.
  init(panel: Panel, catalogues: Catalogues) {
    institutions = KnownInstitutions(panel: panel, catalogues: catalogues)
    codes = Dictionary(
      catalogues.enterprises.map { ($0.name, $0.code) }, uniquingKeysWith: { first, _ in first })
  }

  /// A part for each region, each institution and each enterprise, sorted by name or code.
  ///
  /// - Parameter fill: puts the sums over some items into their part.
  func parts<Item: BetweenParties>(
    of items: [Item], _ fill: (inout IndicatorPart, [Item]) -> Void
  ) -> [IndicatorPart] {
    let dimensions: [IndicatorPart.Dimension] = [.region, .institution, .enterprise]
    return dimensions.flatMap { dimension in
      Dictionary(grouping: items) { key($0, dimension) }
        .sorted { $0.key < $1.key }
        .map { key, items in
          var part = IndicatorPart(dimension: dimension, name: name(key, dimension))
          switch dimension {
          case .institution: part.code = key
          case .enterprise: part.code = codes[key] ?? ""
          default: break
          }
          fill(&part, items)
          return part
        }
    }
  }

  private func key(_ item: some BetweenParties, _ dimension: IndicatorPart.Dimension) -> String {
    switch dimension {
    case .region: institutions[item.institution].region
    case .institution: item.institution
    default: item.enterprise
    }
  }

  private func name(_ key: String, _ dimension: IndicatorPart.Dimension) -> String {
    dimension == .institution ? institutions[key].name : key
  }
}
