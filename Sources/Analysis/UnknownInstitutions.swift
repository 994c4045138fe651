internal import PricePanel
internal import Procurement

extension Catalogues {
  /// The catalogues without, but with a notice of, the contracts of institutions that neither
  /// `institutions.csv` nor any purchase knows: nothing can be bought under such a code, and what
  /// was contracted would stand as never taken up. Without `institutions.csv` nothing is known to be
  /// missing from it.
  func withoutUnknownInstitutions(_ panel: Panel) -> Catalogues {
    guard !institutions.isEmpty else { return self }
    let bought = Set(panel.institutions.map(\.code))
    let unknown = contracts.filter {
      institutions[$0.institution] == nil && !bought.contains($0.institution)
    }
    guard !unknown.isEmpty else { return self }
    let lines = Set(unknown.map(\.source))
    var result = self
    result.contracts.removeAll { lines.contains($0.source) }
    result.notices += unknown.map {
      Notice(
        source: $0.source, column: "医疗机构编码", value: $0.institution, reason: .unknownReference)
    }
    return result
  }
}

extension Panel {
  /// A notice of each institution that nothing says the ownership of (机构性质), where it is known of others:
  /// indicators of public institutions are without it. Where it is known of none, they are not computable.
  var institutionsOfUnknownOwnership: [Notice] {
    guard institutions.contains(where: { $0.ownership != .unstated }) else { return [] }
    return institutions.filter { $0.ownership == .unstated }.map {
      Notice(
        source: SourceLine(file: "institutions.csv", line: 0), column: "机构性质",
        value: $0.name == $0.code ? $0.code : "\($0.name)（\($0.code)）", reason: .ownershipNotStated)
    }
  }
}
