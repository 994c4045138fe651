/// How a cell looks: what kind of number it is and in which tone.
struct CellStyle: Hashable, Sendable {
  /// What a cell is on its sheet.
  enum Role: Hashable, Sendable {
    /// A value.
    case body
    /// A column's heading.
    case header
    /// The sheet's heading.
    case heading
    /// A table's title.
    case title
    /// An explanation.
    case note
    /// A link among values to another place in the book.
    case link
    /// The way back to the contents.
    case wayBack
    /// A sum above a list, with its name.
    case sum
  }

  /// How Excel shows a number.
  enum Number: Hashable, Sendable {
    /// Text.
    case none
    /// A whole number.
    case whole
    /// A number with at most so many decimals.
    case decimal(places: Int)
    /// A number with exactly so many decimals.
    case fixed(places: Int)
    /// An amount of money.
    case money
    /// A quantity that is not whole.
    case quantity
    /// A ratio.
    case percent
    /// A relative change.
    case change
    /// A difference of percentages, with the name of its unit where there is one.
    case points(unit: String?)
    /// A unit price.
    case price
    /// A factor.
    case factor
    /// A month.
    case month
    /// An amount of money with its name in front.
    case labelled(String)

    /// The format in Excel's own language.
    var format: String {
      switch self {
      case .none: ""
      case .whole: "#,##0"
      case .decimal(let places): "#,##0." + String(repeating: "#", count: max(places, 1))
      case .fixed(let places): "#,##0." + String(repeating: "0", count: max(places, 1))
      case .money, .factor: "#,##0.00"
      case .quantity: "#,##0.0###"
      case .percent: "0.00%"
      case .change: "+0.00%;-0.00%;0.00%"
      case .points(let unit): "0.00" + (unit.map { "\" \($0)\"" } ?? "")
      case .price: "#,##0.00####"
      case .month: "yyyy-mm"
      case .labelled(let name): "\"\(name.replacing("\"", with: ""))\"#,##0.00"
      }
    }
  }

  /// How a number is shown.
  var number = Number.none
  /// The tone of the row or cell.
  var tone = Table.Tone.plain
  /// What the cell is on the sheet.
  var role = Role.body
  /// Whether long text breaks into lines.
  var wraps = false
  /// Whether text stands to the right, as a dash among numbers does.
  var isRight = false
}
