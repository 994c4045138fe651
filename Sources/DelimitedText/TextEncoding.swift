/// The encodings that exports come in.
public enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// GB18030, which holds GBK and GB 2312.
  case gb18030 = "GB18030"
  /// UTF-16, low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"

  /// The encoding that a person calls `name`: `utf-8`, `gbk`, `GB2312`, `utf-16`, …
  public init?(name: String) {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "utf8", "utf8sig", "utf8bom": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// Whether delimiters, quotes and newlines are single bytes that occur in no other character,
  /// so that bytes can be split before they are decoded.
  public var splitsAsBytes: Bool {
    self == .utf8 || self == .gb18030
  }

  /// The length of the byte order mark at the start of `bytes`, if it is this encoding's.
  func byteOrderMark(in bytes: some Collection<UInt8>) -> Int {
    let mark: [UInt8] =
      switch self {
      case .utf8: [0xEF, 0xBB, 0xBF]
      case .gb18030: [0x84, 0x31, 0x95, 0x33]
      case .utf16LittleEndian: [0xFF, 0xFE]
      case .utf16BigEndian: [0xFE, 0xFF]
      }
    return bytes.starts(with: mark) ? mark.count : 0
  }

  /// Finds out the encoding of a text from its first bytes.
  ///
  /// A byte order mark decides. Without one, zero bytes in every other place mean UTF-16; what is
  /// UTF-8 but for a damaged character in twenty at most is UTF-8, since Chinese text in GB18030 is
  /// never that near to it; anything else is GB18030, the encoding of Chinese office machines.
  ///
  /// - Parameter bytes: the beginning of the text, which may end inside a character.
  public static func detect(_ bytes: some RandomAccessCollection<UInt8>) -> TextEncoding {
    for encoding in allCases where encoding.byteOrderMark(in: bytes) > 0 { return encoding }
    var zeros = (even: 0, odd: 0)
    for (offset, byte) in bytes.prefix(4096).enumerated() where byte == 0 {
      if offset % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let pairs = min(bytes.count, 4096) / 2
    if pairs > 1, max(zeros.even, zeros.odd) * 20 > pairs {
      if zeros.odd > zeros.even * 4 { return .utf16LittleEndian }
      if zeros.even > zeros.odd * 4 { return .utf16BigEndian }
    }
    return isPlausibleUTF8(bytes) ? .utf8 : .gb18030
  }

  /// Whether `bytes` are UTF-8, a damaged character here and there and an incomplete last one
  /// allowed. Chinese text in GB18030 has a sequence that is no UTF-8 in almost every word.
  private static func isPlausibleUTF8(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
    if String(validating: bytes, as: UTF8.self) != nil { return true }
    var whole = 0
    var broken = 0
    var awaited = 0
    for byte in bytes where byte >= 0x80 || awaited > 0 {
      if awaited > 0 && byte & 0xC0 == 0x80 {
        awaited -= 1
        if awaited == 0 { whole += 1 }
        continue
      }
      if awaited > 0 { broken += 1 }
      switch byte {
      case 0xC2...0xDF: awaited = 1
      case 0xE0...0xEF: awaited = 2
      case 0xF0...0xF4: awaited = 3
      default:
        awaited = 0
        if byte >= 0x80 { broken += 1 }
      }
    }
    return broken * 20 < whole || broken == 0
  }
}
