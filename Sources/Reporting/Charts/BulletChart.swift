/// Bullets: how far each indicator is towards its target, with the straight line as a mark.
///
/// Each row is drawn on its own scale, the target at the same place in all of them, so that shares
/// and counts stand side by side.
struct BulletChart {
  /// One indicator against one target.
  struct Row {
    /// What is measured.
    let label: String
    /// The value in words, and what it is held against.
    let value: String
    /// Value ÷ target; `nil` when not computable.
    let share: Double?
    /// Straight line ÷ target; `nil` when there is no baseline.
    let line: Double?
    /// Baseline ÷ target; `nil` when there is none.
    let baseline: Double?
    /// How the row stands.
    let tone: Table.Tone
    /// Whether a heading stands above the row, and which.
    let heading: String?
  }

  /// The identifier on the page.
  let id: String
  /// What the chart shows.
  let title: String
  /// The text alternative.
  let description: String
  /// The rows from top to bottom.
  let rows: [Row]
  /// What colours and marks mean, from the left.
  let legend: [Key]
  /// What stands at the right of each row.
  let heading: String

  /// A colour or mark with its meaning.
  enum Key {
    /// A bar of a style.
    case bar(String, String)
    /// A line of a style.
    case mark(String, String)
  }

  private static let width = 860.0
  private static let cut = 1.05

  /// The drawing.
  var svg: String {
    let headings = rows.count { $0.heading != nil }
    let height = 30 + Double(rows.count) * 23 + Double(headings) * 22
    var canvas = SVGCanvas(id: id, width: Self.width, height: height)
    // Labels and values get the room they need, and the bars what is left.
    let labels = rows.map { TextWidth.columns($0.label) }.max() ?? 0
    let values = (rows.map(\.value) + [heading]).map { TextWidth.columns($0) }.max() ?? 0
    let left = min(20 + Double(labels) * 6.4, 330)
    let end = Self.width - 8 - Double(min(values, 40)) * 6.9
    // Values beyond the target reach a little further before they are cut.
    let full = left + (end - 10 - left) / Self.cut
    drawLegend(from: left, on: &canvas)
    canvas.text(heading, x: end, y: 14, style: "tick")
    let reach = full - left
    var y = 26.0
    for row in rows {
      if let heading = row.heading {
        canvas.text(heading, x: 0, y: y + 15, style: "heading")
        y += 22
      }
      canvas.text(TextWidth.cut(row.label, to: 48), x: left - 10, y: y + 16, anchor: .end)
      canvas.rectangle(x: left, y: y + 5, width: reach, height: 14, style: "track")
      if let baseline = row.baseline, baseline > 0 {
        canvas.rectangle(
          x: left, y: y + 5, width: reach * min(baseline, 1), height: 14, style: "base")
      }
      if let share = row.share {
        canvas.rectangle(
          x: left, y: y + 8, width: reach * min(max(share, 0), Self.cut), height: 8,
          style: "bullet \(row.tone.rawValue)")
      }
      if let line = row.line {
        let x = left + reach * min(max(line, 0), Self.cut)
        canvas.line(from: (x, y + 3), to: (x, y + 21), style: "pace")
      }
      canvas.line(from: (full, y + 2), to: (full, y + 22), style: "goal")
      canvas.text(row.value, x: end, y: y + 16, style: row.share == nil ? "tick" : "value")
      y += 23
    }
    return canvas.svg(title: title, description: description)
  }

  private func drawLegend(from left: Double, on canvas: inout SVGCanvas) {
    let length = legend.reduce(0.0) { $0 + Self.length(of: $1) }
    // A long legend may begin further to the left than the bars.
    var x = max(0, min(left, Self.width - 250 - length))
    for key in legend {
      switch key {
      case .bar(let style, let text):
        canvas.rectangle(x: x, y: 5, width: 16, height: 8, style: style)
        canvas.text(text, x: x + 21, y: 14, style: "tick")
      case .mark(let style, let text):
        canvas.line(from: (x + 2, 2), to: (x + 2, 16), style: style)
        canvas.text(text, x: x + 9, y: 14, style: "tick")
      }
      x += Self.length(of: key)
    }
  }

  private static func length(of key: Key) -> Double {
    switch key {
    case .bar(_, let text): 33 + Double(TextWidth.columns(text)) * 5.8
    case .mark(_, let text): 21 + Double(TextWidth.columns(text)) * 5.8
    }
  }
}
