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

  /// Adds the cells of `product`, as intake numbers it, to `cells`, with other numbers for all that
  /// they name.
  ///
  /// - Parameter ranks: as ``ranks(in:)`` gives them.
  func unpack(_ product: Int, into cells: inout [Cell], _ ranks: PanelRanks) {
    let own = ranks.ownProducts.map { Int($0[product]) } ?? product
    guard own + 1 < starts.count else { return }
    var place = Int(starts[own])
    let end = Int(starts[own + 1])
    while place < end {
      let codes = words[place]
      var cell = Cell(
        product: ranks.products[product], institution: ranks.institutions[Int(words[place + 1])],
        distributor: ranks.distributors[Int(words[place + 2])],
        month: firstMonth.advanced(by: Int(codes >> 24)),
        channel: Channel(rawValue: UInt8(codes >> 20 & 3)) ?? .unstated)
      cell.lines = words[place + 3]
      place += 4
      var lines: (lowest: UInt32, highest: UInt32)?
      if codes & Self.priceBit != 0 {
        lines = (words[place], words[place + 1])
        place += 2
      }
      let ordered = number(codes, 0, &place, expecting: 0)
      cell.ordered = Quantity(tenThousandths: ordered)
      cell.arrived = Quantity(tenThousandths: number(codes, 1, &place, expecting: ordered))
      cell.due = Quantity(tenThousandths: number(codes, 2, &place, expecting: ordered))
      cell.pricedQuantity = Quantity(
        tenThousandths: number(codes, 3, &place, expecting: ordered))
      cell.returned = Quantity(tenThousandths: number(codes, 4, &place, expecting: 0))
      cell.amount = Money(tenThousandths: number(codes, 5, &place, expecting: 0))
      cell.returnedAmount = Money(tenThousandths: number(codes, 6, &place, expecting: 0))
      let low = number(codes, 7, &place, expecting: 0)
      let high = number(codes, 8, &place, expecting: low)
      let listing = number(codes, 9, &place, expecting: high)
      if let lines {
        cell.lowest = PriceMark(price: UnitPrice(raw: low), file: file, line: lines.lowest)
        cell.highest = PriceMark(price: UnitPrice(raw: high), file: file, line: lines.highest)
      }
      if listing != 0 { cell.listing = UnitPrice(raw: listing) }
      cells.append(cell)
    }
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

  /// How many words a cell takes whose first word is `codes`.
  private static func wordCount(_ codes: UInt32) -> Int {
    let numbers = codes & 0xFFFFF
    // A word for each number that is not as expected, one more for those of two.
    let low = numbers & 0x55555
    let high = numbers >> 1 & 0x55555
    return (codes & priceBit != 0 ? 6 : 4) + (low | high).nonzeroBitCount
      + (high & ~low).nonzeroBitCount
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
