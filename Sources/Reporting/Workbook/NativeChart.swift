/// A chart of a workbook: what it shows of the table it stands with.
struct NativeChart: Sendable {
  /// How values are drawn.
  enum Kind: Sendable {
    /// Lines over months.
    case lines
    /// Upright columns over months.
    case columns
    /// Bars, one row a category, the first one on top.
    case bars
  }

  /// A column of the table as a row of values.
  struct Series: Sendable {
    /// The column, from 0; its heading is the name.
    let column: Int
    /// Which of the colours it has; a target has the colour of what it is the target of.
    let colour: Int
    /// Whether it is a target or limit, drawn dashed and without dots.
    var isTarget = false
  }

  /// How values are drawn.
  let kind: Kind
  /// What the chart shows, with its unit.
  let title: String
  /// What it shows, for those who cannot see it.
  let description: String
  /// What is drawn, over the table's first column.
  let series: [Series]
  /// Excel's number format on the axis of values.
  let format: String
  /// How many rows of the table are drawn, from the first one.
  let rows: Int
  /// Where the axis of values begins; `nil`: as the program thinks best.
  var minimum: Double?

  /// How many rows of a sheet the chart takes.
  var height: Int { kind == .bars ? max(12, rows + 7) : 16 }
}
