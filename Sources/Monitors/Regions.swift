package import PricePanel
import Procurement

/// The regions of a panel's institutions, numbered in the order of their names.
package struct Regions: Sendable {
  /// The names; an empty one where an institution's region is not known.
  package let names: [String]
  private let places: [Int]

  /// The regions of `panel`.
  package init(_ panel: Panel) {
    let names = Array(Set(panel.institutions.map(\.region))).sorted()
    var place: [String: Int] = [:]
    for (index, name) in names.enumerated() { place[name] = index }
    self.names = names
    places = panel.institutions.map { place[$0.region] ?? 0 }
  }

  /// The region of an institution, as an index into ``names``.
  package subscript(institution: UInt32) -> Int { places[Int(institution)] }
}
