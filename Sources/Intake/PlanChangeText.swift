internal import Procurement

/// Reads a target that a plan states as a change from its baseline: `提高5个百分点`, `增加30个以上`, `翻一番`.
///
/// What the baseline and the words do not settle exactly has no value: a pace (`每年增长5%`), a change of an
/// approximate baseline, and a per cent of a share, which may as well be points.
enum PlanChangeText {
  /// Whether a text states a change, readable or not; `提高到90%` states where it arrives.
  static func isStated(in text: String) -> Bool {
    if marks.contains(where: { text.contains($0) }) { return true }
    return (rises + falls).contains { verb in
      text.ranges(of: verb).contains { range in
        guard let next = text[range.upperBound...].first else { return true }
        return !"到至为".contains(next)
      }
    }
  }

  /// The comparator and value of the target that `text` states as a change of `baseline`; `nil` where
  /// they do not follow exactly.
  static func value(
    in text: String, from baseline: PlanValue?, isCount: Bool
  ) -> (comparator: Comparator, value: Double)? {
    guard let baseline, baseline.comparator == .equal, let base = baseline.value else { return nil }
    var text = text[...]
    let isAtLeast = text.hasSuffix("以上")
    if isAtLeast { text.removeLast(2) }
    let value: Double?
    var isFall = false
    if text == "翻一番" || text == "翻番" {
      value = base * 2
    } else if let verb = rises.first(where: text.hasPrefix) {
      value = changed(base, by: text.dropFirst(verb.count), sign: 1, isCount: isCount)
    } else if let verb = falls.first(where: text.hasPrefix) {
      isFall = true
      value = changed(base, by: text.dropFirst(verb.count), sign: -1, isCount: isCount)
    } else {
      value = nil
    }
    guard let value, value >= 0, isCount || value <= 1 else { return nil }
    return (isFall ? .atMost : isAtLeast ? .atLeast : .equal, value)
  }

  private static let rises = ["提高", "提升", "增加", "增长", "新增", "上升", "上调", "扩大"]
  private static let falls = ["下降", "降低", "减少", "压减", "下调", "缩小"]
  /// Words that only a change has.
  private static let marks = ["百分点", "番", "倍", "年均", "增幅", "降幅", "递增", "递减", "同比"]

  /// `base` after a change of points of a share, of a number of things, or of a per cent of them.
  private static func changed(
    _ base: Double, by change: Substring, sign: Int64, isCount: Bool
  ) -> Double? {
    let digits = change.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
    guard let change6 = NumberText.parse(String(digits), places: 6)?.scaled else { return nil }
    let unit = change[digits.endIndex...]
    // In millionths, so that 80 % and 5 points are 85 % to the last digit.
    let base6 = (base * 1_000_000).rounded()
    let change = Double(sign * change6)
    switch unit {
    case "个百分点", "百分点": return isCount ? nil : (base6 + change / 100) / 1_000_000
    case "%": return isCount ? (base6 + base * change / 100).rounded() / 1_000_000 : nil
    case "", "个", "个品种", "类", "个品类", "种": return isCount ? (base6 + change) / 1_000_000 : nil
    default: return nil
    }
  }
}
