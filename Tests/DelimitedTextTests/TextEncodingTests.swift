import DelimitedText
import Testing

struct TextEncodingTests {
  static let chinese = "产品编码,医疗机构,价格\n86900123,运城市中心医院,12.50\n"

  /// UTF-16 bytes made by hand, without iconv.
  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      bigEndian
        ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  // MARK: Found out

  @Test(arguments: TextEncoding.allCases)
  func foundWithoutAMark(_ encoding: TextEncoding) {
    #expect(TextEncoding.detect(encoding.encode(Self.chinese)) == encoding)
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0x84, 0x31, 0x95, 0x33], .gb18030),
      ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
    ] as [([UInt8], TextEncoding)])
  func markDecides(_ mark: [UInt8], _ encoding: TextEncoding) {
    for other in TextEncoding.allCases {
      #expect(TextEncoding.detect(mark + other.encode(Self.chinese)) == encoding)
    }
    #expect(TextEncoding.detect(mark) == encoding)
  }

  @Test(arguments: [
    "", "a", "a,b\n", "product_code,price\n1,2.50\n", "a\0b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t\n",
  ])
  func plainTextIsUTF8(_ text: String) {
    #expect(TextEncoding.detect(Array(text.utf8)) == .utf8)
  }

  @Test func plainTextInUTF16IsFound() {
    let text = "product_code,price\n1,2.50\n"
    #expect(TextEncoding.detect(Self.utf16(text, bigEndian: false)) == .utf16LittleEndian)
    #expect(TextEncoding.detect(Self.utf16(text, bigEndian: true)) == .utf16BigEndian)
  }

  @Test(arguments: TextEncoding.allCases.filter { $0.splitsAsBytes })
  func cutCharactersDoNotMislead(_ encoding: TextEncoding) {
    let bytes = encoding.encode("价格,𠀀,é,中标价\n")
    for count in 4...bytes.count {
      #expect(TextEncoding.detect(bytes.prefix(count)) == encoding, "\(count) bytes")
    }
  }

  @Test(arguments: [0x80, 0xFF, 0xC0, 0xBC] as [UInt8])
  func stretchesThatAreNoUTF8AreGB18030(_ byte: UInt8) {
    #expect(TextEncoding.detect([0x61, byte, 0x61]) == .gb18030)
  }

  /// One damaged character does not turn a whole file into another encoding.
  @Test func damagedUTF8IsUTF8() {
    var bytes = Array(String(repeating: Self.chinese, count: 8).utf8)
    bytes[bytes.count / 2] = 0xFF
    #expect(TextEncoding.detect(bytes) == .utf8)
    var other = TextEncoding.gb18030.encode(String(repeating: Self.chinese, count: 8))
    other[other.count / 2] = 0xFF
    #expect(TextEncoding.detect(other) == .gb18030)
  }

  // MARK: Names

  @Test(
    arguments: [
      ("utf-8", .utf8), ("UTF8", .utf8), ("utf-8-sig", .utf8), ("GBK", .gb18030),
      ("gb2312", .gb18030), ("GB 18030", .gb18030), ("cp936", .gb18030),
      ("UTF-16", .utf16LittleEndian), ("utf-16le", .utf16LittleEndian),
      ("utf_16_be", .utf16BigEndian), ("latin1", nil), ("", nil),
    ] as [(String, TextEncoding?)])
  func names(_ name: String, _ expected: TextEncoding?) {
    #expect(TextEncoding(name: name) == expected)
  }

  @Test(arguments: TextEncoding.allCases)
  func ownNameIsKnown(_ encoding: TextEncoding) {
    #expect(TextEncoding(name: encoding.rawValue) == encoding)
  }

  // MARK: There and back

  @Test(
    arguments: TextEncoding.allCases,
    ["", "a", "a,\"b\"\r\n", chinese, "㐀𠀀𪛖", "ÄÖü€", "😀 emoji", "全角　（空格）", "\0"])
  func roundTrip(_ encoding: TextEncoding, _ text: String) {
    let bytes = encoding.encode(text)
    #expect(encoding.decode(bytes) == text)
    #expect(encoding.decodeRepairing(bytes) == text)
  }

  @Test(
    arguments: [
      ("价", [0xBC, 0xDB]), ("a价,", [0x61, 0xBC, 0xDB, 0x2C]), ("㐀", [0x81, 0x39, 0xEE, 0x39]),
      ("𠀀", [0x95, 0x32, 0x82, 0x36]), ("é", [0xA8, 0xA6]), ("Ä", [0x81, 0x30, 0x87, 0x32]),
    ] as [(String, [UInt8])])
  func knownBytesOfGB18030(_ text: String, _ bytes: [UInt8]) {
    #expect(TextEncoding.gb18030.encode(text) == bytes)
    #expect(TextEncoding.gb18030.decode(bytes) == text)
  }

  @Test(arguments: [false, true])
  func knownBytesOfUTF16(_ bigEndian: Bool) {
    let encoding: TextEncoding = bigEndian ? .utf16BigEndian : .utf16LittleEndian
    for text in [Self.chinese, "𠀀a"] {
      #expect(encoding.encode(text) == Self.utf16(text, bigEndian: bigEndian))
      #expect(encoding.decode(Self.utf16(text, bigEndian: bigEndian)) == text)
    }
  }

  @Test(
    arguments: [
      (.utf8, [0x61, 0xBC, 0xDB]), (.utf8, [0xE4, 0xBB]), (.gb18030, [0x61, 0xBC]),
      (.gb18030, [0xFF, 0x61]), (.gb18030, [0x81, 0x30, 0x86]), (.utf16LittleEndian, [0x61]),
      (.utf16LittleEndian, [0x00, 0xD8, 0x61, 0x00]), (.utf16BigEndian, [0xDC, 0x00]),
    ] as [(TextEncoding, [UInt8])])
  func whatIsNoTextIsNotDecoded(_ encoding: TextEncoding, _ bytes: [UInt8]) {
    #expect(encoding.decode(bytes) == nil)
    #expect(encoding.decodeRepairing(bytes).contains("\u{FFFD}"))
  }

  /// What lets bytes be split before they are decoded.
  @Test func noLaterByteIsADelimiter() {
    let special: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x3B]
    for value in stride(from: UInt32(0x80), to: 0x30000, by: 7) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for encoding in TextEncoding.allCases where encoding.splitsAsBytes {
        #expect(special.isDisjoint(with: encoding.encode(String(Character(scalar)))))
      }
    }
  }
}
