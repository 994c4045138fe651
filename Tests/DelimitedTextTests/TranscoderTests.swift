import DelimitedText
import Testing

struct TranscoderTests {
  private func isConverted(_ outcome: Transcoder.Outcome) -> Bool {
    if case .converted = outcome { true } else { false }
  }

  /// Longer than the converter's own buffer, with characters across its ends.
  @Test(arguments: TextEncoding.allCases)
  func longTextsAreConvertedWhole(_ encoding: TextEncoding) {
    let text = String(repeating: "价a𠀀,", count: 30_000)
    let outcome = Transcoder(from: .utf8, to: encoding).convert(Array(text.utf8))
    #expect(isConverted(outcome))
    let back = Transcoder(from: encoding).convert(outcome.bytes)
    #expect(isConverted(back))
    #expect(back.bytes == Array(text.utf8))
  }

  @Test(
    arguments: [
      (.gb18030, [0x61, 0xFF, 0x62], "a\u{FFFD}b"),
      (.gb18030, [0xBC, 0xDB, 0x81], "价\u{FFFD}"),
      (.utf8, [0x61, 0x80, 0x62], "a\u{FFFD}b"),
      // Half of a surrogate pair: what follows must stay in step.
      (.utf16LittleEndian, [0x61, 0, 0x00, 0xD8, 0x62, 0, 0xF7, 0x4E], "a\u{FFFD}b价"),
      (.utf16BigEndian, [0, 0x61, 0xDC, 0x00, 0, 0x62, 0x4E, 0xF7], "a\u{FFFD}b价"),
      (.utf16LittleEndian, [0x61, 0, 0x62], "a\u{FFFD}"),
      (.utf16LittleEndian, [0x61, 0, 0x00, 0xD8], "a\u{FFFD}"),
    ] as [(TextEncoding, [UInt8], String)])
  func invalidBytesAreRepaired(_ encoding: TextEncoding, _ bytes: [UInt8], _ expected: String) {
    let outcome = Transcoder(from: encoding).convert(bytes)
    #expect(!isConverted(outcome))
    #expect(String(decoding: outcome.bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: TextEncoding.allCases)
  func replacementsAreInTheDestinationsEncoding(_ encoding: TextEncoding) {
    let outcome = Transcoder(from: .utf8, to: encoding).convert([0x61, 0xFF, 0x62])
    #expect(!isConverted(outcome))
    #expect(["a\u{FFFD}b", "a?b"].contains(encoding.decode(outcome.bytes)))
  }

  @Test func oneTextLeavesNothingForTheNext() {
    let transcoder = Transcoder(from: .gb18030)
    #expect(!isConverted(transcoder.convert([0xBC])))
    #expect(transcoder.convert([0xDB, 0x61]).bytes != Array("价a".utf8))
    #expect(transcoder.convert([0xBC, 0xDB]).bytes == Array("价".utf8))
    #expect(transcoder.convert([]).bytes.isEmpty)
  }
}
