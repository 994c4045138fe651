/// Where a chart is drawn: a few shapes and texts that become one inline SVG.
///
/// Colours and fonts come from the page's style sheet by class, so that print and dark mode need
/// no second drawing.
struct SVGCanvas {
  /// The identifier that title and description hang on; unique on the page.
  let id: String
  /// The width in user units; the page scales it.
  let width: Double
  /// The height in user units.
  let height: Double
  private var body = ""
  /// An image has no parts for those who cannot see it; a drawing with links is a group instead.
  private var role = "img"

  /// An empty canvas.
  init(id: String, width: Double, height: Double) {
    self.id = id
    self.width = width
    self.height = height
  }

  /// Where text is anchored.
  enum Anchor: String {
    case start, middle, end
  }

  /// Draws a rectangle; a negative height or width is drawn the other way round.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, style: String
  ) {
    let left = min(x, x + width)
    let top = min(y, y + height)
    body += "<rect class=\"\(style)\" x=\"\(number(left))\" y=\"\(number(top))\""
    body += " width=\"\(number(width.magnitude))\" height=\"\(number(height.magnitude))\"/>"
  }

  /// Draws a straight line.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), style: String
  ) {
    body += "<line class=\"\(style)\" x1=\"\(number(start.x))\" y1=\"\(number(start.y))\""
    body += " x2=\"\(number(end.x))\" y2=\"\(number(end.y))\"/>"
  }

  /// Draws a line through points; where a point is missing, the line is broken.
  mutating func polyline(_ points: [(x: Double, y: Double)?], style: String) {
    var path = ""
    var isDrawing = false
    for point in points {
      guard let point else {
        isDrawing = false
        continue
      }
      path += (isDrawing ? "L" : "M") + number(point.x) + " " + number(point.y)
      isDrawing = true
    }
    body += "<path class=\"\(style)\" d=\"\(path)\"/>"
  }

  /// Draws a dot.
  mutating func dot(x: Double, y: Double, radius: Double, style: String) {
    body += "<circle class=\"\(style)\" cx=\"\(number(x))\" cy=\"\(number(y))\""
    body += " r=\"\(number(radius))\"/>"
  }

  /// Sets text; what it says is escaped, and so is where it leads.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "label",
    link: String? = nil
  ) {
    if let link {
      role = "group"
      body += "<a href=\"\(Markup.escape(link))\">"
    }
    body += "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\""
    body += " text-anchor=\"\(anchor.rawValue)\">\(Markup.escape(text))</text>"
    if link != nil { body += "</a>" }
  }

  /// The drawing with its text alternative.
  func svg(title: String, description: String) -> String {
    "<svg class=\"chart\" role=\"\(role)\" aria-labelledby=\"\(id)-t \(id)-d\""
      + " viewBox=\"0 0 \(number(width)) \(number(height))\" xmlns=\"http://www.w3.org/2000/svg\">"
      + "<title id=\"\(id)-t\">\(Markup.escape(title))</title>"
      + "<desc id=\"\(id)-d\">\(Markup.escape(description))</desc>\(body)</svg>"
  }

  /// The drawing as an ornament beside a figure that already says it.
  func ornament() -> String {
    "<svg class=\"spark\" aria-hidden=\"true\" viewBox=\"0 0 \(number(width)) \(number(height))\""
      + " xmlns=\"http://www.w3.org/2000/svg\">\(body)</svg>"
  }

  private func number(_ value: Double) -> String {
    NumberText.trimmed(value, places: 2)
  }
}
