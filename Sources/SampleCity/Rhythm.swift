/// In which months of the year a product is bought.
enum Rhythm: Equatable {
  case steady
  /// Every third month.
  case quarterly(phase: Int)
  /// Six months from the given one on.
  case seasonal(first: Int)

  /// Whether the product is bought in the `month` of the year, 1–12.
  func isActive(in month: Int) -> Bool {
    switch self {
    case .steady: true
    case .quarterly(let phase): month % 3 == phase
    case .seasonal(let first): (month + 12 - first) % 12 < 6
    }
  }

  /// About one product in twelve is not bought every month.
  static func draw(isPopular: Bool, random: inout RandomSource) -> Rhythm {
    let draw = random.below(1000)
    let detail = random.number(in: 1...12)
    guard !isPopular else { return .steady }
    return switch draw {
    case ..<50: .quarterly(phase: detail % 3)
    case ..<85: .seasonal(first: detail)
    default: .steady
    }
  }
}
