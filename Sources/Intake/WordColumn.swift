internal import DelimitedText

/// A column of few different words, the meaning of each found out once.
struct WordColumn<Meaning> {
  private var words = ByteInterner()
  private var meanings: [Meaning] = []
  private var ids: [UInt32] = []

  /// Reads the column of some records.
  ///
  /// - Parameter meaning: is asked for the meaning of each word that is new.
  mutating func read(
    _ batch: borrowing RecordBatch, _ records: Range<Int>, column: Int,
    _ meaning: ([UInt8]) -> Meaning
  ) {
    batch.intern(column: column, of: records, in: &words, into: &ids)
    while meanings.count < words.count {
      meanings.append(meaning(words.bytes(of: UInt32(meanings.count))))
    }
  }

  /// The meaning of a word by itself, for a column that hardly any record is asked for.
  mutating func meaning(of word: Span<UInt8>, _ meaning: ([UInt8]) -> Meaning) -> Meaning {
    let (id, isNew) = words.intern(word)
    if isNew { meanings.append(meaning(words.bytes(of: id))) }
    return meanings[Int(id)]
  }

  /// The number of the word in the record at `index` of those read.
  func number(at index: Int) -> UInt32 { ids[index] }

  /// A word by its number.
  func bytes(of number: UInt32) -> [UInt8] { words.bytes(of: number) }

  /// The meaning of the word in the record at `index` of those read.
  func meaning(at index: Int) -> Meaning { meanings[Int(ids[index])] }
}
