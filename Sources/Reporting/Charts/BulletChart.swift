/// Bullets: how far each indicator is towards its target, with the straight line as a mark.
///
/// Each row is drawn on its own scale, the target at the same place in all of them, so that shares
/// and counts stand side by side.
struct BulletChart {
  /// One indicator against one target.
  struct Row {
    /// What is measured.
    let label: String
    /// The value in words.
    let value: String
    /// The target in words.
    let target: String
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
  /// What the marks mean: value, straight line, target.
  let legend: (value: String, line: String, target: String)

  private static let width = 860.0
  private static let left = 206.0
  private static let full = 626.0

  /// The drawing.
  var svg: String {
    let headings = rows.count { $0.heading != nil }
    let height = 30 + Double(rows.count) * 23 + Double(headings) * 22
    var canvas = SVGCanvas(id: id, width: Self.width, height: height)
    drawLegend(on: &canvas)
    let reach = Self.full - Self.left
    var y = 26.0
    for row in rows {
      if let heading = row.heading {
        canvas.text(heading, x: 0, y: y + 15, style: "heading")
        y += 22
      }
      canvas.text(TextWidth.cut(row.label, to: 30), x: Self.left - 10, y: y + 16, anchor: .end)
      canvas.rectangle(x: Self.left, y: y + 5, width: reach, height: 14, style: "track")
      if let baseline = row.baseline, baseline > 0 {
        canvas.rectangle(
          x: Self.left, y: y + 5, width: reach * min(baseline, 1), height: 14, style: "base")
      }
      if let share = row.share {
        canvas.rectangle(
          x: Self.left, y: y + 8, width: reach * min(max(share, 0), 1.06), height: 8,
          style: "bullet \(row.tone.rawValue)")
      }
      if let line = row.line {
        let x = Self.left + reach * min(max(line, 0), 1.06)
        canvas.line(from: (x, y + 3), to: (x, y + 21), style: "pace")
      }
      canvas.line(from: (Self.full, y + 2), to: (Self.full, y + 22), style: "goal")
      canvas.text(
        "\(row.value) / \(row.target)", x: Self.full + 32, y: y + 16,
        style: row.share == nil ? "tick" : "value")
      y += 23
    }
    return canvas.svg(title: title, description: description)
  }

  private func drawLegend(on canvas: inout SVGCanvas) {
    var x = Self.left
    canvas.rectangle(x: x, y: 5, width: 18, height: 8, style: "bullet plain")
    canvas.text(legend.value, x: x + 24, y: 13, style: "tick")
    x += 36 + Double(TextWidth.columns(legend.value)) * 6
    canvas.line(from: (x, 2), to: (x, 16), style: "pace")
    canvas.text(legend.line, x: x + 8, y: 13, style: "tick")
    x += 22 + Double(TextWidth.columns(legend.line)) * 6
    canvas.line(from: (x, 2), to: (x, 16), style: "goal")
    canvas.text(legend.target, x: x + 8, y: 13, style: "tick")
  }
}
