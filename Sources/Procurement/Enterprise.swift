/// A maker or distributor (医药企业) as the office keeps it.
public struct Enterprise: Hashable, Sendable {
  /// The unified social credit code (统一社会信用代码); empty when not known.
  public var code: String
  /// The name, as purchase records have it.
  public var name: String
  /// Whether it is listed on the provincial platform (挂网).
  public var isListed: Bool
  /// Whether it is under credit evaluation (纳入信用评价).
  public var isEvaluated: Bool
  /// Where the row stands.
  public var source: SourceLine

  /// An enterprise; see the properties.
  public init(
    code: String, name: String, isListed: Bool, isEvaluated: Bool, source: SourceLine
  ) {
    self.code = code
    self.name = name
    self.isListed = isListed
    self.isEvaluated = isEvaluated
    self.source = source
  }
}

/// A grade of bad credit (失信等级) in one of the two vocabularies; the raw values are the field's
/// own words.
public enum CreditGrade: String, CaseIterable, Sendable {
  /// 失信, from the third quarter of 2025.
  case dishonest = "失信"
  /// 严重失信, from the third quarter of 2025.
  case seriouslyDishonest = "严重失信"
  /// 特别严重失信, from the third quarter of 2025.
  case especiallyDishonest = "特别严重失信"
  /// 一般, the older vocabulary's first grade.
  case ordinary = "一般"
  /// 中等, the older vocabulary's second grade.
  case medium = "中等"
  /// 严重, the older vocabulary's third grade.
  case serious = "严重"
  /// 特别严重, the older vocabulary's last grade.
  case especiallySerious = "特别严重"
}

/// A published credit rating (信用评级) of an enterprise; imported, never inferred.
public struct CreditRating: Hashable, Sendable {
  /// The enterprise's name.
  public var enterprise: String
  /// The grade.
  public var grade: CreditGrade
  /// The day it was given.
  public var date: Day
  /// The day its credit was repaired (信用修复), from which on the rating no longer holds.
  public var repaired: Day?
  /// Where the row stands.
  public var source: SourceLine

  /// A rating; see the properties.
  public init(
    enterprise: String, grade: CreditGrade, date: Day, repaired: Day? = nil, source: SourceLine
  ) {
    self.enterprise = enterprise
    self.grade = grade
    self.date = date
    self.repaired = repaired
    self.source = source
  }

  /// Whether the rating holds at the end of `day`.
  public func isInForce(on day: Day) -> Bool {
    date <= day && (repaired.map { day < $0 } ?? true)
  }
}
