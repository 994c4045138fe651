import DelimitedText
import TestSupport
import Testing

struct ByteInternerTests {
  @Test func idsCountUpFromZero() {
    var interner = ByteInterner()
    let words = ["a", "b", "a", "", "ab", "", "b"].map { Array($0.utf8) }
    let ids = words.map { interner.intern($0.span) }
    #expect(ids.map(\.id) == [0, 1, 0, 2, 3, 2, 1])
    #expect(ids.map(\.isNew) == [true, true, false, true, true, false, false])
    #expect(interner.count == 4)
    #expect((0..<4).map { interner.bytes(of: $0) } == [[0x61], [0x62], [], [0x61, 0x62]])
  }

  /// Zeros at the ends, and lengths round the eight bytes of a word and the 32 of four.
  @Test func nearlyEqualBytesDiffer() {
    var interner = ByteInterner()
    var words: [[UInt8]] = (0...40).map { Array(repeating: 0, count: $0) }
    for length in 1...40 {
      for position in 0..<length {
        var word = [UInt8](repeating: 0, count: length)
        word[position] = 1
        words.append(word)
      }
    }
    for word in words { #expect(interner.intern(word.span).isNew) }
    for (index, word) in words.enumerated() {
      let (id, isNew) = interner.intern(word.span)
      #expect(!isNew)
      #expect(id == UInt32(index))
      #expect(interner.bytes(of: id) == word)
    }
  }

  @Test func growthKeepsIds() {
    var generator = SplitMix64(seed: 1)
    var interner = ByteInterner()
    var expected: [[UInt8]: UInt32] = [:]
    for _ in 0..<20_000 {
      let word = Array("\(UInt16.random(in: 0...9999, using: &generator))".utf8)
      let (id, isNew) = interner.intern(word.span)
      if let known = expected[word] {
        #expect(id == known && !isNew)
      } else {
        #expect(id == UInt32(expected.count) && isNew)
        expected[word] = id
      }
    }
    #expect(interner.count == expected.count)
    #expect(expected.allSatisfy { interner.bytes(of: $0.value) == $0.key })
  }

  @Test func hashDependsOnBytesLengthAndSeedOnly() {
    let bytes = Array("xx86900123运城xx".utf8)
    let key = bytes.span.extracting(2..<(bytes.count - 2))
    let copy = Array(bytes[2..<(bytes.count - 2)])
    let hash = fastHash(key)
    let zeros: [UInt8] = [0, 0]
    #expect(hash == fastHash(copy.span))
    #expect(hash != fastHash(key, seed: 1))
    #expect(fastHash(zeros.span) != fastHash(zeros.span.extracting(0..<1)))
  }
}
