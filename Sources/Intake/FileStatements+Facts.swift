internal import Procurement

/// How statements are kept in a snapshot.
extension FileStatements {
  /// Writes everything.
  func write(to facts: inout FactWriter) {
    for header in [columns.ratio, columns.ownership, columns.region] { facts.add(header) }
    facts.add(ratios.count)
    for said in ratios {
      facts.add(Int(said.product))
      facts.add(said.line)
      facts.add(said.ratio)
    }
    facts.add(standings.count)
    for said in standings {
      facts.add(Int(said.institution))
      facts.add(said.line)
      facts.add(said.ownership)
      facts.add(said.region)
    }
  }

  /// Reads what was written.
  init(_ facts: inout FactReader) throws(DamagedSnapshot) {
    columns = Columns(
      ratio: try facts.text(), ownership: try facts.text(), region: try facts.text())
    ratios = try facts.list { (facts) throws(DamagedSnapshot) in
      Ratio(
        product: UInt32(clamping: try facts.count()), line: try facts.count(),
        ratio: try facts.long())
    }
    standings = try facts.list { (facts) throws(DamagedSnapshot) in
      Standing(
        institution: UInt32(clamping: try facts.count()), line: try facts.count(),
        ownership: try facts.text(), region: try facts.text())
    }
  }

  /// Whether they are about nothing but what is named, and ratios are some.
  func fit(_ named: NamedRecords) -> Bool {
    func isKnown(_ number: UInt32, _ names: [Bool]) -> Bool {
      Int(number) < names.count && names[Int(number)]
    }
    return ratios.allSatisfy { isKnown($0.product, named.products) && $0.ratio > 0 }
      && standings.allSatisfy { isKnown($0.institution, named.institutions) }
  }

  /// The same with the numbers that products and institutions have now.
  func renumbered(_ numbers: RecordNumbers) -> FileStatements {
    var result = self
    for index in ratios.indices {
      result.ratios[index].product = numbers.products[Int(ratios[index].product)]
    }
    for index in standings.indices {
      result.standings[index].institution =
        numbers.institutions[Int(standings[index].institution)]
    }
    return result
  }
}
