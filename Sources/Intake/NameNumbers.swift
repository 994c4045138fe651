internal import DelimitedText
internal import Procurement

/// The numbers that names have over all files, by the numbers that the workers' parsers gave them.
struct NameNumbers {
  /// A name that cannot be used, and why.
  struct Unusable {
    let bytes: [UInt8]
    let reason: RejectReason

    /// Whether it stands for a code, and not for a name in place of one.
    var isCode: Bool { bytes.first != IdentityTables.nameMark }

    /// The parts of a name as they are shown: of a sum its label alone.
    var withoutMarks: Unusable {
      let parts = bytes.dropFirst()
      return Unusable(
        bytes: reason == .totalRow
          ? Array(parts.prefix { $0 != IdentityTables.nameMark })
          : parts.map { $0 == IdentityTables.nameMark ? 0x7C : $0 },
        reason: reason)
    }
  }

  /// What a name is.
  struct Entry {
    /// The number over all files; ``Kind/unusable`` where the name cannot be used.
    let number: UInt32
    /// A hash of the code or name, the same in every run; 0 where there is none.
    let hash: UInt64
  }

  /// The names of one kind that a parser has numbered.
  struct Kind {
    /// Stands for a name that cannot be used.
    static let unusable = UInt32.max
    fileprivate(set) var entries: [Entry] = []
    fileprivate(set) var refused: [UInt32: Unusable] = [:]

    fileprivate mutating func append(
      _ identities: [IdentityTables.Identity], _ list: NameList, hashes: [UInt64]
    ) {
      for (index, identity) in identities.enumerated() {
        switch identity {
        case .known(let number):
          entries.append(Entry(number: number, hash: hashes[Int(number)]))
        case .unusable(let reason):
          refused[UInt32(entries.count)] = Unusable(bytes: list.name(index), reason: reason)
          entries.append(Entry(number: Self.unusable, hash: 0))
        }
      }
    }
  }

  /// The names that one parser has numbered.
  struct Table {
    fileprivate(set) var products = Kind()
    fileprivate(set) var institutions = Kind()
    fileprivate(set) var distributors = Kind()
    /// The stems of order lines' numbers.
    fileprivate(set) var stems: [UInt32] = []
    /// What lines say of institutions: ownership and region, each empty where that is left out.
    fileprivate(set) var standings: [(ownership: String, region: String)] = []
  }

  private(set) var identities: IdentityTables
  private var tables: [Int: Table] = [:]
  /// The run of files whose parsers those are.
  private var run = -1
  private var stems = ByteInterner()
  /// The layouts met so far.
  private var layouts: [PurchaseLayout.Key] = []
  /// The names of the file that is being read, where a snapshot of it may be wanted.
  private(set) var fileNames: FileNames?

  init(catalogues: Catalogues) {
    identities = IdentityTables(catalogues: catalogues)
  }

  /// The names of a chunk's parser, those that are new in the chunk among them.
  mutating func table(
    with chunk: ParsedChunk, layout: PurchaseLayout, encoding: TextEncoding
  ) -> Table {
    var table = tables.removeValue(forKey: chunk.parser) ?? Table()
    if chunk.products.count > 0 || chunk.institutions.count > 0 || chunk.distributors.count > 0 {
      let source = NameSource(
        layout: number(of: layout.key(in: encoding)), encoding: encoding,
        words: layout.profile?.values ?? [:])
      let products = identities.resolve(products: chunk.products, from: source)
      table.products.append(products, chunk.products, hashes: identities.productHashes)
      fileNames?.products.add(chunk.products, products) { identities.meaning(ofProduct: $0) }
      let institutions = identities.resolve(institutions: chunk.institutions, from: source)
      table.institutions.append(
        institutions, chunk.institutions, hashes: identities.institutionHashes)
      fileNames?.institutions.add(chunk.institutions, institutions) {
        identities.meaning(ofInstitution: $0)
      }
      let distributors = identities.resolve(distributors: chunk.distributors, from: source)
      table.distributors.append(
        distributors, chunk.distributors, hashes: identities.distributorHashes)
      fileNames?.distributors.add(chunk.distributors, distributors) {
        identities.meaning(ofDistributor: $0)
      }
    }
    for index in 0..<chunk.standings.count {
      func text(_ bytes: [UInt8], _ field: PurchaseField) -> String {
        let text = TextNormal.value(encoding.decodeRepairing(bytes))
        return layout.profile?.values[field]?[text] ?? text
      }
      table.standings.append(
        (
          text(chunk.standings.name(index), .ownership),
          text(chunk.standings.attribute(0, of: index), .region)
        ))
    }
    for index in 0..<chunk.stems.count {
      table.stems.append(stems.intern(chunk.stems.name(index).span).id)
    }
    let first = table.stems.count - chunk.stems.count
    fileNames?.stems.add(
      chunk.stems, table.stems[first...].map { IdentityTables.Identity.known($0) }
    ) { _ in 0 }
    tables[chunk.parser] = table
    return table
  }

  private mutating func number(of layout: PurchaseLayout.Key) -> Int {
    if let known = layouts.firstIndex(of: layout) { return known }
    layouts.append(layout)
    return layouts.count - 1
  }

  // MARK: - Files

  /// Begins a file; parsers read one run of files each, so those of the last one are forgotten.
  ///
  /// - Parameters:
  ///   - run: the run that the file belongs to.
  ///   - keepsNames: whether a snapshot of the file may be wanted.
  mutating func beginFile(run: Int, keepingNames keepsNames: Bool) {
    if run != self.run { tables.removeAll() }
    self.run = run
    fileNames = keepsNames ? FileNames() : nil
  }

  /// The numbers that the names of a file have now.
  ///
  /// - Parameters:
  ///   - names: the names as they were kept, with their numbers then.
  ///   - layout: the file's layout.
  ///   - words: what words of the file stand for, by field.
  /// - Returns: `nil` where a name stands for something else now.
  mutating func numbers(
    of names: FileNames, layout: PurchaseLayout.Key, words: [PurchaseField: [String: String]]
  ) -> (records: RecordNumbers, stems: [UInt32])? {
    let source = NameSource(
      layout: number(of: layout), encoding: layout.encoding, words: words)
    let products = names.products.numbers(
      now: identities.resolve(products: names.products.list, from: source)
    ) { identities.meaning(ofProduct: $0) }
    let institutions = names.institutions.numbers(
      now: identities.resolve(institutions: names.institutions.list, from: source)
    ) { identities.meaning(ofInstitution: $0) }
    let distributors = names.distributors.numbers(
      now: identities.resolve(distributors: names.distributors.list, from: source),
      alone: 0
    ) { identities.meaning(ofDistributor: $0) }
    let stems = names.stems.numbers(
      now: (0..<names.stems.list.count).map {
        .known(self.stems.intern(names.stems.list.name($0).span).id)
      }
    ) { _ in 0 }
    guard let products, let institutions, let distributors, let stems else { return nil }
    return (
      RecordNumbers(products: products, institutions: institutions, distributors: distributors),
      stems
    )
  }
}

/// A purchase line with the numbers that its names have over all files.
struct PlacedLine {
  /// `NameNumbers.Kind.unusable` where the name cannot be used; so with the others.
  let product: UInt32
  let institution: UInt32
  let distributor: UInt32
  /// What stands for the order line; `nil` where the line has no number.
  let key: OrderLineKey?
  /// A hash of what all shipments of the order line share.
  let order: UInt64
  /// A hash of the whole line.
  let content: UInt64

  /// - Parameter product: the entry of its product.
  @inline(__always)
  init(
    _ line: ParsedLine, _ product: NameNumbers.Entry, in table: borrowing NameNumbers.Table
  ) {
    let institution = table.institutions.entries[Int(line.institution)]
    let distributor =
      line.distributor == .max
      ? NameNumbers.Entry(number: 0, hash: 0) : table.distributors.entries[Int(line.distributor)]
    self.product = product.number
    self.institution = institution.number
    self.distributor = distributor.number
    order = OrderHash.order(line.order, product.hash, institution.hash)
    content = OrderHash.content(line.content, order: order, distributor: distributor.hash)
    key =
      line.stem == ParsedLine.ofOrder
      ? OrderLineKey(order: line.orderLine, content: order)
      : Self.key(line.stem, line.orderLine, isReturn: line.isReturn, in: table)
  }

  /// What stands for an order line with a number of its own; `nil` where it has none.
  @inline(__always)
  static func key(
    _ stem: UInt32, _ number: UInt64, isReturn: Bool, in table: borrowing NameNumbers.Table
  ) -> OrderLineKey? {
    switch stem {
    case ParsedLine.unnumbered, ParsedLine.ofOrder, ParsedLine.damaged: return nil
    case ParsedLine.hashed: return OrderLineKey(hash: number, isReturn: isReturn)
    default:
      let stem = table.stems[Int(stem)]
      return stem < OrderLineKey.stemLimit
        ? OrderLineKey(stem: stem, number: number)
        : OrderLineKey(hash: fold(UInt64(stem), number | 1 << 63), isReturn: isReturn)
    }
  }

  /// Whether all names can be used.
  var isUsable: Bool {
    product != NameNumbers.Kind.unusable && institution != NameNumbers.Kind.unusable
      && distributor != NameNumbers.Kind.unusable
  }

  /// The first of a line's names that cannot be used; `nil` when all can.
  private func unusable(
    _ line: ParsedLine, in table: borrowing NameNumbers.Table
  ) -> (field: PurchaseField, name: NameNumbers.Unusable)? {
    if let name = table.products.refused[line.product] {
      return name.isCode ? (.productCode, name) : (.productName, name.withoutMarks)
    }
    if let name = table.institutions.refused[line.institution] {
      return name.isCode ? (.institutionCode, name) : (.institutionName, name.withoutMarks)
    }
    return table.distributors.refused[line.distributor].map { (.distributor, $0) }
  }
}

extension PlacedLine {
  /// Refuses a line one of whose names cannot be used; `nil` where all can.
  func refusal(of line: ParsedLine, in table: borrowing NameNumbers.Table) -> ParsedReject? {
    unusable(line, in: table).map {
      let isSum = $0.name.reason == .totalRow
      return ParsedReject(
        line: line.line, field: isSum ? nil : $0.field, value: $0.name.bytes,
        reason: $0.name.reason, amount: isSum ? nil : line.netAmount)
    }
  }
}

/// A line whose order line a later file names too.
struct RepeatedLine {
  let key: OrderLineKey
  /// A hash of the whole line.
  let content: UInt64
  let file: UInt32
  let line: UInt32
  let product: UInt32
  /// What the line would have added to the amount bought.
  let amount: Money
  /// The latest file that names the order line.
  let laterFile: UInt32
}
