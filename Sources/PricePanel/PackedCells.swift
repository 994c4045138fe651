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
  private(set) var words: [UInt32] = []
  /// Where each product's words begin; one more than there are products.
  private(set) var starts: [UInt32] = []

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

  /// Packs cells whose months lie less than ``monthLimit`` apart.
  ///
  /// - Parameters:
  ///   - stretches: cells of one file, those of lower products in the stretches before; in a
  ///     stretch they are in any order.
  ///   - file: that file.
  init(_ stretches: [[Cell]], file: UInt32) {
    self.file = file
    count = stretches.reduce(0) { $0 + $1.count }
    firstMonth = Self.months(of: stretches)?.lowerBound ?? Month(index: 0)
    words.reserveCapacity(count * 12)
    var order: [UInt32] = []
    for cells in stretches where !cells.isEmpty {
      let products = cells.reduce((first: UInt32.max, last: 0)) {
        (min($0.first, $1.product), max($0.last, $1.product))
      }
      var ends = [Int](repeating: 0, count: Int(products.last - products.first) + 2)
      for cell in cells { ends[Int(cell.product - products.first) + 1] += 1 }
      for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
      order.removeAll(keepingCapacity: true)
      order.append(contentsOf: repeatElement(0, count: cells.count))
      for (index, cell) in cells.enumerated() {
        let product = Int(cell.product - products.first)
        order[ends[product]] = UInt32(index)
        ends[product] += 1
      }
      for index in order {
        let cell = cells[Int(index)]
        while starts.count <= Int(cell.product) { starts.append(UInt32(words.count)) }
        append(cell)
      }
    }
    starts.append(UInt32(words.count))
  }

  /// Cells that were kept, which ``Check`` has found in order.
  init(firstMonth: Month, count: Int, words: [UInt32], starts: [UInt32]) {
    file = 0
    self.firstMonth = firstMonth
    self.count = count
    self.words = words
    self.starts = starts
  }

  // MARK: - Packing

  private mutating func append(_ cell: Cell) {
    let place = words.count
    let months = UInt32(truncatingIfNeeded: firstMonth.distance(to: cell.month))
    var codes = months << 24 | UInt32(cell.channel.rawValue) << 20
    words.append(0)
    words.append(cell.institution)
    words.append(cell.distributor)
    words.append(cell.lines)
    let lowest = cell.lowest
    let highest = cell.highest
    if let lowest, let highest {
      words.append(lowest.line)
      words.append(highest.line)
    }
    let ordered = cell.ordered.tenThousandths
    append(ordered, expecting: 0, 0, &codes)
    append(cell.arrived.tenThousandths, expecting: ordered, 1, &codes)
    append(cell.due.tenThousandths, expecting: ordered, 2, &codes)
    append(cell.pricedQuantity.tenThousandths, expecting: ordered, 3, &codes)
    append(cell.returned.tenThousandths, expecting: 0, 4, &codes)
    append(cell.amount.tenThousandths, expecting: 0, 5, &codes)
    append(cell.returnedAmount.tenThousandths, expecting: 0, 6, &codes)
    let low = lowest?.price.raw ?? 0
    let high = highest?.price.raw ?? 0
    append(low, expecting: 0, 7, &codes)
    append(high, expecting: low, 8, &codes)
    append(cell.listing?.raw ?? 0, expecting: high, 9, &codes)
    if lowest != nil { codes |= Self.priceBit }
    words[place] = codes
  }

  private mutating func append(
    _ value: Int64, expecting expected: Int64, _ field: UInt32, _ codes: inout UInt32
  ) {
    if value == expected { return }
    if value >= 0, value <= Int64(UInt32.max) {
      codes |= Code.one << (field * 2)
      words.append(UInt32(value))
    } else if value >= 0, value / 10_000 <= Int64(UInt32.max), value.isMultiple(of: 10_000) {
      codes |= Code.whole << (field * 2)
      words.append(UInt32(value / 10_000))
    } else {
      codes |= Code.two << (field * 2)
      words.append(UInt32(truncatingIfNeeded: value))
      words.append(UInt32(truncatingIfNeeded: value >> 32))
    }
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

  /// Marks everything that the cells name, by its number in intake.
  func markUsed(
    _ products: inout [Bool], _ institutions: inout [Bool], _ distributors: inout [Bool]
  ) {
    for product in starts.indices.dropLast() where starts[product] < starts[product + 1] {
      products[numbers.map { Int($0.products[product]) } ?? product] = true
    }
    var ownInstitutions = [Bool](
      repeating: false, count: numbers?.institutions.count ?? institutions.count)
    var ownDistributors = [Bool](
      repeating: false, count: numbers?.distributors.count ?? distributors.count)
    var place = 0
    while place < words.count {
      let codes = words[place]
      ownInstitutions[Int(words[place + 1])] = true
      ownDistributors[Int(words[place + 2])] = true
      place += codes & Self.priceBit != 0 ? 6 : 4
      for field in UInt32(0)..<10 {
        let code = codes >> (field * 2) & 3
        place += code == Code.expected ? 0 : code == Code.two ? 2 : 1
      }
    }
    for own in ownInstitutions.indices where ownInstitutions[own] {
      institutions[numbers.map { Int($0.institutions[own]) } ?? own] = true
    }
    for own in ownDistributors.indices where ownDistributors[own] {
      distributors[numbers.map { Int($0.distributors[own]) } ?? own] = true
    }
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

  /// The months that the cells lie in.
  static func months(of stretches: [[Cell]]) -> ClosedRange<Month>? {
    guard var first = stretches.lazy.joined().first?.month else { return nil }
    var last = first
    for cells in stretches {
      for cell in cells {
        first = min(first, cell.month)
        last = max(last, cell.month)
      }
    }
    return first...last
  }
}
