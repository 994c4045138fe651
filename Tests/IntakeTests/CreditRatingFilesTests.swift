import Procurement
import TestSupport
import Testing

@testable import Intake

/// Credit ratings, in the words of both vocabularies.
struct CreditRatingFilesTests {
  @Test func bothVocabulariesAndARepair() throws {
    let rows = CreditGrade.allCases.map { "甲公司,\($0.rawValue),2025-01-01,2025-06-30\n" }.joined()
    let catalogues = try ExecutionFiles.read([
      "credit-ratings.csv": "企业名称,信用等级,评定日期,信用修复日期\n" + rows
    ])
    #expect(catalogues.creditRatings.map(\.grade) == CreditGrade.allCases)
    let rating = try #require(catalogues.creditRatings.first)
    #expect(rating.isInForce(on: testDay("2025-01-01")))
    #expect(rating.isInForce(on: testDay("2025-06-29")))
    #expect(!rating.isInForce(on: testDay("2025-06-30")))
    #expect(!rating.isInForce(on: testDay("2024-12-31")))
  }
}
