internal import DelimitedText

/// The meanings of the few words of a column, each found out once.
struct WordCache<Meaning> {
  private var interner = ByteInterner()
  private var meanings: [Meaning] = []

  /// The meaning of `word`, by `meaning` where it is new.
  mutating func value(of word: Span<UInt8>, _ meaning: ([UInt8]) -> Meaning) -> Meaning {
    let (id, isNew) = interner.intern(word)
    if isNew { meanings.append(meaning(interner.bytes(of: id))) }
    return meanings[Int(id)]
  }
}
