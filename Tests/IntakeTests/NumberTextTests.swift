import Procurement
import Testing

@testable import Intake

struct NumberTextTests {
  @Test(
    arguments: [
      ("0", 0, 0), ("1", 10_000, 0), ("1234.5", 12_345_000, 1), ("-3", -30_000, 0),
      ("0.0001", 1, 4), ("10.00", 100_000, 2), (".5", 5_000, 1), ("7.", 70_000, 0),
      ("99999999999999.99", 999_999_999_999_999_900, 2),
    ] as [(String, Int64, Int)])
  func plainNumbersAreReadExactly(_ text: String, _ scaled: Int64, _ decimals: Int) {
    let expected = NumberText.Value(scaled: scaled, decimals: decimals)
    let bytes = Array(text.utf8)
    #expect(NumberText.plain(bytes.span, places: 4) == expected)
    #expect(NumberText.parse(text, places: 4) == expected)
  }

  @Test(arguments: [
    "", "-", ".", "-.", "1.2.3", "1-", "--1", "1,000", "1e3", "１", "1 ", "0.00001", "12元",
    "1234567890123456789",
  ])
  func whatIsNotPlainIsLeftToTheCarefulReader(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(NumberText.plain(bytes.span, places: 4) == nil)
  }

  @Test(
    arguments: [
      ("+5", 50_000), ("1,234,567.89", 12_345_678_900), ("￥12.5", 125_000), ("¥12.5", 125_000),
      ("¥-25.00", -250_000), ("-¥25", -250_000),
      ("-￥12.5", -125_000), ("12.5元", 125_000), ("1.2E+3", 12_000_000), ("1.2e3", 12_000_000),
      ("1.2E+00003", 12_000_000),
      ("25E-1", 25_000), ("(30.00)", -300_000), ("(-30)", 300_000), ("0.00005", 1),
      ("0.00004", 0), ("-0.00005", -1), ("10.123456", 101_235), ("1E-9", 0), ("000012", 120_000),
    ] as [(String, Int64)])
  func whatPeopleMakeOfNumbersIsUnderstood(_ text: String, _ scaled: Int64) {
    #expect(NumberText.parse(text, places: 4)?.scaled == scaled)
  }

  @Test(arguments: [
    "", "abc", "1,23", "1,2345", ",123", "1234,567", "1,234,56", "1.2.3", "1 2", "--1", "-",
    "12盒", "1E", "1E99", "1E-9223372036854775808", "1E9223372036854775808", "E5", "()", "1e2e3",
    "9E18", "十", "½", "1_000", "0x10", "inf", "nan",
    "+-1", "1.-2",
  ])
  func whatIsNoNumberIsNone(_ text: String) {
    #expect(NumberText.parse(text, places: 4) == nil)
  }

  @Test(arguments: [
    ("1e300", RejectReason.outOfRange), ("9E18", .outOfRange),
    ("1E-9223372036854775808", .outOfRange),
    ("1E9223372036854775808", .outOfRange), ("-1,000E+99", .outOfRange),
    ("99999999999999999999999999999999999999999999999999999999999999", .outOfRange),
    ("1E", .badNumber), ("1e2e3", .badNumber), ("1E+-2", .badNumber), ("E5", .badNumber),
    ("inf", .badNumber), ("十", .badNumber), ("", .badNumber), ("1,23", .badNumber),
  ])
  func numbersBeyondMeasureAreNumbers(_ text: String, _ reason: RejectReason) {
    #expect(NumberText.parse(text, places: 4) == nil)
    #expect(NumberText.fault(of: text) == reason)
  }

  @Test(
    arguments: [
      ("1.2E+3", 0), ("1.25", 2), ("12E-1", 1), ("1,234.500", 3),
    ])
  func printedDecimalsAreCounted(_ text: String, _ decimals: Int) {
    #expect(NumberText.parse(text, places: 4)?.decimals == decimals)
  }

  @Test(
    arguments: [("10000", 4), ("1", 0), ("0.01", -2), ("0.00000001", -8), ("1e4", 4)]
      as [(String, Int)])
  func unitsArePowersOfTen(_ text: String, _ power: Int) {
    #expect(ImportProfile.powerOfTen(text) == power)
  }

  @Test(arguments: ["", "0", "-10", "20", "1.5", "ten"])
  func otherUnitsAreNone(_ text: String) {
    #expect(ImportProfile.powerOfTen(text) == nil)
  }
}
