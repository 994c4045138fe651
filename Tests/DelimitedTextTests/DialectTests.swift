import DelimitedText
import Testing

struct DialectTests {
  static let comma = UInt8(ascii: ",")
  static let tab = UInt8(ascii: "\t")
  static let semicolon = UInt8(ascii: ";")

  @Test(
    arguments: [
      ("", comma), ("a", comma), ("a\nb\n", comma), ("a,b\n", comma), ("a\tb\n", tab),
      ("a;b\n", semicolon), ("a,b;c;d\n", semicolon), ("a;b,c\td\te\n", tab),
      // As many of each: the comma first.
      ("a,b;c\td\n", comma), ("a;b\tc\n", tab),
      // What is quoted does not count.
      ("\"a,b,c\";d\n", semicolon), ("\"1,5\"\t\"2,5\"\n", tab), ("\"a\"\",,\";b\n", semicolon),
      ("\"a\n,,,\n\";b\n", semicolon),
    ])
  func delimiter(_ text: String, _ expected: UInt8) {
    #expect(Dialect.detect(Array(text.utf8)).delimiter == expected)
  }

  @Test func onlyTheFirstTwentyLinesCount() {
    let text = String(repeating: "a;b\n", count: 20) + String(repeating: "a,b,c\n", count: 30)
    #expect(Dialect.detect(Array(text.utf8)).delimiter == Self.semicolon)
  }

  @Test(
    arguments: [
      ("a,b", "\n"), ("a,b\nc", "\n"), ("a,b\r\nc", "\n"), ("a,b\rc", "\r"), ("a\rb\nc", "\n"),
      ("a,b\r", "\r"), ("\r", "\r"), ("", "\n"),
    ])
  func newline(_ text: String, _ expected: Character) {
    #expect(Dialect.detect(Array(text.utf8)).newline == expected.asciiValue)
  }

  /// Spreadsheets on old Macintoshes end lines with returns, and break them in cells with feeds.
  @Test func feedsInQuotesEndNoLines() {
    #expect(Dialect.detect(Array("a,b\r\"c\nd\",e\r".utf8)).newline == 0x0D)
    #expect(Dialect.detect(Array("a,\"b\r\nc,d\r\n".utf8)).newline == 0x0A)
  }

  @Test func plainDialect() {
    #expect(Dialect() == Dialect(delimiter: Self.comma, newline: 0x0A))
  }
}
