internal import DelimitedText

/// By what a field may begin that stands for nothing, though it is none of the words for nothing as they are
/// printed: with a blank of whatever kind, a full-width sign, an apostrophe, or with such a word and a blank behind it.
/// Nearly all fields begin otherwise, and are not looked at any further.
struct HiddenNulls: Sendable {
  /// Whether what begins with a byte may be changed, by byte.
  private var starts = [Bool](repeating: false, count: 256)
  /// Whether a word for nothing begins with a byte.
  private var wordStarts = [Bool](repeating: false, count: 256)
  private let words: [[UInt8]]

  /// What ``TextNormal/value(_:)`` takes off or changes.
  private static let changed: [ClosedRange<UInt32>] = [
    0...0x20, 0x22...0x22, 0x27...0x27, 0x3D...0x3D, 0x7F...0xA0, 0x1680...0x1680,
    0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2060, 0x3000...0x3000, 0xFEFF...0xFEFF,
    0xFF01...0xFF5E,
  ]

  /// How such fields begin in an encoding.
  ///
  /// - Parameter words: the words for nothing, encoded.
  init(of words: [[UInt8]], _ encoding: TextEncoding) {
    self.words = words
    for scalar in Self.changed.joined().compactMap(Unicode.Scalar.init) {
      if let first = encoding.encode(String(scalar)).first { starts[Int(first)] = true }
    }
    for first in words.compactMap(\.first) { wordStarts[Int(first)] = true }
  }

  /// Whether a field of some bytes may stand for nothing.
  @inline(__always)
  func mayBe(_ text: Span<UInt8>) -> Bool {
    let first = Int(text[0])
    return starts[first] || wordStarts[first] && isWordAndBlank(text)
  }

  private func isWordAndBlank(_ text: Span<UInt8>) -> Bool {
    words.contains { word in
      word.count < text.count && word.indices.allSatisfy { word[$0] == text[$0] }
        && starts[Int(text[word.count])]
    }
  }
}
