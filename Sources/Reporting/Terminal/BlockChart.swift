/// Values as a row of block characters.
enum BlockChart {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// One character a value, from the lowest to the highest; `·` where there is none, and a half
  /// block where all are equal.
  static func characters(_ values: [Double?]) -> [Character] {
    let known = values.compactMap(\.self)
    guard let low = known.min(), let high = known.max() else { return values.map { _ in "·" } }
    return values.map { value in
      guard let value else { return "·" }
      // What averages lose in the last binary digits is no movement.
      guard high - low > 1e-9 * max(abs(high), abs(low)) else { return blocks[3] }
      return blocks[Int(((value - low) / (high - low) * 7).rounded())]
    }
  }
}
