#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Converts text between encodings with the system's `iconv`.
@safe public struct Transcoder: ~Copyable {
  private let descriptor: iconv_t?
  /// The bytes that a character of the source has at least; the step over what is none.
  private let unit: Int
  /// U+FFFD in the destination.
  private let replacement: [UInt8]

  /// A converter from one encoding to another.
  ///
  /// - Parameters:
  ///   - source: the encoding to read, by its `iconv` name.
  ///   - destination: the encoding to write.
  public init(from source: TextEncoding, to destination: TextEncoding = .utf8) {
    let opened = unsafe iconv_open(destination.rawValue, source.rawValue)
    unsafe descriptor = opened == iconv_t(bitPattern: -1) ? nil : opened
    unit = source.splitsAsBytes ? 1 : 2
    replacement =
      switch destination {
      case .utf8: [0xEF, 0xBF, 0xBD]
      case .gb18030: [0x84, 0x31, 0xA4, 0x37]
      case .utf16LittleEndian: [0xFD, 0xFF]
      case .utf16BigEndian: [0xFF, 0xFD]
      }
  }

  deinit {
    if let descriptor = unsafe descriptor { unsafe iconv_close(descriptor) }
  }

  /// What became of a text.
  public enum Outcome {
    /// The whole text was converted.
    case converted([UInt8])
    /// Bytes that are no character of the source, or have none in the destination, were replaced
    /// by U+FFFD.
    case repaired([UInt8])

    /// The text in the destination encoding.
    public var bytes: [UInt8] {
      switch self {
      case .converted(let bytes), .repaired(let bytes): bytes
      }
    }
  }

  /// Converts a whole text.
  public func convert(_ text: [UInt8]) -> Outcome {
    guard let descriptor = unsafe descriptor else { return .repaired([]) }
    unsafe iconv(descriptor, nil, nil, nil, nil)
    var source = text
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 2 + 16)
    var buffer = [UInt8](repeating: 0, count: max(64, min(text.count * 2, 1 << 16)))
    var consumed = 0
    var isRepaired = false
    while consumed < source.count {
      var failure: Int32 = 0
      unsafe source.withUnsafeMutableBytes { input in
        unsafe buffer.withUnsafeMutableBytes { output in
          var from = unsafe input.baseAddress?.advanced(by: consumed)
            .assumingMemoryBound(to: CChar.self)
          var left = input.count - consumed
          var to = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = output.count
          errno = 0
          if unsafe iconv(descriptor, &from, &left, &to, &room) == -1 { failure = errno }
          consumed = input.count - left
          unsafe result.append(contentsOf: output[..<(output.count - room)])
        }
      }
      if failure == EILSEQ || failure == EINVAL {
        isRepaired = true
        result.append(contentsOf: replacement)
        consumed = min(consumed + unit, source.count)
        unsafe iconv(descriptor, nil, nil, nil, nil)
      } else if failure != 0 && failure != E2BIG {
        return .repaired(result)
      }
    }
    return isRepaired ? .repaired(result) : .converted(result)
  }
}

extension TextEncoding {
  /// The text that `bytes` stand for, or `nil` where they are no text in this encoding.
  public func decode(_ bytes: [UInt8]) -> String? {
    if self == .utf8 || !bytes.contains(where: { $0 >= 0x80 }) && splitsAsBytes {
      return String(validating: bytes, as: UTF8.self)
    }
    guard case .converted(let text) = Transcoder(from: self).convert(bytes) else { return nil }
    return String(validating: text, as: UTF8.self)
  }

  /// The text that `bytes` stand for, with U+FFFD in place of what cannot be read; for messages.
  public func decodeRepairing(_ bytes: [UInt8]) -> String {
    if self == .utf8 || splitsAsBytes && bytes.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: Transcoder(from: self).convert(bytes).bytes, as: UTF8.self)
  }
}

extension TextEncoding {
  /// The bytes of `text` in this encoding, U+FFFD for what it has no character for.
  public func encode(_ text: String) -> [UInt8] {
    if self == .utf8 || splitsAsBytes && text.utf8.allSatisfy({ $0 < 0x80 }) {
      return Array(text.utf8)
    }
    return Transcoder(from: .utf8, to: self).convert(Array(text.utf8)).bytes
  }
}
