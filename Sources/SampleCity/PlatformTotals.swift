/// What was bought through the platform in a month, in 分.
struct PlatformTotals {
  /// By institution, whatever it was.
  private(set) var money: [Int]
  /// By public institutions: drugs without slices, and high-value consumables.
  private(set) var publicDrugs = 0
  private(set) var publicHighValue = 0

  init(institutions: Int) {
    money = Array(repeating: 0, count: institutions)
  }

  mutating func add(
    _ amount: Int, by institution: Int, isPublic: Bool, category: SampleCategory
  ) {
    money[institution] += amount
    guard isPublic else { return }
    if category.isCountedDrug { publicDrugs += amount }
    if category == .highValue { publicHighValue += amount }
  }
}
