internal import DelimitedText
internal import Procurement

/// The numbers that names have over all files, by the numbers that the workers' parsers gave them.
struct NameNumbers {
  /// A name that cannot be used, and why.
  struct Unusable {
    let bytes: [UInt8]
    let reason: RejectReason
  }

  /// The names of one kind that a parser has numbered.
  struct Kind {
    /// Stands for a name that cannot be used.
    static let unusable = UInt32.max
    fileprivate(set) var numbers: [UInt32] = []
    fileprivate(set) var refused: [UInt32: Unusable] = [:]

    fileprivate mutating func append(
      _ identities: [IdentityTables.Identity], _ list: NameList
    ) {
      for (index, identity) in identities.enumerated() {
        switch identity {
        case .known(let number): numbers.append(number)
        case .unusable(let reason):
          refused[UInt32(numbers.count)] = Unusable(bytes: list.name(index), reason: reason)
          numbers.append(Self.unusable)
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
  }

  private(set) var identities: IdentityTables
  private var tables: [Int: Table] = [:]
  private var stems = ByteInterner()
  /// The layouts met so far, with their encodings.
  private var layouts: [(layout: PurchaseLayout, encoding: TextEncoding)] = []

  init(catalogues: Catalogues) {
    identities = IdentityTables(catalogues: catalogues)
  }

  /// The names of a chunk's parser, those that are new in the chunk among them.
  mutating func table(
    with chunk: ParsedChunk, layout: PurchaseLayout, encoding: TextEncoding
  ) -> Table {
    var table = tables.removeValue(forKey: chunk.parser) ?? Table()
    if chunk.products.count > 0 || chunk.institutions.count > 0 {
      let source = NameSource(
        layout: number(of: layout, encoding), encoding: encoding,
        words: layout.profile?.values ?? [:])
      table.products.append(
        identities.resolve(products: chunk.products, from: source), chunk.products)
      table.institutions.append(
        identities.resolve(institutions: chunk.institutions, from: source), chunk.institutions)
    }
    if chunk.distributors.count > 0 {
      table.distributors.append(
        identities.resolve(distributors: chunk.distributors, in: encoding), chunk.distributors)
    }
    for index in 0..<chunk.stems.count {
      table.stems.append(stems.intern(chunk.stems.name(index).span).id)
    }
    tables[chunk.parser] = table
    return table
  }

  private mutating func number(of layout: PurchaseLayout, _ encoding: TextEncoding) -> Int {
    let known = layouts.firstIndex {
      $0.encoding == encoding && $0.layout.readsAlike(layout)
    }
    if let known { return known }
    layouts.append((layout, encoding))
    return layouts.count - 1
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

  @inline(__always)
  init(_ line: ParsedLine, in table: borrowing NameNumbers.Table) {
    product = table.products.numbers[Int(line.product)]
    institution = table.institutions.numbers[Int(line.institution)]
    distributor = line.distributor == .max ? 0 : table.distributors.numbers[Int(line.distributor)]
    order = OrderHash.order(line.order, product, institution)
    content = OrderHash.content(line.content, order: order, distributor: distributor)
    switch line.stem {
    case ParsedLine.unnumbered: key = nil
    case ParsedLine.ofOrder: key = OrderLineKey(order: line.orderLine, content: order)
    case ParsedLine.hashed:
      key = OrderLineKey(hash: line.orderLine, isReturn: line.isReturn)
    default:
      let stem = table.stems[Int(line.stem)]
      key =
        stem < OrderLineKey.stemLimit
        ? OrderLineKey(stem: stem, number: line.orderLine, isReturn: line.isReturn)
        : OrderLineKey(
          hash: fold(UInt64(stem), line.orderLine | 1 << 63), isReturn: line.isReturn)
    }
  }

  /// Whether all names can be used.
  var isUsable: Bool {
    product != NameNumbers.Kind.unusable && institution != NameNumbers.Kind.unusable
      && distributor != NameNumbers.Kind.unusable
  }

  /// The first of a line's names that cannot be used; `nil` when all can.
  func unusable(
    _ line: ParsedLine, in table: NameNumbers.Table
  ) -> (field: PurchaseField, name: NameNumbers.Unusable)? {
    if let name = table.products.refused[line.product] { return (.productCode, name) }
    if let name = table.institutions.refused[line.institution] {
      return (.institutionCode, name)
    }
    return table.distributors.refused[line.distributor].map { (.distributor, $0) }
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
