package import Procurement

/// Who has agreed to buy: an institution, or a hospital union whose members count together.
package struct ContractHolder: Hashable, Sendable {
  /// The union's name; empty for an institution of its own.
  package let union: String
  /// The members, sorted by code; one for an institution of its own.
  package let institutions: [Institution]
  /// The institution's code; the union's name where there is one.
  package let code: String
  /// The name of the institution or union.
  package let name: String
  /// The region, where all members lie in one; else empty.
  package let region: String

  /// A holder; `institutions` has at least one member.
  package init(union: String, institutions: [Institution]) {
    self.union = union
    self.institutions = institutions.sorted { $0.code < $1.code }
    let first = self.institutions.first
    code = union.isEmpty ? first?.code ?? "" : union
    name = union.isEmpty ? first?.name ?? "" : union
    let region = first?.region ?? ""
    self.region = institutions.allSatisfy { $0.region == region } ? region : ""
  }
}
