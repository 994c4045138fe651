internal import DelimitedText

/// A column of codes or names, each of which is looked up once a parser.
struct NameColumn {
  /// What is known of a field's bytes.
  enum Known: Equatable {
    case unknown, null
    case name(UInt32)
  }

  private static let unknown = UInt32.max
  private static let null = UInt32.max - 1

  private var fields = ByteInterner()
  private var ids: [UInt32] = []
  private var numbers: [UInt32] = []
  /// The names, by their bytes: fields, or several fields put together.
  private var names = ByteInterner()

  /// Reads the column of some records.
  mutating func read(_ batch: borrowing RecordBatch, _ records: Range<Int>, column: Int) {
    batch.intern(column: column, of: records, in: &fields, into: &ids)
    while numbers.count < fields.count { numbers.append(Self.unknown) }
  }

  /// What is known of the field in the record at `index` of those read.
  @inline(__always)
  func known(at index: Int) -> Known {
    let number = numbers[Int(ids[index])]
    return number == Self.unknown ? .unknown : number == Self.null ? .null : .name(number)
  }

  /// Remembers that the field at `index` stands for nothing.
  mutating func setNull(at index: Int) { numbers[Int(ids[index])] = Self.null }

  /// Remembers that the field at `index` is the name `number`.
  mutating func set(_ number: UInt32, at index: Int) { numbers[Int(ids[index])] = number }

  /// The number of a name, and whether it is new.
  mutating func intern(_ name: Span<UInt8>) -> (id: UInt32, isNew: Bool) { names.intern(name) }
}
