internal import DelimitedText

/// The bytes by which a field may begin and end that stands for nothing, though it is none of the words for
/// nothing as they are printed: blanks of all kinds, full-width signs, an apostrophe. Nearly all fields have others,
/// and are not looked at any further.
struct NullEdges: Sendable {
  /// Whether what begins with a byte may be changed, by byte.
  private var starts = [Bool](repeating: false, count: 256)
  /// Whether a word for nothing begins with a byte.
  private var wordStarts = [Bool](repeating: false, count: 256)
  /// Whether a blank ends with a byte.
  private var ends = [Bool](repeating: false, count: 256)

  /// What ``TextNormal/value(_:)`` takes off or changes.
  private static let changed: [ClosedRange<UInt32>] = [
    0...0x20, 0x22...0x22, 0x27...0x27, 0x3D...0x3D, 0x7F...0xA0, 0x1680...0x1680,
    0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2060, 0x3000...0x3000, 0xFEFF...0xFEFF,
    0xFF01...0xFF5E,
  ]

  /// The edges in an encoding.
  ///
  /// - Parameter words: the words for nothing, encoded.
  init(of words: [[UInt8]], _ encoding: TextEncoding) {
    for scalar in Self.changed.joined().compactMap(Unicode.Scalar.init) {
      let bytes = encoding.encode(String(scalar))
      if let first = bytes.first { starts[Int(first)] = true }
      if let last = bytes.last { ends[Int(last)] = true }
    }
    for first in words.compactMap(\.first) { wordStarts[Int(first)] = true }
  }

  /// Whether a field with these bytes at its ends may stand for nothing all the same.
  @inline(__always)
  func mayHide(_ first: UInt8, _ last: UInt8) -> Bool {
    starts[Int(first)] || wordStarts[Int(first)] && ends[Int(last)]
  }
}
