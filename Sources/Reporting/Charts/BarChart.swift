/// Horizontal bars, longest first as given, each with its label and value.
struct BarChart {
  /// One bar.
  struct Bar {
    /// What it stands for.
    let label: String
    /// A second line in small print.
    let note: String
    /// Its length.
    let value: Double
    /// The value in words.
    let text: String
    /// Where the label leads on the page; `nil` for nowhere.
    var link: String?
  }

  /// The identifier on the page.
  let id: String
  /// What the chart shows.
  let title: String
  /// The text alternative.
  let description: String
  /// The bars from top to bottom.
  let bars: [Bar]

  private static let width = 860.0
  private static let left = 300.0
  private static let right = 740.0

  /// The drawing.
  var svg: String {
    let step = 38.0
    var canvas = SVGCanvas(
      id: id, width: Self.width, height: Double(bars.count) * step + 6)
    let longest = bars.map(\.value.magnitude).max() ?? 0
    for (index, bar) in bars.enumerated() {
      let y = Double(index) * step + 4
      canvas.text(
        TextWidth.cut(bar.label, to: 46), x: Self.left - 12, y: y + 12, anchor: .end, link: bar.link
      )
      canvas.text(
        TextWidth.cut(bar.note, to: 52), x: Self.left - 12, y: y + 27, anchor: .end, style: "tick")
      let length = longest > 0 ? (Self.right - Self.left) * bar.value.magnitude / longest : 0
      canvas.rectangle(
        x: Self.left, y: y + 6, width: max(length, 1), height: 16, style: "bar")
      canvas.text(bar.text, x: Self.left + length + 8, y: y + 19, style: "value")
    }
    canvas.line(
      from: (Self.left, 2), to: (Self.left, Double(bars.count) * step + 2), style: "zero")
    return canvas.svg(title: title, description: description)
  }
}
