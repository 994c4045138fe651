import PricePanel

/// What a monitor judges one by one, among what was bought in the month.
enum MonitoredUnit: Sendable {
  /// Products.
  case product
  /// Product × institution.
  case productAndInstitution
  /// Product × region; what no region is known of is one unit.
  case productAndRegion
  /// Product × distributor; what no distributor is known of is one unit.
  case productAndDistributor
  /// Product × institution × distributor.
  case productInstitutionAndDistributor
  /// Nothing of single products: contracts and varieties are units beside them.
  case other

  /// How many units `cells`, of one product and month, hold.
  ///
  /// - Parameter regions: each institution's region.
  /// - Complexity: O(*n*) in the cells, times the regions or distributors.
  func count(in cells: ArraySlice<Cell>, regions: Regions) -> Int {
    switch self {
    case .other: return 0
    case .product: return cells.isEmpty ? 0 : 1
    case .productAndInstitution: return cells.countOfInstitutions
    case .productAndRegion:
      return MonitoredUnit.countDistinct(
        cells.indices.lazy.map { UInt32(regions[cells[$0].institution]) })
    case .productAndDistributor:
      return MonitoredUnit.countDistinct(cells.indices.lazy.map { cells[$0].distributor })
    case .productInstitutionAndDistributor:
      var count = 0
      var last: (UInt32, UInt32)?
      for cell in cells {
        if let last, last == (cell.institution, cell.distributor) { continue }
        last = (cell.institution, cell.distributor)
        count += 1
      }
      return count
    }
  }

  private static func countDistinct(_ keys: some Sequence<UInt32>) -> Int {
    var seen: [UInt32] = []
    for key in keys where !seen.contains(key) { seen.append(key) }
    return seen.count
  }
}

extension ArraySlice<Cell> {
  /// Calls `body` with the cells of each unit, one after the other.
  ///
  /// - Parameter isSame: whether two neighbouring cells are of one unit: of one institution, unless it
  ///   says otherwise.
  @inline(__always)
  func forEachUnit(
    isSame: (Cell, Cell) -> Bool = { $0.institution == $1.institution },
    _ body: (ArraySlice<Cell>) -> Void
  ) {
    var start = startIndex
    while start < endIndex {
      var end = start + 1
      while end < endIndex, isSame(self[start], self[end]) { end += 1 }
      body(self[start..<end])
      start = end
    }
  }

  /// How many institutions the cells of one month belong to.
  var countOfInstitutions: Int {
    var count = 0
    var last: UInt32?
    for cell in self where cell.institution != last {
      count += 1
      last = cell.institution
    }
    return count
  }
}
