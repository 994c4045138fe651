/// A small trend beside a headline figure; an ornament, its months stand in the tables.
struct Sparkline {
  /// The values, oldest first; missing ones break the line.
  let values: [Double?]

  /// The drawing; empty with fewer than two values.
  var svg: String {
    let known = values.compactMap { $0 }
    guard known.count > 1, let low = known.min(), let high = known.max() else { return "" }
    var canvas = SVGCanvas(id: "", width: 96, height: 28)
    let spread = high > low ? high - low : 1
    let step = 90 / Double(values.count - 1)
    let points = values.enumerated().map { index, value -> (x: Double, y: Double)? in
      value.map { (3 + step * Double(index), 25 - 22 * ($0 - low) / spread) }
    }
    canvas.polyline(points, style: "line")
    if let end = points.last ?? nil { canvas.dot(x: end.x, y: end.y, radius: 2.6, style: "dot") }
    return canvas.ornament()
  }
}
