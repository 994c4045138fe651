internal import CByteScan

/// Columns of a few records at a time, so that a boundary between modules is crossed once for some
/// hundred fields and their bytes are in the cache for every column. A column that a record does
/// not reach counts as an empty field. Results stand in the order of the records.
extension RecordBatch {
  /// Up to eight columns of numbers, the numbers of a record next to each other.
  public struct Decimals: Sendable {
    /// The numbers of each record in units of 10^-places; 0 where ``plain`` has no bit.
    public internal(set) var values: [SIMD8<Int64>]
    /// The digits printed after the point, by record; what stands where ``plain`` has no bit means
    /// nothing.
    public internal(set) var decimals: [SIMD8<Int8>]
    /// A bit for each number that is plainly printed, by record.
    public internal(set) var plain: [UInt8]

    /// Room for the numbers of some records.
    public init(records: Int) {
      values = Array(repeating: .zero, count: records)
      decimals = Array(repeating: .zero, count: records)
      plain = Array(repeating: 0, count: records)
    }
  }

  /// A column of names with numbers at their end, such as `P25120000017`.
  public struct Serials: Sendable {
    /// The number at the end, or a hash of the field where there is none.
    public internal(set) var numbers: [UInt64] = []
    /// Which of the stems seen so far stands before the number: what is printed before it, and how
    /// many digits it has. `noStem` where the field does not end in a number, `empty` where it is
    /// empty.
    public internal(set) var stems: [UInt32] = []
    /// No number at the end, or one of more than twelve digits.
    public static let noStem = UInt32.max
    /// An empty field.
    public static let empty = UInt32.max - 1

    /// No names.
    public init() {}
  }

  /// Reads the plain numbers of up to eight columns.
  ///
  /// - Parameters:
  ///   - columns: the columns, counted from 0; −1 for none.
  ///   - records: the records, by their places in the batch.
  ///   - places: how many decimal places to keep of each; a number with more of them is not plain.
  ///   - result: receives eight numbers a record, for which it must have room.
  public func readDecimals(
    columns: SIMD8<Int32>, of records: Range<Int>, places: SIMD8<Int32>,
    into result: inout Decimals
  ) {
    precondition(records.count <= result.plain.count)
    unsafe withRecords(records) { records in
      unsafe withUnsafeBytes(of: (columns, places)) { form in
        unsafe result.values.withUnsafeMutableBytes { values in
          unsafe result.decimals.withUnsafeMutableBytes { decimals in
            unsafe result.plain.withUnsafeMutableBufferPointer { plain in
              let form = unsafe form.baseAddress?.assumingMemoryBound(to: Int32.self)
              guard let form = unsafe form else { return }
              unsafe read_decimals(
                &records, form, form + 8,
                values.baseAddress?.assumingMemoryBound(to: Int64.self),
                decimals.baseAddress?.assumingMemoryBound(to: Int8.self), plain.baseAddress)
            }
          }
        }
      }
    }
  }

  /// Reads the days of a column that are printed as `2024-01-05`.
  ///
  /// - Parameter result: receives 20240105 a record, −1 where the field is anything else; the
  ///   calendar is not asked.
  public func readDays(column: Int, of records: Range<Int>, into result: inout [Int32]) {
    Self.grow(&result, to: records.count)
    unsafe result.withUnsafeMutableBufferPointer { days in
      unsafe forEachField(of: column, in: records) { record, field, count in
        unsafe days[record] = plain_day(field, count)
      }
    }
  }

  /// Gives the fields of a column their numbers in `interner`.
  ///
  /// - Parameter result: receives a number a record.
  public func intern(
    column: Int, of records: Range<Int>, in interner: inout ByteInterner,
    into result: inout [UInt32]
  ) {
    Self.grow(&result, to: records.count)
    let unknown = unsafe result.withUnsafeMutableBufferPointer { ids in
      unsafe withRecords(records) { records in
        unsafe interner.withTable { table in
          var table = unsafe table
          return unsafe find_names(&records, Int32(column), &table, ids.baseAddress)
        }
      }
    }
    guard unknown > 0 else { return }
    unsafe forEachField(of: column, in: records) { record, field, count in
      if result[record] == no_name { result[record] = unsafe interner.intern(field, count).id }
    }
  }

  /// Takes the names of a column apart; blanks round them are no part of them.
  ///
  /// - Parameters:
  ///   - column: the column, counted from 0.
  ///   - records: the records, by their places in the batch.
  ///   - stems: the stems seen so far.
  ///   - result: receives a stem and a number a record; what it held is removed.
  public func readSerials(
    column: Int, of records: Range<Int>, stems: inout ByteInterner, into result: inout Serials
  ) {
    Self.grow(&result.numbers, to: records.count)
    Self.grow(&result.stems, to: records.count)
    var last: (field: UnsafePointer<UInt8>, count: Int, digits: Int, id: UInt32)?
    var stem: [UInt8] = []
    unsafe result.numbers.withUnsafeMutableBufferPointer { numbers in
      unsafe result.stems.withUnsafeMutableBufferPointer { ids in
        unsafe forEachField(of: column, in: records) { record, field, whole in
          var count = whole
          var digits = unsafe Int(last_digits(field, count, &numbers[record]))
          while unsafe digits == 0 && count > 0 && isBlank(field[count - 1]) {
            count -= 1
            digits = unsafe Int(last_digits(field, count, &numbers[record]))
          }
          if let known = unsafe last, unsafe known.count == count, unsafe known.digits == digits,
            unsafe same_bytes(known.field, field, count - digits) != 0
          {
            unsafe ids[record] = known.id
            return
          }
          var start = 0
          while unsafe start < count && isBlank(field[start]) { start += 1 }
          guard digits > 0 else {
            unsafe ids[record] = start == count ? Serials.empty : Serials.noStem
            unsafe numbers[record] = fastHash(
              UnsafeRawBufferPointer(start: field + start, count: count - start))
            return
          }
          stem.removeAll(keepingCapacity: true)
          unsafe stem.append(
            contentsOf: UnsafeBufferPointer(start: field + start, count: count - start - digits))
          stem.append(UInt8(truncatingIfNeeded: digits))
          let id = interner(&stems, stem)
          unsafe ids[record] = id
          unsafe last = (field, count, digits, id)
        }
      }
    }
  }

  /// Whether a byte is a blank of ASCII.
  private func isBlank(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }

  private func interner(_ stems: inout ByteInterner, _ stem: [UInt8]) -> UInt32 {
    stems.intern(stem.span).id
  }

  /// Calls `body` with some records as columns of them are read.
  @inline(__always)
  private func withRecords<Result>(
    _ range: Range<Int>, _ body: (inout record_columns) -> Result
  ) -> Result {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe fields.withUnsafeBytes { fields in
        unsafe recordStorage[range].withUnsafeBytes { records in
          var columns = unsafe record_columns(
            bytes: bytes.baseAddress,
            fields: fields.baseAddress?.assumingMemoryBound(to: plain_field.self),
            records: records.baseAddress?.assumingMemoryBound(to: plain_record.self),
            count: range.count)
          return unsafe body(&columns)
        }
      }
    }
  }

  /// Calls `body` with each record's place and field of `column`.
  @inline(__always)
  private func forEachField(
    of column: Int, in range: Range<Int>, _ body: (Int, UnsafePointer<UInt8>, Int) -> Void
  ) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe fields.withUnsafeBufferPointer { fields in
        unsafe recordStorage.withUnsafeBufferPointer { records in
          guard let base = bytes.baseAddress else { return }
          for (index, place) in range.enumerated() {
            let record = unsafe records[place]
            guard column < record.fieldCount else {
              unsafe body(index, base, 0)
              continue
            }
            let field = unsafe fields[Int(record.firstField) + column]
            unsafe body(index, base + Int(field.start), Int(field.end - field.start))
          }
        }
      }
    }
  }

  private static func grow<Element: BinaryInteger>(_ array: inout [Element], to count: Int) {
    if array.count < count {
      array.append(contentsOf: repeatElement(0, count: count - array.count))
    }
  }
}
