package import Procurement

/// Who has agreed to buy: an institution, or a hospital union whose members count together.
package struct ContractHolder: Hashable, Sendable {
  /// The union's name; empty for an institution of its own.
  package let union: String
  /// The members that have contracts, sorted by code; one for an institution of its own.
  package let institutions: [Institution]
  /// The institution's code; the union's name where there is one.
  package let code: String
  /// The name of the institution or union.
  package let name: String
  /// The region, where all members of the union that it is known of lie in one, whether or not they have
  /// contracts; else empty.
  package let region: String
  /// Whether members lie in more than one region.
  package let spansRegions: Bool

  /// A holder; `institutions` has at least one member.
  ///
  /// - Parameter region: `nil` where members lie in more than one.
  init(union: String, institutions: [Institution], region: String?) {
    self.union = union
    self.institutions = institutions.sorted { $0.code < $1.code }
    let first = self.institutions.first
    code = union.isEmpty ? first?.code ?? "" : union
    name = union.isEmpty ? first?.name ?? "" : union
    spansRegions = region == nil
    self.region = region ?? ""
  }
}
