internal import DelimitedText
internal import Procurement

/// Files whose records were condensed in an earlier run.
extension IntakeMerge {
  /// A file that is read, and whose records are to be condensed.
  struct ClosedFile: Sendable {
    /// Its records.
    var records: Consumer.File
    /// What its lines say that nothing knows, while they count.
    let notices: [Notice]
    /// What may be kept of it, given what its records come down to; `nil` where that was not wanted
    /// or cannot be.
    let snapshot: (@Sendable (Consumer.Condensed) -> Snapshot<Consumer.Condensed>)?
  }

  /// Ends the file that is being read.
  mutating func close(
    file: Int, layout: PurchaseLayout, encoding: TextEncoding
  ) -> ClosedFile {
    endUnsent(of: file)
    // What was cancelled counts in no earlier file, either, unless a later one says otherwise.
    var (others, renamed): ([OrderLineKey], [OrderLineKey]) = ([], [])
    for key in cancelled.subtracting(orderLines.keys).sorted(by: { $0.raw < $1.raw }) {
      if seen.file(naming: key) == nil { others.append(key) } else { renamed.append(key) }
    }
    let set = OrderLineSet(Array(orderLines.keys) + others)
    seen.add(set, of: UInt32(file))
    let statements = statements.file
    contradictions.judge(statements, path: files[file].path, in: names.identities)
    let records = consumer.endFile()
    guard let ownRejects, let fileNames = names.fileNames, fileNames.canBeKept else {
      return ClosedFile(records: records, notices: notices, snapshot: nil)
    }
    let account = files[file]
    let key = layout.key(in: encoding)
    let repeated = Array(repeated[repeatedBefore...])
    return ClosedFile(records: records, notices: notices) { [renamed, notices] condensed in
      Snapshot(
        account: account, notices: notices, rejects: ownRejects, layout: key, names: fileNames,
        statements: statements, orderLines: set, repeated: repeated, renamed: renamed,
        condensed: condensed)
    }
  }

  /// Takes in a file as it was read in an earlier run.
  ///
  /// What a file comes to depends on itself, on what its names stand for in the catalogues, and on
  /// which of its order lines later files name. So the names have to stand for the same, the order
  /// lines that counted must not be named by a later file, and those that did not must still be.
  ///
  /// - Returns: `false` where the file would not come to the same now and has to be read.
  mutating func restore(
    _ snapshot: Snapshot<Consumer.Condensed>, file: Int, profile: ImportProfile?
  ) -> Bool {
    let found = names.numbers(
      of: snapshot.names, layout: snapshot.layout, words: profile?.values ?? [:])
    guard let found else { return false }
    var orderLines = snapshot.orderLines
    guard orderLines.renumber(found.stems), !seen.name(anyOf: orderLines) else { return false }
    let areRenamed = snapshot.renamed.allSatisfy { key in
      key.renumbered(found.stems).map { seen.file(naming: $0) != nil } ?? false
    }
    guard areRenamed else { return false }
    var lines: [RepeatedLine] = []
    for line in snapshot.repeated {
      guard let key = line.key.renumbered(found.stems), let later = seen.file(naming: key) else {
        return false
      }
      lines.append(
        RepeatedLine(
          key: key, content: line.content, file: UInt32(file), line: line.line,
          product: found.records.products[Int(line.product)], amount: line.amount,
          laterFile: later))
    }

    let (path, profile) = (files[file].path, files[file].profile)
    files[file] = snapshot.account
    files[file].path = path
    files[file].profile = profile
    list(
      snapshot.rejects.lines.map { line in
        let product = line.product.map {
          names.identities.products[Int(found.records.products[Int($0)])].name
        }
        return Reject(
          source: SourceLine(file: path, line: line.line), column: line.column,
          value: product ?? line.value, reason: line.reason, amount: line.amount,
          other: line.other.map { SourceLine(file: path, line: $0) })
      }, snapshot.rejects.counts)
    contradictions.judge(
      snapshot.statements.renumbered(found.records), path: path, in: names.identities)
    repeated += lines
    seen.add(orderLines, of: UInt32(file))
    consumer.add(snapshot.condensed, file: UInt32(file), numbers: found.records)
    return true
  }
}
