import Procurement

/// The ratios between two prices of one product that a wrong unit explains: a power of ten, or the
/// product's conversion ratio (转换比), either way up.
struct UnitRatio: Sendable {
  /// What explains a ratio.
  enum Explanation: Hashable, Sendable {
    /// A power of ten, as 元 for 万元, or a slipped decimal point.
    case powerOfTen
    /// The conversion ratio: a pack's price for a unit's, or the other way round.
    case conversionRatio
  }

  private let tolerance: Double
  private let conversion: Double?
  /// A ratio below this, and above its inverse, is never explained.
  let least: Double

  /// The ratios of one product.
  ///
  /// - Parameters:
  ///   - tolerance: how far a ratio may lie from the one that explains it, as a share.
  ///   - smallest: the smallest conversion ratio that counts; smaller ones are as likely changes
  ///     of price.
  ///   - conversionRatio: the product's; `nil` when it is not known.
  init(tolerance: Double, smallest: Double, conversionRatio: Quantity?) {
    self.tolerance = tolerance
    conversion = conversionRatio.flatMap { $0.units >= smallest ? $0.units : nil }
    least = min(10, conversion ?? 10) * (1 - tolerance)
  }

  /// What explains `ratio`, and the factor above 1 that it is; `nil` when nothing does.
  func explanation(of ratio: Double) -> (kind: Explanation, factor: Double)? {
    guard ratio > 0, ratio.isFinite else { return nil }
    let factor = ratio < 1 ? 1 / ratio : ratio
    guard factor >= least else { return nil }
    if let conversion, isNear(factor, conversion) { return (.conversionRatio, conversion) }
    var power = 10.0
    while power * 2 < factor { power *= 10 }
    return isNear(factor, power) ? (.powerOfTen, power) : nil
  }

  private func isNear(_ factor: Double, _ known: Double) -> Bool {
    abs(factor / known - 1) <= tolerance + 1e-9
  }
}
