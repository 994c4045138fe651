internal import Procurement

/// What reading one purchase file came to, kept so that the file need not be read again as long as
/// it is the same file.
///
/// Numbers of products, institutions, distributors and stems are those of the run that read it.
struct Snapshot<Condensed: CondensedRecords>: Sendable {
  /// The file's account, before lines that later files name too were settled.
  var account: FileAccount
  /// What was wrong with the whole file and its headers.
  var notices: [Notice]
  /// The lines that did not count.
  var rejects: KeptRejects
  /// How its lines were read.
  var layout: PurchaseLayout.Key
  /// All names that it uses.
  var names: FileNames
  /// What its lines say of products and institutions.
  var statements: FileStatements
  /// The order lines that count in it.
  var orderLines: OrderLineSet
  /// The lines whose order lines a later file named too.
  var repeated: [RepeatedLine]
  /// The order lines that it says were cancelled, and that later files named all the same.
  var renamed: [OrderLineKey]
  /// Its records.
  var condensed: Condensed
}

/// The lines of one file that did not count.
struct KeptRejects: Sendable {
  /// One line, with what it stands in the report with.
  struct Line: Sendable {
    var line: Int
    var column: String
    /// The value found; not where it is the name of `product`.
    var value: String
    var reason: RejectReason
    var amount: Money?
    /// The product by which the line is named; `nil` where `value` says what was found.
    var product: UInt32?
    /// The line of the same file that counts instead.
    var other: Int?
  }

  /// The lines that are listed.
  private(set) var lines: [Line] = []
  /// All lines by reason, with those that are not listed.
  private(set) var counts: [RejectReason: Int] = [:]

  /// No lines.
  init() {}

  /// Lines as they were kept; `nil` where there are more listed than counted.
  init?(lines: [Line], counts: [RejectReason: Int]) {
    guard counts.values.allSatisfy({ $0 > 0 && $0 < 1 << 40 }) else { return nil }
    var listed: [RejectReason: Int] = [:]
    for line in lines { listed[line.reason, default: 0] += 1 }
    guard listed.allSatisfy({ $0.value <= counts[$0.key] ?? 0 }) else { return nil }
    self.lines = lines
    self.counts = counts
  }

  /// Adds a line.
  ///
  /// - Parameters:
  ///   - product: the product whose name its value is.
  ///   - limit: how many lines are listed at most.
  mutating func add(_ reject: Reject, product: UInt32?, limit: Int) {
    counts[reject.reason, default: 0] += 1
    guard lines.count < limit else { return }
    lines.append(
      Line(
        line: reject.source.line, column: reject.column,
        value: product == nil ? reject.value : "", reason: reject.reason, amount: reject.amount,
        product: product, other: reject.other?.line))
  }
}
