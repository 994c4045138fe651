internal import Procurement

/// Names what purchase files state of products and institutions that is not what these count with: each
/// product, and each institution's ownership and region, once, in the first file read that does; and each
/// word for ownership that nothing knows.
///
/// A line's own conversion ratio counts for that line all the same, while prices of catalogues and
/// quantities of contracts go by the product's. Ownership and region count as the latest file has them,
/// where `institutions.csv` does not say.
struct Contradictions {
  private(set) var notices: [Notice] = []
  private var products: Set<UInt32> = []
  private var owners: Set<UInt32> = []
  private var regions: Set<UInt32> = []
  private var unknownWords: Set<String> = []

  /// Holds what a file states against what counts.
  ///
  /// - Parameter path: the file.
  mutating func judge(_ file: FileStatements, path: String, in identities: IdentityTables) {
    for said in file.ratios {
      guard let used = identities.products[Int(said.product)].conversionRatio,
        used.tenThousandths != said.ratio, products.insert(said.product).inserted
      else { continue }
      let own = Quantity(tenThousandths: said.ratio).decimal
      notices.append(
        Notice(
          source: SourceLine(file: path, line: said.line), column: file.columns.ratio,
          value: "\(own) ≠ \(used.decimal)", reason: .conflictingRatio))
    }
    for said in file.standings {
      let institution = identities.institutions[Int(said.institution)]
      let source = SourceLine(file: path, line: said.line)
      let ownership = ValueWords.ownership(said.ownership)
      if ownership == nil, !said.ownership.isEmpty, unknownWords.insert(said.ownership).inserted {
        notices.append(
          Notice(
            source: source, column: file.columns.ownership, value: said.ownership,
            reason: .unknownValue))
      }
      if let ownership, ownership != .unstated,
        institution.ownership != .unstated, ownership != institution.ownership,
        !identities.isListed(\.ownership, of: institution, unless: .unstated),
        owners.insert(said.institution).inserted
      {
        notices.append(
          Notice(
            source: source, column: file.columns.ownership,
            value: "\(said.ownership) ≠ \(ValueWords.word(for: institution.ownership))",
            reason: .conflictingInstitution))
      }
      if !said.region.isEmpty, !institution.region.isEmpty, said.region != institution.region,
        !identities.isListed(\.region, of: institution, unless: ""),
        regions.insert(said.institution).inserted
      {
        notices.append(
          Notice(
            source: source, column: file.columns.region,
            value: "\(said.region) ≠ \(institution.region)", reason: .conflictingInstitution))
      }
    }
  }
}
