internal import DelimitedText
internal import Procurement

/// What becomes of a line whose order line another row, or a later file, names too: a further
/// shipment counts for what arrived, the same line once, the later of two different ones; and a line
/// that was never sent counts where no row of its order line was.
extension IntakeMerge {
  /// Whether a line with an order line's number counts; a further shipment keeps what arrived,
  /// while the order's own quantity and amount are not counted again. Of rows of which one was never
  /// sent, that is the further one, wherever it stands.
  mutating func count(
    _ record: inout PurchaseRecord, _ line: ParsedLine, _ place: PlacedLine, _ key: OrderLineKey
  ) -> Bool {
    if let later = seen.file(naming: key) {
      repeated.append(
        RepeatedLine(
          key: key, content: place.content, file: record.file, line: record.line,
          product: record.product, amount: line.netAmount, laterFile: later))
      return false
    }
    switch orderLines.judge(key, order: place.order, content: place.content, line: record.line) {
    case .new:
      return true
    case .shipment:
      countShipment(&record, line, key)
      return true
    case .duplicate(let other):
      drop(record.file, record.line, record.product, line.netAmount, .duplicate, record.file, other)
    case .conflict(let other):
      drop(
        record.file, record.line, record.product, line.netAmount, .conflictingLine, record.file,
        other)
    }
    return false
  }

  /// Leaves of a further shipment what its order line is not counted by yet; of a row before it that was
  /// never sent, where there is one.
  @inline(never)
  private mutating func countShipment(
    _ record: inout PurchaseRecord, _ line: ParsedLine, _ key: OrderLineKey
  ) {
    files[Int(record.file)].furtherShipments += 1
    if !line.isUndelivered, let other = unsent.removeValue(forKey: key) {
      records.append(other.asFurtherShipment)
      return
    }
    files[Int(record.file)].amountFurtherShipments += record.amount
    record = record.asFurtherShipment
  }

  /// Says of each line that a later file names too whether it is the same there. Where that file has
  /// changed since and does not have the line any more, the file counts all the same.
  ///
  /// - Parameter later: what a later file's order lines are, the file given.
  mutating func settle(_ later: [UInt32: OrderLines]) {
    for line in repeated {
      let first = later[line.laterFile]?.first(line.key, content: line.content)
      drop(
        line.file, line.line, line.product, line.amount,
        first?.isSame == true ? .duplicate : .superseded, line.laterFile, first?.line)
    }
    repeated = []
  }

  /// Judges the lines of a file that is read once more, of those order lines only that are wanted.
  mutating func judgeAgain(
    _ chunk: ParsedChunk, layout: PurchaseLayout, encoding: TextEncoding,
    wanted: Set<OrderLineKey>, into found: inout OrderLines
  ) {
    let table = names.table(with: chunk, layout: layout, encoding: encoding)
    for line in chunk.lines {
      let place = PlacedLine(line, table.products.entries[Int(line.product)], in: table)
      guard let key = place.key, wanted.contains(key), place.isUsable else { continue }
      _ = found.judge(
        key, order: place.order, content: place.content, line: UInt32(bitPattern: line.line))
    }
  }

  private mutating func drop(
    _ file: UInt32, _ line: UInt32, _ product: UInt32, _ amount: Money, _ reason: RejectReason,
    _ otherFile: UInt32, _ otherLine: UInt32?
  ) {
    let place = Int(file)
    if reason == .conflictingLine {
      files[place].rejected += 1
      files[place].amountRejected += amount
    } else {
      files[place].duplicates += 1
      files[place].amountDuplicates += amount
    }
    list(
      Reject(
        source: SourceLine(file: files[place].path, line: Int(line)), column: "",
        value: names.identities.products[Int(product)].name, reason: reason, amount: amount,
        other: otherLine.map { SourceLine(file: files[Int(otherFile)].path, line: Int($0)) }),
      product: product)
  }

  // MARK: - Lines that were never sent

  /// Lets the record of a line that was never sent, the last one if it counts, wait for the file's end.
  @inline(never)
  mutating func holdBack(_ line: Int32, _ key: OrderLineKey?) {
    guard let key, let record = records.last, record.unsent != .zero,
      record.line == UInt32(bitPattern: line)
    else { return }
    unsent[key] = records.removeLast()
  }

  /// Hands on the lines of a file that were never sent, and of whose order lines no row was.
  mutating func endUnsent(of file: Int) {
    files[file].accepted += unsent.count
    consumer.consume(unsent.values.sorted { $0.line < $1.line })
    unsent = [:]
  }
}
