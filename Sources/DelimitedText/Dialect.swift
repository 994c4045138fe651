/// How the records of a text are set apart.
public struct Dialect: Hashable, Sendable {
  /// The byte between fields: comma, tab or semicolon.
  public var delimiter: UInt8
  /// The byte that ends a physical line: a line feed, or a carriage return in files that have
  /// no line feed at all.
  public var newline: UInt8

  /// Fields set apart by `delimiter`, lines by `newline`.
  public init(delimiter: UInt8 = UInt8(ascii: ","), newline: UInt8 = UInt8(ascii: "\n")) {
    self.delimiter = delimiter
    self.newline = newline
  }

  /// Finds out the dialect from the beginning of a text.
  ///
  /// The delimiter is the one of comma, tab and semicolon that occurs most often outside quotes
  /// in the first twenty lines; a comma where none occurs. Returns end lines where there is one
  /// outside quotes without a line feed behind it, and no line feed is outside quotes.
  public static func detect(_ bytes: some Collection<UInt8>) -> Dialect {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
    var counts = [0, 0, 0]
    var lines = 0
    var isQuoted = false
    var hasLineFeed = false
    var hasReturn = false
    var isAfterReturn = false
    scan: for byte in bytes {
      if isAfterReturn && byte != UInt8(ascii: "\n") { hasReturn = true }
      isAfterReturn = byte == UInt8(ascii: "\r") && !isQuoted
      switch byte {
      case UInt8(ascii: "\""):
        isQuoted.toggle()
      case UInt8(ascii: "\n"):
        if isQuoted { continue }
        hasLineFeed = true
        lines += 1
        // Nothing that follows can change what is known.
        if lines == 20 { break scan }
      default:
        guard !isQuoted, let index = candidates.firstIndex(of: byte) else { continue }
        counts[index] += 1
      }
    }
    var best = 0
    for index in candidates.indices where counts[index] > counts[best] { best = index }
    let newline =
      !hasLineFeed && (hasReturn || isAfterReturn) ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
    return Dialect(delimiter: candidates[best], newline: newline)
  }
}
