import PricePanel
import Procurement

/// The members of each hospital union (医联体) that have bought anything.
struct UnionMembers {
  private var places: [String: [UInt32]] = [:]

  /// Looks through the institutions of `panel`.
  init(_ panel: Panel) {
    for (place, institution) in panel.institutions.enumerated() where !institution.union.isEmpty {
      places[institution.union, default: []].append(UInt32(place))
    }
  }

  /// The members of a union, as indices into `Panel.institutions`.
  subscript(union: String) -> [UInt32] { places[union] ?? [] }
}
