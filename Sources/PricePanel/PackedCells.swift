internal import Intake
internal import Procurement

/// The cells of one file, product by product, in a third of the memory that a panel's cells take.
///
/// Most quantities of a cell are equal or nothing and most numbers are small, so each of the ten
/// has a code of two bits in the cell's first word, and words of its own only where it needs them.
struct PackedCells: Sendable {
  /// The file that all price marks point into.
  var file: UInt32
  /// What the cells' numbers are in intake, where another run packed them; `nil`: the same.
  var numbers: RecordNumbers?
  /// The first month that the cells lie in.
  let firstMonth: Month
  let words: [UInt32]
  /// Where each product's words begin; one more than there are products.
  let starts: [UInt32]

  /// How many cells there are.
  let count: Int

  /// The words of a number: none where it is as expected, one, two, or one of whole units.
  enum Code {
    static let expected: UInt32 = 0
    static let one: UInt32 = 1
    static let two: UInt32 = 2
    static let whole: UInt32 = 3
  }

  /// The bit of a cell's first word that tells whether it has prices, and the lines they stand on.
  static let priceBit: UInt32 = 1 << 23

  /// The bit of a cell's first word that tells whether anything was never sent.
  static let unsentBit: UInt32 = 1 << 22

  /// The months that fit into a cell's first word.
  static let monthLimit = 256

  /// Cells that ``CellPacker`` has packed, in this run or an earlier one.
  init(
    file: UInt32, firstMonth: Month, count: Int, words: [UInt32], starts: [UInt32]
  ) {
    self.file = file
    self.firstMonth = firstMonth
    self.count = count
    self.words = words
    self.starts = starts
  }

  // MARK: - Unpacking

  /// Where a cell lies among packed cells, and what the cells of a product are sorted by.
  struct Place {
    let month: Month
    /// The cells it is one of, by their place among those of all files.
    let part: UInt32
    /// The first of its words.
    let word: UInt32
    /// Institution, distributor and channel in the panel.
    let key: UInt64
  }

  /// The words of the cells of `product`, as intake numbers it.
  ///
  /// - Parameter ranks: as ``ranks(in:)`` gives them.
  @inline(__always)
  func words(of product: Int, _ ranks: PanelRanks) -> Range<Int> {
    let own = ranks.ownProducts.map { Int($0[product]) } ?? product
    return own + 1 < starts.count ? Int(starts[own])..<Int(starts[own + 1]) : 0..<0
  }

  /// Reads one of every sixteen words, so that all of them are in the caches soon.
  func touch(_ own: Range<Int>) -> UInt32 {
    var touched: UInt32 = 0
    for word in stride(from: own.lowerBound, to: own.upperBound, by: 16) { touched ^= words[word] }
    return touched
  }

  /// Adds where the cells lie that some words hold.
  ///
  /// - Parameters:
  ///   - ranks: as ``ranks(in:)`` gives them.
  ///   - part: the place of these cells among those of all files.
  func list(_ own: Range<Int>, _ ranks: PanelRanks, part: Int, into places: inout [Place]) {
    var word = own.lowerBound
    while word < own.upperBound {
      let codes = words[word]
      let institution = ranks.institutions[Int(words[word + 1])]
      let distributor = ranks.distributors[Int(words[word + 2])]
      places.append(
        Place(
          month: firstMonth.advanced(by: Int(codes >> 24)), part: UInt32(part),
          word: UInt32(word),
          key: UInt64(institution) << 32 | UInt64(distributor) << 2 | UInt64(codes >> 20 & 3)))
      word += Self.wordCount(codes)
    }
  }

  /// The cell at `place`, which is one of these.
  ///
  /// - Parameter product: its product's place in the panel.
  func cell(at place: Place, product: UInt32) -> Cell {
    var word = Int(place.word)
    let codes = words[word]
    var cell = Cell(
      product: product, institution: UInt32(truncatingIfNeeded: place.key >> 32),
      distributor: UInt32(truncatingIfNeeded: place.key) >> 2, month: place.month,
      channel: Channel(rawValue: UInt8(codes >> 20 & 3)) ?? .unstated)
    cell.lines = words[word + 3]
    word += 4
    var lines: (lowest: UInt32, highest: UInt32)?
    if codes & Self.priceBit != 0 {
      lines = (words[word], words[word + 1])
      word += 2
    }
    if codes & Self.unsentBit != 0 {
      cell.unsent = Quantity(
        tenThousandths: Int64(words[word + 1]) << 32 | Int64(words[word]))
      word += 2
    }
    let ordered = number(codes, 0, &word, expecting: 0)
    cell.ordered = Quantity(tenThousandths: ordered)
    cell.arrived = Quantity(tenThousandths: number(codes, 1, &word, expecting: ordered))
    cell.stated = Quantity(tenThousandths: number(codes, 2, &word, expecting: ordered))
    cell.pricedQuantity = Quantity(tenThousandths: number(codes, 3, &word, expecting: ordered))
    cell.returned = Quantity(tenThousandths: number(codes, 4, &word, expecting: 0))
    cell.amount = Money(tenThousandths: number(codes, 5, &word, expecting: 0))
    cell.returnedAmount = Money(tenThousandths: number(codes, 6, &word, expecting: 0))
    let low = number(codes, 7, &word, expecting: 0)
    let high = number(codes, 8, &word, expecting: low)
    let listing = number(codes, 9, &word, expecting: high)
    if let lines {
      cell.lowest = PriceMark(price: UnitPrice(raw: low), file: file, line: lines.lowest)
      cell.highest = PriceMark(price: UnitPrice(raw: high), file: file, line: lines.highest)
    }
    if listing != 0 { cell.listing = UnitPrice(raw: listing) }
    return cell
  }

  @inline(__always)
  private func number(
    _ codes: UInt32, _ field: UInt32, _ place: inout Int, expecting expected: Int64
  ) -> Int64 {
    let code = codes >> (field * 2) & 3
    if code == Code.expected { return expected }
    let word = Int64(words[place])
    place += 1
    if code == Code.one { return word }
    if code == Code.whole { return word * 10_000 }
    place += 1
    return Int64(words[place - 1]) << 32 | word
  }

  /// What the cells name, by its number in intake.
  struct Use {
    /// How many cells each product has.
    var products: [UInt32]
    var institutions: [Bool]
    var distributors: [Bool]
  }

  /// What the cells name of so many products, institutions and distributors.
  func use(products: Int, institutions: Int, distributors: Int) -> Use {
    var result = Use(
      products: Array(repeating: 0, count: products),
      institutions: Array(repeating: false, count: institutions),
      distributors: Array(repeating: false, count: distributors))
    var ownInstitutions = [Bool](
      repeating: false, count: numbers?.institutions.count ?? institutions)
    var ownDistributors = [Bool](
      repeating: false, count: numbers?.distributors.count ?? distributors)
    var place = 0
    for product in starts.indices.dropLast() where starts[product] < starts[product + 1] {
      var cells: UInt32 = 0
      while place < starts[product + 1] {
        let codes = words[place]
        ownInstitutions[Int(words[place + 1])] = true
        ownDistributors[Int(words[place + 2])] = true
        place += Self.wordCount(codes)
        cells += 1
      }
      result.products[numbers.map { Int($0.products[product]) } ?? product] += cells
    }
    for own in ownInstitutions.indices where ownInstitutions[own] {
      result.institutions[numbers.map { Int($0.institutions[own]) } ?? own] = true
    }
    for own in ownDistributors.indices where ownDistributors[own] {
      result.distributors[numbers.map { Int($0.distributors[own]) } ?? own] = true
    }
    return result
  }

  /// How many words stand before the numbers of a cell whose first word is `codes`.
  static func headCount(_ codes: UInt32) -> Int {
    4 + (codes & priceBit != 0 ? 2 : 0) + (codes & unsentBit != 0 ? 2 : 0)
  }

  /// How many words a cell takes whose first word is `codes`.
  private static func wordCount(_ codes: UInt32) -> Int {
    let numbers = codes & 0xFFFFF
    // A word for each number that is not as expected, one more for those of two.
    let low = numbers & 0x55555
    let high = numbers >> 1 & 0x55555
    return headCount(codes) + (low | high).nonzeroBitCount + (high & ~low).nonzeroBitCount
  }

  /// The places in a panel by the numbers that these cells have.
  ///
  /// - Parameter whole: the places by the numbers of intake.
  func ranks(in whole: PanelRanks) -> PanelRanks {
    guard let numbers else { return whole }
    var own = [UInt32](repeating: .max, count: whole.products.count)
    for (former, now) in numbers.products.enumerated() where now != .max {
      own[Int(now)] = UInt32(former)
    }
    return PanelRanks(
      products: whole.products,
      institutions: numbers.institutions.map { $0 == .max ? 0 : whole.institutions[Int($0)] },
      distributors: numbers.distributors.map { $0 == .max ? 0 : whole.distributors[Int($0)] },
      ownProducts: own)
  }
}
