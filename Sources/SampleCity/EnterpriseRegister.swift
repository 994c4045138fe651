import Procurement

/// Makers and distributors as the office keeps them, and the published ratings of some (信用评级).
struct EnterpriseRegister {
  /// The rows of `enterprises.csv`.
  private(set) var rows: [[String]] = []
  /// The rows of `credit-ratings.csv`.
  private(set) var ratings: [[String]] = []

  /// About 97 % of the enterprises are listed on the platform, and 93–97 % of them under evaluation;
  /// one in fifteen has a rating. One enterprise stands twice, and one rating has a grade that
  /// neither vocabulary knows.
  init(city: City, random: inout RandomSource) {
    var seen: Set<String> = []
    let names = (city.distributors + city.products.map(\.maker)).filter {
      seen.insert($0).inserted
    }
    let coverage = random.number(in: 930...970)
    for (index, name) in names.enumerated() {
      // The shape of a real code; all enterprises are invented.
      let code = "91140800MA\(digits(index + 1, 7))X"
      let isListed = random.chance(970)
      let isEvaluated = isListed && random.chance(coverage)
      rows.append([name, code, isListed ? "是" : "否", isEvaluated ? "是" : "否"])
    }
    guard let first = rows.first else { return }
    rows.append(first)
    rate(names, city: city, random: &random)
  }

  /// Ratings of the last two and a half years; the grades have other names since July 2025.
  private mutating func rate(
    _ names: [String], city: City, random: inout RandomSource
  ) {
    var rated = names
    random.shuffle(&rated)
    let count = min(rated.count, max(6, rated.count / 15))
    for (index, name) in rated.prefix(count).enumerated() {
      // Half of them in the last half year.
      let back = index % 2 == 0 ? random.below(6) : random.number(in: 6...29)
      let month = city.lastDay.month.advanced(by: -back)
      let isNew = month.year > 2025 || (month.year == 2025 && month.month >= 7)
      let grades = isNew ? ["失信", "严重失信", "特别严重失信"] : ["一般", "中等", "严重", "特别严重"]
      let grade = grades[min(random.below(5) / 2, grades.count - 1)]
      let repaired = index == 1 ? "\(city.lastDay.month.advanced(by: -2))-15" : ""
      ratings.append([
        name, grade, "\(month)-\(digits(random.number(in: 1...28), 2))", repaired,
      ])
    }
    if let name = rated.last {
      ratings.append([name, "较重", "\(city.lastDay.month.advanced(by: -3))-10", ""])
    }
  }
}
