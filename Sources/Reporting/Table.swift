import Indicators
import Procurement

/// A table of the report, with typed cells: the workbook writes them as real numbers, the page as
/// text, and neither can show another value than the other.
struct Table: Sendable {
  /// A column's heading and what stands below it.
  struct Column: Sendable {
    /// The heading, with the unit where there is one.
    let title: String
    /// Whether the cells are numbers and stand to the right.
    var isNumber = false
    /// Whether the cells are words too short to be broken.
    var isWord = false

    /// A column of text.
    static func text(_ title: String) -> Column { Column(title: title) }

    /// A column of words, such as kinds and periods.
    static func word(_ title: String) -> Column { Column(title: title, isWord: true) }

    /// A column of numbers.
    static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  /// One row.
  struct Row: Sendable {
    /// The cells, one a column.
    var cells: [TableCell]
    /// What sets the row apart.
    var tone: Tone = .plain
  }

  /// The sum of a column.
  struct Sum: Sendable {
    /// The column, from 0.
    let column: Int
    /// What it is the sum of.
    let label: String
  }

  /// What sets a row or cell apart.
  enum Tone: String, Sendable {
    /// Nothing.
    case plain
    /// Worth a look, behind.
    case watch
    /// Worth asking about, missed by far.
    case warn
    /// Reached.
    case good
    /// The chosen one.
    case marked
    /// A total.
    case total
  }

  /// What the table shows.
  let title: String
  /// How to read it; empty when the title says all.
  var note = ""
  /// The columns.
  let columns: [Column]
  /// What the rows in view add up to, above a list; empty where a sum of rows would count something
  /// twice or take one thing off another.
  var sums: [Sum] = []
  /// How many columns a printed sheet shows, where it has more than paper holds; `nil`: all.
  var printedColumns: Int?
  /// The rows.
  var rows: [Row] = []

  /// Appends a row of `cells`.
  mutating func add(_ cells: [TableCell], tone: Tone = .plain) {
    rows.append(Row(cells: cells, tone: tone))
  }
}

/// A cell of a table.
enum TableCell: Sendable {
  /// Text.
  case text(String)
  /// Text in a tone, such as a severity or status.
  case tag(String, Table.Tone)
  /// Why there is no value.
  case missing(String)
  /// A whole number.
  case count(Int)
  /// A number with at most so many decimals; with all of them where it has two to four, so that points
  /// stand one below the other.
  case number(Double, places: Int)
  /// An amount of money.
  case money(Money)
  /// A quantity.
  case quantity(Quantity)
  /// A ratio, shown in percent.
  case percent(Double)
  /// A relative change, shown in percent with its sign.
  case change(Double)
  /// A difference of two ratios in hundredths, with the name of its unit (个百分点) where the
  /// column's head does not have it.
  case points(Double, unit: String? = nil)
  /// A unit price.
  case price(Double)
  /// A ratio shown as a factor, such as 1.25.
  case factor(Double)
  /// A month; a date in the workbook.
  case month(Month)
  /// Several lines, the first one leading; on the page only.
  case stack([TableCell])

  /// Nothing to say.
  static let empty = TableCell.text("")

  /// The value, or a dash.
  static func orDash<Value>(_ value: Value?, _ cell: (Value) -> TableCell) -> TableCell {
    value.map(cell) ?? .text(NumberText.nothing)
  }

  /// What an indicator is made of: money, a quantity or a count.
  static func amount(_ amount: IndicatorAmount) -> TableCell {
    switch amount {
    case .money(let money): .money(money)
    case .quantity(let quantity): .quantity(quantity)
    case .count(let count): .count(count)
    }
  }

  /// The cell as people read it.
  var text: String {
    switch self {
    case .text(let text), .tag(let text, _), .missing(let text): text
    case .count(let value): NumberText.count(value)
    case .number(let value, let places) where (2...4).contains(places):
      NumberText.fixed(value, places: places)
    case .number(let value, let places): NumberText.trimmedGrouped(value, places: places)
    case .money(let value): NumberText.money(value)
    case .quantity(let value): NumberText.quantity(value)
    case .percent(let value): NumberText.percent(value)
    case .change(let value): NumberText.change(value)
    case .points(let value, let unit):
      NumberText.fixed(value * 100, places: 2) + (unit.map { " \($0)" } ?? "")
    case .price(let value): NumberText.price(value)
    case .factor(let value): NumberText.fixed(value, places: 2)
    case .month(let month): month.description
    case .stack(let cells): cells.map(\.text).joined(separator: " ")
    }
  }
}
