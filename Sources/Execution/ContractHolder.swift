package import Procurement

/// Who has agreed to buy: an institution, or a hospital union whose members count together.
package struct ContractHolder: Hashable, Sendable {
  /// The union's name; empty for an institution of its own.
  package let union: String
  /// The members, sorted by code; one for an institution of its own.
  package let institutions: [Institution]

  /// A holder; `institutions` has at least one member.
  package init(union: String, institutions: [Institution]) {
    self.union = union
    self.institutions = institutions.sorted { $0.code < $1.code }
  }

  /// The institution's code; the union's name where there is one.
  package var code: String { union.isEmpty ? institutions.first?.code ?? "" : union }

  /// The name of the institution or union.
  package var name: String { union.isEmpty ? institutions.first?.name ?? "" : union }

  /// The region, where all members lie in one; else empty.
  package var region: String {
    let regions = Set(institutions.map(\.region))
    return regions.count == 1 ? regions.first ?? "" : ""
  }
}
