/// How much of `whole` was bought at the price `high` where the rest was bought at `low`, and all of it at
/// `average`; all in smallest preparation units and 元 per unit.
///
/// Unit prices are rounded, and packs are what is bought: where whole packs, or else whole units, are
/// within that rounding, it is they.
///
/// - Parameter pack: smallest preparation units in a pack.
func boughtAtHigherPrice(
  of whole: Double, high: Double, low: Double, average: Double, pack: Double
) -> Double {
  let bought = whole * (average - low) / (high - low)
  let rounding = whole * (stepOfPrices / 2) / (high - low)
  for step in [pack, 1] {
    let nearest = (bought / step).rounded() * step
    if abs(nearest - bought) <= rounding { return min(nearest, whole) }
  }
  return bought
}
