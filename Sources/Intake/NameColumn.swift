internal import DelimitedText

/// A column of codes or names, each of which is looked up once a parser.
struct NameColumn {
  private static let unknown = UInt32.max
  private static let null = UInt32.max - 1
  /// Marks the number of a name that only files before had.
  private static let former: UInt32 = 1 << 31

  /// Whether the file has such a column.
  let exists: Bool

  private var fields = ByteInterner()
  private var ids: [UInt32] = []
  /// The name that each field is, as far as it is known.
  private var numbers: [UInt32] = []
  /// Those of the records read, as they were known then.
  private var known: [UInt32] = []
  /// The names, by their bytes: fields, or several fields put together.
  private var names = ByteInterner()
  /// Whether each name was met in the file that is being read.
  private var isMet: [Bool] = []

  init(exists: Bool) {
    self.exists = exists
  }

  /// Reads the column of some records.
  mutating func read(_ batch: borrowing RecordBatch, _ records: Range<Int>, column: Int) {
    batch.intern(column: column, of: records, in: &fields, into: &ids)
    while numbers.count < fields.count { numbers.append(Self.unknown) }
    // All at once, so that the reads do not wait for each other.
    known.removeAll(keepingCapacity: true)
    known.append(addingCapacity: records.count) { known in
      for index in records.indices { known.append(numbers[Int(ids[index - records.lowerBound])]) }
    }
  }

  /// The number of the name at `index` of the records read, where it has one and is known.
  @inline(__always)
  func known(at index: Int) -> UInt32? {
    guard exists else { return nil }
    let number = known[index]
    return number < Self.former ? number : nil
  }

  /// The number of the name at `index`, where files before had it and this one had not.
  func former(at index: Int) -> UInt32? {
    let number = numbers[Int(ids[index])]
    return number >= Self.former && number < Self.null ? number ^ Self.former : nil
  }

  /// Whether the field at `index` is known to stand for nothing.
  func isKnownNull(at index: Int) -> Bool { numbers[Int(ids[index])] == Self.null }

  /// Remembers that the field at `index` stands for nothing.
  mutating func setNull(at index: Int) { numbers[Int(ids[index])] = Self.null }

  /// Remembers that the field at `index` is the name `number`.
  mutating func set(_ number: UInt32, at index: Int) { numbers[Int(ids[index])] = number }

  /// The number of a name, and whether it is new.
  mutating func intern(_ name: Span<UInt8>) -> (id: UInt32, isNew: Bool) { names.intern(name) }

  /// Begins another file, in which no name was met so far.
  mutating func beginFile() {
    for index in numbers.indices where numbers[index] < Self.former {
      numbers[index] |= Self.former
    }
    isMet.removeAll(keepingCapacity: true)
  }

  /// Notes that a name is met, and tells whether that is for the first time in the file.
  mutating func meet(_ number: UInt32) -> Bool {
    while isMet.count <= Int(number) { isMet.append(false) }
    defer { isMet[Int(number)] = true }
    return !isMet[Int(number)]
  }
}
