/// Labels at the end of lines, moved apart so that none covers another.
struct EndLabels {
  /// One block of lines of text.
  private struct Block {
    var y: Double
    let lines: [(text: String, style: String)]
    var height: Double { Double(lines.count) * EndLabels.lineHeight }
  }

  private static let lineHeight = 14.0
  private var blocks: [Block] = []

  /// Adds a block whose first line wants to stand at height `y`.
  mutating func add(_ lines: [(text: String, style: String)], at y: Double) {
    blocks.append(Block(y: y, lines: lines))
  }

  /// Sets all blocks, each as near to its place as the others allow.
  ///
  /// - Parameters:
  ///   - x: where the text begins.
  ///   - bottom: the lowest line's limit.
  ///   - canvas: what is drawn on.
  func draw(x: Double, above bottom: Double, on canvas: inout SVGCanvas) {
    var placed = blocks.enumerated()
      .sorted { ($0.element.y, $0.offset) < ($1.element.y, $1.offset) }.map(\.element)
    for index in placed.indices.dropFirst() {
      let above = placed[index - 1]
      placed[index].y = max(placed[index].y, above.y + above.height + 3)
    }
    var limit = bottom
    for index in placed.indices.reversed() {
      placed[index].y = min(placed[index].y, limit - placed[index].height)
      limit = placed[index].y - 3
    }
    for block in placed {
      for (index, line) in block.lines.enumerated() {
        canvas.text(
          line.text, x: x, y: block.y + 4 + Double(index) * Self.lineHeight, style: line.style)
      }
    }
  }
}
