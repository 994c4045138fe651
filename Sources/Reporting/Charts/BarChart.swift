/// Horizontal bars, longest first as given, each with its label and value.
struct BarChart {
  /// One bar.
  struct Bar {
    /// What it stands for.
    let label: String
    /// A second line in small print.
    let note: String
    /// What it is made of, from the left.
    let parts: [Part]
    /// The value in words.
    let text: String
    /// Where the label leads on the page; `nil` for nowhere.
    var link: String?
    /// Its length.
    var value: Double { parts.reduce(0) { $0 + $1.value } }
  }

  /// A stretch of a bar.
  struct Part {
    /// What it is, for the legend.
    let name: String
    /// Its length, above zero.
    let value: Double
    /// The class of its colour.
    let style: String
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
    let legend = legend
    let top = legend.isEmpty ? 2.0 : 26.0
    var canvas = SVGCanvas(
      id: id, width: Self.width, height: Double(bars.count) * step + top + 4)
    let length = legend.reduce(0.0) { $0 + 40 + Double(TextWidth.columns($1.name)) * 6 }
    var x = max(0, min(Self.left, Self.width - length))
    for part in legend {
      canvas.rectangle(x: x, y: 5, width: 18, height: 10, style: "bar \(part.style)")
      canvas.text(part.name, x: x + 24, y: 14, style: "tick")
      x += 40 + Double(TextWidth.columns(part.name)) * 6
    }
    let longest = bars.map(\.value).max() ?? 0
    for (index, bar) in bars.enumerated() {
      let y = Double(index) * step + top + 2
      canvas.text(
        TextWidth.cut(bar.label, to: 46), x: Self.left - 12, y: y + 12, anchor: .end, link: bar.link
      )
      canvas.text(
        TextWidth.cut(bar.note, to: 52), x: Self.left - 12, y: y + 27, anchor: .end, style: "tick")
      var end = Self.left
      for part in bar.parts {
        let length = longest > 0 ? (Self.right - Self.left) * part.value / longest : 0
        canvas.rectangle(
          x: end, y: y + 6, width: max(length, 1), height: 16, style: "bar \(part.style)")
        end += length
      }
      canvas.text(bar.text, x: end + 8, y: y + 19, style: "value")
    }
    canvas.line(
      from: (Self.left, top), to: (Self.left, Double(bars.count) * step + top), style: "zero")
    return canvas.svg(title: title, description: description)
  }

  /// One part of each kind that occurs, in the order of their styles; none where all are alike and
  /// the title says it.
  private var legend: [Part] {
    var known: [String: Part] = [:]
    for part in bars.flatMap(\.parts) where known[part.style] == nil { known[part.style] = part }
    return known.values.sorted { $0.style < $1.style }
  }
}
