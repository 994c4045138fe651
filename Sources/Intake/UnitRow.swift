/// A row below the header that states units and nothing else: `,,（盒）,（万元）`.
struct UnitRow {
  /// Its physical line.
  let line: Int
  /// The unit below each header; empty where there is none.
  private let units: [String]

  /// `nil` where a cell says anything but a unit, or all are empty.
  init?(_ cells: [String], line: Int) {
    var units: [String] = []
    for cell in cells {
      let text = Self.withoutBrackets(cell)
      let isLabel = units.allSatisfy(\.isEmpty) && ["单位", "计量单位"].contains(text)
      guard text.isEmpty || isLabel || HeaderNames.isUnit(text) else { return nil }
      units.append(isLabel ? "" : String(text))
    }
    guard units.contains(where: { !$0.isEmpty }) else { return nil }
    self.units = units
    self.line = line
  }

  /// Headers with their units in brackets, where they state none themselves.
  func joined(to headers: [String]) -> [String] {
    headers.enumerated().map { column, header in
      guard column < units.count, !units[column].isEmpty, HeaderNames.unit(of: header).isEmpty
      else { return header }
      return "\(header)(\(units[column]))"
    }
  }

  private static func withoutBrackets(_ cell: String) -> Substring {
    cell.hasPrefix("(") && cell.hasSuffix(")") && cell.count > 1
      ? cell.dropFirst().dropLast() : cell[...]
  }
}
