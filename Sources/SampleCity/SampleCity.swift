public import Procurement

/// A synthetic city: two years, or as many months as wanted, of purchase files with every kind of
/// dirt that real exports have, and the catalogues that go with them.
///
/// The city is a pure function of its parameters: the same ones give the same bytes on every
/// machine, since only integers are computed with. Institutions, makers, distributors and prices
/// are invented; districts, generic names and batches are named after real ones.
public struct SampleCity: Sendable {
  /// The seed of all that is random.
  public let seed: UInt64
  /// The purchase lines in all files together, not counting headers, titles, sums and blank lines.
  public let lines: Int
  /// The months with purchases.
  public let months: Int
  /// The last month with purchases.
  public let lastMonth: Month
  /// How many anomalies are planted; `nil`: as many as suit the size.
  public let anomalies: Int?
  /// Whether purchase lines have the dirt of real exports.
  public let hasBlemishes: Bool

  /// The last month of the sample that the project ships.
  public static let defaultLastMonth = Month(index: 2025 * 12 + 11)

  /// A city.
  ///
  /// - Parameters:
  ///   - seed: the seed of all that is random.
  ///   - lines: the purchase lines in all files together; below zero is taken as 0.
  ///   - months: the months with purchases, 1–240; what lies outside is taken as the nearest.
  ///   - lastMonth: the last of them.
  ///   - anomalies: how many anomalies are planted, as far as there are products for them; `nil`:
  ///     as many as suit the size. To them come a tenth as many of each kind that lies in contracts
  ///     and batch catalogues. With 0 nothing remarkable happens.
  ///   - hasBlemishes: whether purchase lines have the dirt of real exports.
  public init(
    seed: UInt64, lines: Int, months: Int, lastMonth: Month = SampleCity.defaultLastMonth,
    anomalies: Int? = nil, hasBlemishes: Bool = true
  ) {
    self.seed = seed
    self.lines = max(0, lines)
    self.months = min(max(1, months), 240)
    self.lastMonth = lastMonth
    self.anomalies = anomalies
    self.hasBlemishes = hasBlemishes
  }

  /// Hands all files over, one after the other.
  ///
  /// Chunks of one file follow each other, each about a mebibyte and ending with a whole line
  /// (but for the file that is cut off on purpose), so that any number of lines is written in
  /// bounded memory.
  ///
  /// - Parameter sink: takes a file and its next bytes, always in UTF-8; a file whose `encoding`
  ///   is another one is still to be encoded.
  /// - Throws: what `sink` throws; nothing is handed over after that.
  /// - Complexity: O(`lines`) time; memory for the catalogues and one month's line order.
  public func write<Failure: Error>(
    into sink: (SampleFile, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let city = City(
      seed: seed, lines: lines, months: months,
      firstMonth: lastMonth.advanced(by: 1 - months),
      anomalies: anomalies)
    for (path, bytes) in SampleCatalogues(city).files() {
      try sink(SampleFile(path: path), bytes)
    }
    let uptake = try writePurchases(of: city, into: sink)
    for (path, bytes) in ExecutionFiles(city, uptake: uptake, seed: seed).files() {
      try sink(SampleFile(path: path), bytes)
    }
  }

  /// Hands the purchase files over.
  ///
  /// - Returns: what arrived through the platform, by month.

  private func writePurchases<Failure: Error>(
    of city: City, into sink: (SampleFile, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [MonthUptake] {
    let pieces = PlatformLayout.Pieces(city)
    let budget = LineBudget(lines: lines, months: months, hasBlemishes: hasBlemishes)
    var bought: [PlatformTotals] = []
    var uptake: [MonthUptake] = []
    for month in 0..<months {
      let isKept = month == budget.keptMonth
      let file = SampleFile(
        path: "purchases/platform/\(city.firstMonth.advanced(by: month)).csv")
      var writer = PlatformMonth(
        city: city, pieces: pieces, month: month, lines: budget.platformLines(in: month),
        seed: seed, blemishes: budget.blemishes(in: month))
      try writer.write(
        keeping: isKept ? budget.reissued : 0, isCutOff: month == budget.cutOffMonth
      ) { (bytes) throws(Failure) in
        try sink(file, bytes)
      }
      bought.append(writer.totals)
      uptake.append(writer.uptake)
      if isKept, budget.reissued > 0 {
        let reissue = Reissue(
          city: city, pieces: pieces, month: month, lines: writer.kept,
          unchanged: budget.reissuedUnchanged)
        try sink(reissue.file, reissue.bytes())
      }
      guard let period = budget.ledger(endingWith: month) else { continue }
      var ledger = Ledger(city: city, months: period.months, number: period.number, seed: seed)
      ledger.platform = bought
      let ledgerFile = ledger.file
      try ledger.write(lines: period.lines) { (bytes) throws(Failure) in
        try sink(ledgerFile, bytes)
      }
      bought = []
    }
    return uptake
  }
}
