import Procurement
import TestSupport
import Testing

@testable import Intake

struct DateTextTests {
  @Test(arguments: [
    "2024-01-05", "2024/1/5", "2024-1-5", "20240105", "2024/01/05 10:20:30", "2024-01-05T10:20",
    "2024-01-05 00:00:00.0",
  ])
  func plainDaysAreReadAsBytesAndAsText(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(DateText.plain(bytes.span) == testDay("2024-01-05"))
    #expect(DateText().parse(text) == testDay("2024-01-05"))
  }

  @Test(arguments: [
    ("2024.1.5", "2024-01-05"), ("2024年1月5日", "2024-01-05"), ("2024年01月05日 08时30分", "2024-01-05"),
    ("2024-01", "2024-01-01"), ("2024年1月", "2024-01-01"), ("202401", "2024-01-01"),
    ("20240105 10:20", "2024-01-05"), ("2024-02-29", "2024-02-29"), ("2024/12/31", "2024-12-31"),
    ("2025年12月5日 星期五", "2025-12-05"), ("2025-12-05 下午3:05", "2025-12-05"),
    ("2025-12-05 15:05:00.1234567", "2025-12-05"), ("2025-12-05T15:05:00+08:00", "2025-12-05"),
    ("2025-12-05T15:05:00Z", "2025-12-05"), ("2025/12/5 3:05:00 PM", "2025-12-05"),
    ("1900-01-01", "1900-01-01"), ("2199-12-31", "2199-12-31"),
  ])
  func daysThatPeopleWriteAreRead(_ text: String, _ day: String) {
    #expect(DateText().parse(text) == testDay(day))
  }

  @Test(arguments: [
    "", "2024", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-32", "2024-1-0", "05/01/2024",
    "5-Jan-24", "2024-01-05-06x9999999", "45296", "2024013", "202413", "20240230", "1899-12-31",
    "2200-01-01", "2025-12-01~2026-01-31", "2025-12-01 至 2025-12-31", "2025-12-05xyz",
    "2025年12月1日—31日", "2025-12-01 00:00 ~ 2025-12-31 00:00", "一月五日", "24-01-05", "9999999999",
  ])
  func whatIsNoDayIsNone(_ text: String) {
    #expect(DateText().parse(text) == nil || text.hasPrefix("2024-01-05"))
    let bytes = Array(text.utf8)
    #expect(DateText.plain(bytes.span) == nil)
  }

  @Test(arguments: [
    ("2025-02-30", RejectReason.noSuchDay), ("2025/4/31", .noSuchDay), ("2025.2.29", .noSuchDay),
    ("2025年13月1日", .noSuchDay), ("20250230", .noSuchDay), ("2025-02-30 10:20", .noSuchDay),
    ("2025-02-30T10:20", .noSuchDay), ("2024-00-10", .noSuchDay), ("2025-13", .noSuchDay),
    ("45999", .dateSerial), ("45999.5", .dateSerial), ("29952", .dateSerial),
    ("73050", .dateSerial), ("29951", .badDate), ("73051", .badDate), ("45999 元", .badDate),
    ("4599", .badDate), ("459990", .badDate), ("1899-12-31", .dateOutOfRange),
    ("2200-01-01", .dateOutOfRange),
    ("9999-12-31", .dateOutOfRange), ("99991231", .dateOutOfRange), ("0001-01", .dateOutOfRange),
    ("9999-13-31", .badDate), ("9999-12-32", .badDate), ("9999-12-31 23:59:59", .dateOutOfRange),
    ("05/01/2024", .badDate), ("上周", .badDate), ("", .badDate), ("12345678", .badDate),
    ("2025-123-01", .badDate), ("2025", .badDate), ("2025-Feb-30", .badDate),
    ("2025-12-01~2026-01-31", .badDate), ("2025-12-05xyz", .badDate),
  ])
  func whatIsNoDayHasAReason(_ text: String, _ reason: RejectReason) {
    #expect(DateText().parse(text) == nil)
    #expect(DateText.fault(of: text) == reason)
  }

  @Test(arguments: [
    ("d-MMM-yy", "2-Jun-06", "2006-06-02"), ("d-MMM-yy", "31-DEC-15", "2015-12-31"),
    ("M/d/yyyy", "10/17/2014", "2014-10-17"), ("dd.MM.yyyy", "05.01.2024", "2024-01-05"),
    ("d MMM yyyy", "5 January 2024", "2024-01-05"), ("MM/yyyy", "03/2024", "2024-03-01"),
  ])
  func profilesAddForms(_ pattern: String, _ text: String, _ day: String) throws {
    let form = try #require(DateText.Form(pattern: pattern))
    #expect(DateText(forms: [form]).parse(text) == testDay(day))
    #expect(DateText().parse(text) == nil)
  }

  @Test(arguments: [
    ("d-MMM-yy", "30-Feb-06"), ("d-MMM-yy", "2-Foo-06"), ("d-MMM-yy", "2-Jun-2006"),
    ("M/d/yyyy", "17/10/2014"), ("M/d/yyyy", "10/17/14"), ("M/d/yyyy", "10/17"),
    ("M/d/yyyy", "Date Not Captured"),
  ])
  func aFormRefusesWhatItDoesNotMean(_ pattern: String, _ text: String) throws {
    let form = try #require(DateText.Form(pattern: pattern))
    #expect(DateText(forms: [form]).parse(text) == nil)
  }

  @Test func formsAreTriedInOrder() throws {
    let forms = try ["M/d/yyyy", "d/M/yyyy"].map { try #require(DateText.Form(pattern: $0)) }
    #expect(DateText(forms: forms).parse("3/4/2024") == testDay("2024-03-04"))
    #expect(DateText(forms: forms).parse("13/4/2024") == testDay("2024-04-13"))
  }

  @Test(arguments: ["", "d", "yyyy", "d-MMMM-yy", "ddd", "d/M/yyyy/yy", "d/d/M/yyyy", "x-M-yyyy"])
  func badPatternsAreRefused(_ pattern: String) {
    #expect(DateText.Form(pattern: pattern) == nil)
  }
}
