#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// The fences of Hidiroglou and Berthelot around a set of changes.
///
/// The ratio *r* of each unit is centred on the median ratio so that rises and falls weigh alike,
/// *s* = 1 − median/*r* below the median and *r*/median − 1 above it, and is then scaled by the
/// unit's size: the effect *E* = *s* · size^U. A unit is outside when its effect lies further
/// than C times the distance of a quantile from the median effect:
///
/// - lower = E₅₀ − C · max(E₅₀ − Eₗ, |A · E₅₀|)
/// - upper = E₅₀ + C · max(Eᵤ − E₅₀, |A · E₅₀|)
///
/// Most prices do not move at all, and quartiles then fall together. Eₗ and Eᵤ are therefore the
/// quartiles as long as no ratio is shared by more than a given share of the units, and P10 and
/// P90 otherwise. Where even they coincide with the median, that side has no fence, and the
/// caller has to fall back to something fixed and to say so.
///
/// Source: M. A. Hidiroglou and J.-M. Berthelot, Statistical editing and imputation for periodic
/// business surveys, Survey Methodology 12 (1986), 73–83; P10/P90 as proposed for repeated ratios
/// in the documentation of univOutl.
public struct HidiroglouBerthelot: Sendable {
  /// What the method can be set to.
  public struct Parameters: Hashable, Sendable {
    /// U: how much size matters, from 0 (not at all) to 1.
    public var u: Double
    /// A: the least distance of a quantile, as a share of the median effect.
    public var a: Double
    /// C: how many distances lie between the median effect and a fence.
    public var c: Double
    /// The share of units with one ratio above which P10 and P90 replace the quartiles.
    public var sharedRatioLimit: Double

    /// Parameters; see the properties.
    public init(u: Double, a: Double, c: Double, sharedRatioLimit: Double) {
      self.u = u
      self.a = a
      self.c = c
      self.sharedRatioLimit = sharedRatioLimit
    }
  }

  /// Which quantiles of the effects the fences are made from.
  public enum Spread: Hashable, Sendable {
    /// The first and third quartile.
    case quartiles
    /// P10 and P90, because too many units share one ratio.
    case outerDeciles
  }

  /// The median of the ratios.
  public let medianRatio: Double
  /// Which quantiles were used.
  public let spread: Spread
  /// The lowest effect inside; `nil` when the effects below the median have no spread.
  public let lower: Double?
  /// The highest effect inside; `nil` when the effects above the median have no spread.
  public let upper: Double?
  private let u: Double

  /// The fences around `changes`.
  ///
  /// - Parameters:
  ///   - changes: the units, in any order and one unit of measurement.
  ///   - parameters: U, A, C and the limit for shared ratios.
  /// - Returns: `nil` when there are no changes.
  /// - Complexity: O(*n* log *n*).
  public init?(around changes: [ValueChange], parameters: Parameters) {
    let ratios = OrderedSample(changes.map(\.ratio))
    guard let medianRatio = ratios.median else { return nil }
    let isShared = ratios.largestShareOfOneValue() > parameters.sharedRatioLimit
    let tail = isShared ? 0.1 : 0.25
    let effects = OrderedSample(
      changes.map {
        HidiroglouBerthelot.centred($0.ratio, median: medianRatio) * pow($0.size, parameters.u)
      })
    guard let middle = effects.median, let low = effects.quantile(tail),
      let high = effects.quantile(1 - tail)
    else { return nil }
    let least = abs(parameters.a * middle)
    let below = max(middle - low, least)
    let above = max(high - middle, least)
    self.medianRatio = medianRatio
    spread = isShared ? .outerDeciles : .quartiles
    lower = below > 0 ? middle - parameters.c * below : nil
    upper = above > 0 ? middle + parameters.c * above : nil
    u = parameters.u
  }

  /// The effect of one change: its centred ratio times its size to the power U.
  public func effect(of change: ValueChange) -> Double {
    HidiroglouBerthelot.centred(change.ratio, median: medianRatio) * pow(change.size, u)
  }

  /// The lowest ratio inside for a unit of the given size; `nil` when that side has no fence.
  ///
  /// A change lies below the lower fence exactly when its ratio is below this for its own size.
  public func lowestRatio(forSize size: Double) -> Double? {
    lower.map { ratio(ofEffect: $0, size: size) }
  }

  /// The highest ratio inside for a unit of the given size; `nil` when that side has no fence.
  ///
  /// A change lies above the upper fence exactly when its ratio is above this for its own size.
  public func highestRatio(forSize size: Double) -> Double? {
    upper.map { ratio(ofEffect: $0, size: size) }
  }

  /// The highest ratio inside for a unit that came to `before`, whose size grows with its ratio: below it, it
  /// is inside, and above it outside. `nil` when that side has no fence.
  ///
  /// A unit's size is the larger of its two values: ``highestRatio(forSize:)`` with the size of one that is
  /// outside already is a little below the ratio at which that began.
  ///
  /// - Complexity: some sixty steps of bisection where the ratio is above 1.
  public func highestRatio(before: Double) -> Double? {
    guard let upper, let least = highestRatio(forSize: before), least > 1 else {
      return highestRatio(forSize: before)
    }
    func isInside(_ ratio: Double) -> Bool {
      effect(of: ValueChange(before: before, after: before * ratio)) <= upper
    }
    // Effects above the median grow with size, and those below it shrink.
    var (low, high) = upper < 0 ? (least, medianRatio) : (1.0, least)
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { return low }
      if isInside(middle) { low = middle } else { high = middle }
    }
  }

  /// The ratio whose effect is `effect` for a unit of size `size`.
  private func ratio(ofEffect effect: Double, size: Double) -> Double {
    let centred = effect / pow(size, u)
    return centred < 0 ? medianRatio / (1 - centred) : medianRatio * (1 + centred)
  }

  /// The ratio centred on the median; what differs from it in the last binary digits only is 0.
  private static func centred(_ ratio: Double, median: Double) -> Double {
    let centred = ratio < median ? 1 - median / ratio : ratio / median - 1
    return abs(centred) < 1e-9 ? 0 : centred
  }
}
