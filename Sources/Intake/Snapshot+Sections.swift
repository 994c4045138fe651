internal import DelimitedText
internal import Procurement

/// How a snapshot lies in a file: facts first, then names, order lines, records.
extension Snapshot {
  /// The limit of all money in one file, in 1/10 000 元; so that nothing kept can add up to more
  /// than 64 bits hold.
  private static var amountLimit: Int64 { 1 << 57 }

  /// Everything, in sections.
  var sections: [SectionFile.Section] {
    var facts = FactWriter()
    write(to: &facts)
    var result: [SectionFile.Section] = [.bytes(facts.bytes)]
    for kind in [names.products, names.institutions, names.distributors, names.stems] {
      let list = kind.list.kept
      result += [
        .bytes(list.bytes), .words(list.ends), .words(kind.numbers), .longs(kind.meanings),
      ]
    }
    result += [.longs(orderLines.runs), .longs(orderLines.bits), .longs(orderLines.alone)]
    var lines: [UInt64] = []
    for line in repeated {
      lines += [
        line.key.raw, line.content, UInt64(line.line) << 32 | UInt64(line.product),
        UInt64(bitPattern: line.amount.tenThousandths),
      ]
    }
    result += [.longs(lines), .longs(renamed.map(\.raw))]
    return result + condensed.sections.map { .words($0) }
  }

  /// Reads the sections that are left.
  ///
  /// - Throws: ``DamagedSnapshot`` where they do not hold together.
  init(_ file: inout SectionFile, path: String) throws(DamagedSnapshot) {
    var facts = FactReader(try Self.some(file.bytes()))
    account = try Self.account(&facts)
    notices = try Self.notices(&facts, path)
    rejects = try Self.rejects(&facts)
    layout = try Self.layout(&facts)
    statements = try FileStatements(&facts)
    names = FileNames()
    names.products = try Self.names(&file, ParsedChunk.productAttributes)
    names.institutions = try Self.names(&file, ParsedChunk.institutionAttributes)
    names.distributors = try Self.names(&file, [])
    names.stems = try Self.names(&file, [])
    orderLines = try Self.some(
      OrderLineSet(
        runs: try Self.some(file.longs()), bits: try Self.some(file.longs()),
        alone: try Self.some(file.longs())))
    let lines = try Self.some(file.longs())
    guard lines.count.isMultiple(of: 4) else { throw DamagedSnapshot() }
    repeated = stride(from: 0, to: lines.count, by: 4).map { place in
      RepeatedLine(
        key: OrderLineKey(raw: lines[place]), content: lines[place + 1], file: 0,
        line: UInt32(truncatingIfNeeded: lines[place + 2] >> 32),
        product: UInt32(truncatingIfNeeded: lines[place + 2]),
        amount: Money(tenThousandths: Int64(bitPattern: lines[place + 3])), laterFile: 0)
    }
    renamed = try Self.some(file.longs()).map { OrderLineKey(raw: $0) }
    var sections: [[UInt32]] = []
    while file.sectionsLeft > 0 { sections.append(try Self.some(file.words())) }
    let named = names.named
    condensed = try Self.some(Condensed(sections: sections, named: named))

    func isKnown(_ product: UInt32) -> Bool {
      Int(product) < named.products.count && named.products[Int(product)]
    }
    guard account.accepted == condensed.lines, account.amountAccepted == condensed.netAmount,
      repeated.allSatisfy({
        isKnown($0.product) && abs($0.amount.tenThousandths / 2) < Self.amountLimit
      }),
      rejects.lines.allSatisfy({ $0.product.map(isKnown) ?? true }), statements.fit(named)
    else { throw DamagedSnapshot() }
  }

  private static func some<Value>(_ value: Value?) throws(DamagedSnapshot) -> Value {
    guard let value else { throw DamagedSnapshot() }
    return value
  }

  private static func names(
    _ file: inout SectionFile, _ attributes: [PurchaseField]
  ) throws(DamagedSnapshot) -> FileNames.Kind {
    let list = NameList(
      attributes: attributes, bytes: try some(file.bytes()), ends: try some(file.words()))
    return try some(
      FileNames.Kind(
        list: try some(list), numbers: try some(file.words()), meanings: try some(file.longs())))
  }

  // MARK: - Facts

  private func write(to facts: inout FactWriter) {
    facts.add(account.encoding)
    for count in [
      account.bytes, account.linesRead, account.accepted, account.rejected, account.duplicates,
      account.furtherShipments, account.undelivered,
    ] {
      facts.add(count)
    }
    for amount in [
      account.amountAccepted, account.amountRejected, account.amountDuplicates,
      account.amountFurtherShipments, account.amountUndelivered,
    ] {
      facts.add(amount.tenThousandths)
    }
    facts.add(notices.count)
    for notice in notices {
      facts.add(notice.source.line)
      facts.add(notice.column)
      facts.add(notice.value)
      facts.add(notice.reason.rawValue)
    }
    facts.add(rejects.lines.count)
    for line in rejects.lines {
      facts.add(line.line)
      facts.add(line.column)
      facts.add(line.value)
      facts.add(line.reason.rawValue)
      facts.add(line.amount.map { Int($0.tenThousandths) })
      facts.add(line.product.map { Int($0) })
      facts.add(line.other)
    }
    facts.add(rejects.counts.count)
    for (reason, count) in rejects.counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      facts.add(reason.rawValue)
      facts.add(count)
    }
    facts.add(layout.headers.count)
    for header in layout.headers { facts.add(header) }
    facts.add(layout.lastHeadLine)
    facts.add(layout.constants.count)
    for constant in layout.constants { facts.add(constant) }
    facts.add(layout.powers.count)
    for power in layout.powers { facts.add(power) }
    facts.add(layout.profile)
    facts.add(layout.encoding.rawValue)
    statements.write(to: &facts)
  }

  private static func amount(_ facts: inout FactReader) throws(DamagedSnapshot) -> Money {
    let value = try facts.long()
    guard value > -amountLimit, value < amountLimit else { throw DamagedSnapshot() }
    return Money(tenThousandths: value)
  }

  private static func reason(_ facts: inout FactReader) throws(DamagedSnapshot) -> RejectReason {
    try some(RejectReason(rawValue: try facts.text()))
  }

  private static func account(_ facts: inout FactReader) throws(DamagedSnapshot) -> FileAccount {
    let encoding = try facts.text()
    var account = FileAccount(
      path: "", encoding: encoding, profile: "", bytes: try facts.count())
    account.linesRead = try facts.count()
    account.accepted = try facts.count()
    account.rejected = try facts.count()
    account.duplicates = try facts.count()
    account.furtherShipments = try facts.count()
    account.undelivered = try facts.count()
    account.amountAccepted = try amount(&facts)
    account.amountRejected = try amount(&facts)
    account.amountDuplicates = try amount(&facts)
    account.amountFurtherShipments = try amount(&facts)
    account.amountUndelivered = try amount(&facts)
    return account
  }

  private static func notices(
    _ facts: inout FactReader, _ path: String
  ) throws(DamagedSnapshot) -> [Notice] {
    try facts.list { (facts) throws(DamagedSnapshot) in
      Notice(
        source: SourceLine(file: path, line: try facts.number()), column: try facts.text(),
        value: try facts.text(), reason: try reason(&facts))
    }
  }

  private static func rejects(_ facts: inout FactReader) throws(DamagedSnapshot) -> KeptRejects {
    let lines = try facts.list { (facts) throws(DamagedSnapshot) in
      KeptRejects.Line(
        line: try facts.number(), column: try facts.text(), value: try facts.text(),
        reason: try reason(&facts),
        amount: try facts.optionalNumber().map { Money(tenThousandths: Int64($0)) },
        product: try facts.optionalNumber().map { UInt32(clamping: $0) },
        other: try facts.optionalNumber())
    }
    let counts = try facts.list { (facts) throws(DamagedSnapshot) in
      (try reason(&facts), try facts.count())
    }
    return try some(KeptRejects(lines: lines, counts: Dictionary(counts) { $1 }))
  }

  private static func layout(
    _ facts: inout FactReader
  ) throws(DamagedSnapshot) -> PurchaseLayout.Key {
    PurchaseLayout.Key(
      headers: try facts.list { (facts) throws(DamagedSnapshot) in try facts.text() },
      lastHeadLine: try facts.number(),
      constants: try facts.list { (facts) throws(DamagedSnapshot) in try facts.optionalText() },
      powers: try facts.list { (facts) throws(DamagedSnapshot) in try facts.number() },
      profile: try facts.optionalText(),
      encoding: try some(TextEncoding(rawValue: try facts.text())))
  }
}
