import Foundation
import Testing

@testable import Reporting

/// The text that Foundation's encoder makes is the yardstick.
@Suite struct JSONEncodingTests {
  /// A value with everything that a JSON text may hold.
  private struct Sample: Encodable {
    struct Empty: Encodable {}

    var text = "阿托伐他汀钙片 20mg×7片"
    var hostile = "\"引号\" \\ / \u{8}\t\n\u{C}\r\u{1}\u{1F}\u{7F} </script> \u{2028} 👩‍⚕️ e\u{301}"
    var empty = ""
    var numbers = [0, 1, -1, 0.1, 1e-7, 123_456.789, 1e20, -0.000_001, 1.0e16]
    var whole = [Int64.min, 0, Int64.max]
    var small: UInt8 = 255
    var single: Float = 0.5
    var flags = [true, false]
    var missing: OrNull<String> = OrNull(nil)
    var known: OrNull<Double> = OrNull(0.25)
    var nothing: [String] = []
    var noKeys: [String: Int] = [:]
    var noValues = Empty()
    var byName = [
      "b": ["z": 1, "a": 2], "a": [:], "B": ["é": 3], "a1": [:], "a10": [:], "a2": [:],
    ]
    var tree = PageValue.array([
      .text("a<b"), .count(3), .number(0.5), .null, .array([]), .object([:]),
      .object(["y": .array([.null]), "x": .object(["k": .text("值")])]),
    ])
  }

  @Test(arguments: [true, false])
  func theTextIsFoundations(_ isIndented: Bool) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    let expected = String(decoding: try encoder.encode(Sample()), as: UTF8.self)
    let text = String(
      decoding: try JSONEncoding.bytes(of: Sample(), isIndented: isIndented), as: UTF8.self)
    #expect(text == expected)
  }

  /// Containers that a value asks for within its own are put in their places, too.
  private struct Nested: Encodable {
    enum Key: String, CodingKey {
      case object
      case array
      case inner
      case own
    }

    func encode(to encoder: any Encoder) throws {
      var outer = encoder.container(keyedBy: Key.self)
      var array = outer.nestedUnkeyedContainer(forKey: .array)
      var object = outer.nestedContainer(keyedBy: Key.self, forKey: .object)
      try array.encode(1)
      try object.encode("x", forKey: .inner)
      try object.encodeNil(forKey: .array)
      try array.encodeNil()
      var last = array.nestedContainer(keyedBy: Key.self)
      try last.encode(2, forKey: .own)
      var lists = array.nestedUnkeyedContainer()
      try lists.encode("y")
      try [3, 4].encode(to: outer.superEncoder(forKey: .own))
    }
  }

  @Test func nestedContainersKeepTheirPlaces() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let expected = String(decoding: try encoder.encode(Nested()), as: UTF8.self)
    #expect(String(decoding: try JSONEncoding.bytes(of: Nested()), as: UTF8.self) == expected)
  }

  @Test func aPartMadeBeforehandStandsAsIfMadeThere() throws {
    let whole = try JSONEncoding.bytes(of: ["part": [Sample(), Sample()]])
    let part = try JSONEncoding.Encoded([Sample(), Sample()], level: 1)
    #expect(try JSONEncoding.bytes(of: ["part": part]) == whole)
    #expect(throws: EncodingError.self) { try JSONEncoder().encode(part) }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNoNumberIsAnError(_ value: Double) {
    #expect(throws: EncodingError.self) { try JSONEncoding.bytes(of: [value]) }
  }
}
