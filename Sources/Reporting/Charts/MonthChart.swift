import Indicators
import Procurement

/// A chart of values by month: columns round zero, or lines against their targets.
struct MonthChart {
  /// One line with its target.
  struct Series {
    /// The name at the line's end.
    let name: String
    /// The values, oldest first.
    let values: [MonthValue]
    /// The target drawn as a dashed line; `nil` for none.
    var target: Double?
    /// The target's label.
    var targetLabel = ""
  }

  /// The identifier on the page.
  let id: String
  /// What the chart shows.
  let title: String
  /// The text alternative: the telling values in words.
  let description: String
  /// How a value reads on the axis.
  let axis: @Sendable (Double) -> String
  /// How a value reads at a point.
  let label: @Sendable (Double) -> String

  private static let width = 860.0
  private static let height = 240.0
  private static let top = 16.0
  private static let bottom = 210.0
  private static let left = 52.0

  /// Columns up for rises and down for falls.
  func columns(_ values: [MonthValue]) -> String {
    var canvas = SVGCanvas(id: id, width: Self.width, height: Self.height)
    let scale = ChartScale(
      showing: values.compactMap(\.value) + [0], range: (Self.bottom, Self.top))
    let right = Self.width - 12
    grid(scale, right: right, on: &canvas)
    let step = (right - Self.left) / Double(max(values.count, 1))
    for (index, entry) in values.enumerated() {
      let x = Self.left + step * Double(index)
      guard let value = entry.value, value.isFinite else {
        canvas.text(
          NumberText.nothing, x: x + step / 2, y: scale.position(0) - 4, anchor: .middle,
          style: "tick")
        continue
      }
      let isLast = index == values.count - 1
      let zero = scale.position(0)
      let end = scale.position(value)
      canvas.rectangle(
        x: x + step * 0.18, y: zero, width: step * 0.64, height: end - zero,
        style: (value < 0 ? "fall" : "rise") + (isLast ? " now" : ""))
      if isLast {
        canvas.text(
          label(value), x: min(x + step / 2, right - 18), y: value < 0 ? end + 13 : end - 5,
          anchor: .middle, style: "value")
      }
    }
    canvas.line(
      from: (Self.left, scale.position(0)), to: (right, scale.position(0)), style: "zero")
    months(values.map(\.month), step: step, offset: step / 2, on: &canvas)
    return canvas.svg(title: title, description: description)
  }

  /// Lines with their targets.
  func lines(_ series: [Series]) -> String {
    var canvas = SVGCanvas(id: id, width: Self.width, height: Self.height)
    let shown = series.flatMap { $0.values.compactMap(\.value) + [$0.target].compactMap { $0 } }
    let scale = ChartScale(showing: shown, range: (Self.bottom, Self.top))
    let widest =
      series.flatMap { [$0.name + (series.count > 4 ? " 000.00" : ""), $0.targetLabel] }
      .map(TextWidth.columns).max() ?? 0
    let right = Self.width - max(150, 18 + Double(widest) * 7)
    grid(scale, right: right, on: &canvas)
    let all = Set(series.flatMap { $0.values.map(\.month) }).sorted()
    let step = (right - Self.left) / Double(max(all.count - 1, 1))
    var labels = EndLabels()
    for (order, line) in series.enumerated() {
      let style = "s\(order % 8)"
      let points = all.enumerated().map { index, month -> (x: Double, y: Double)? in
        let entry = line.values.first { $0.month == month }
        return entry?.value.map { (Self.left + step * Double(index), scale.position($0)) }
      }
      if let target = line.target {
        let y = scale.position(target)
        canvas.line(from: (Self.left, y), to: (right, y), style: "target \(style)")
        labels.add([(line.targetLabel, "targetlabel \(style)")], at: y)
      }
      canvas.polyline(points, style: "line \(style)")
      for point in points.compactMap({ $0 }) {
        canvas.dot(x: point.x, y: point.y, radius: 1.6, style: "dot \(style)")
      }
      guard let end = points.last(where: { $0 != nil }) ?? nil,
        let value = line.values.last(where: { $0.value != nil })?.value
      else { continue }
      canvas.dot(x: end.x, y: end.y, radius: 3.2, style: "dot \(style)")
      labels.add(
        series.count > 4
          ? [("\(line.name) \(label(value))", "name \(style)")]
          : [(line.name, "name \(style)"), (label(value), "value \(style)")], at: end.y)
    }
    labels.draw(x: right + 8, above: Self.bottom + 6, on: &canvas)
    months(all, step: step, offset: 0, on: &canvas)
    return canvas.svg(title: title, description: description)
  }

  private func grid(_ scale: ChartScale, right: Double, on canvas: inout SVGCanvas) {
    for tick in scale.ticks {
      let y = scale.position(tick)
      canvas.line(from: (Self.left, y), to: (right, y), style: "grid")
      canvas.text(axis(tick), x: Self.left - 8, y: y + 4, anchor: .end, style: "tick")
    }
  }

  private func months(
    _ months: [Month], step: Double, offset: Double, on canvas: inout SVGCanvas
  ) {
    let every = max(1, Int((52 / max(step, 1)).rounded(.up)))
    for (index, month) in months.enumerated() where (months.count - 1 - index) % every == 0 {
      canvas.text(
        month.description, x: Self.left + offset + step * Double(index), y: Self.bottom + 20,
        anchor: .middle, style: "tick")
    }
  }
}
