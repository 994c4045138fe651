import Procurement

/// 集采品种数: how many distinct drug varieties (个), or consumable categories (类), the batch
/// catalogues in force at the end of the month list.
///
/// A variety is a generic name as the batch catalogue lists it. Official batch sizes do not add
/// up, since varieties come again; keys are counted, never sizes. Which levels count is the
/// plan's own definition, and the rules' where the plan says nothing.
struct VBPVarieties {
  /// What is counted.
  enum Subject: CaseIterable {
    case highValueCategories
    case consumableCategories
    case drugVarieties

    /// The indicator's identifier.
    var id: String {
      switch self {
      case .drugVarieties: "vbp-varieties/drugs"
      case .highValueCategories: "vbp-categories/high-value-consumables"
      case .consumableCategories: "vbp-categories/consumables"
      }
    }
  }

  private let subject: Subject
  private let month: Month
  private let months: ClosedRange<Month>
  private let register: BatchRegister
  private let unmapped: BatchRegister
  private let missing: NotComputableReason?
  private let expiringDays: Int
  private let ruleLevels: [BatchLevel]

  /// Reads the catalogues for one subject.
  ///
  /// - Parameters:
  ///   - months: the months of the series, ending with the report month.
  /// - Throws: when `rules` lacks `count-municipal` or `expiring-days`.
  init(
    _ subject: Subject, months: ClosedRange<Month>, catalogues: Catalogues, rules: RuleSection
  ) throws(RuleError) {
    self.subject = subject
    self.months = months
    month = months.upperBound
    expiringDays = try rules.count("expiring-days")
    let countsMunicipal = try rules.flag("count-municipal")
    ruleLevels = BatchLevel.allCases.filter { $0 != .municipal || countsMunicipal }
    let kind = subject == .drugVarieties ? BatchKind.drugs : .consumables
    let categories = catalogues.varietyCategories
    let highValue = catalogues.highValueCategories
    register = BatchRegister(catalogues, kind: kind) { variety in
      switch subject {
      case .drugVarieties: variety
      case .consumableCategories: categories[variety]
      case .highValueCategories:
        categories[variety].flatMap { highValue[$0] == true ? $0 : nil }
      }
    }
    unmapped = BatchRegister(catalogues, kind: kind) { variety in
      let isMapped =
        switch subject {
        case .drugVarieties: true
        case .consumableCategories: categories[variety] != nil
        case .highValueCategories: categories[variety].map { highValue[$0] != nil } ?? false
        }
      return isMapped ? nil : variety
    }
    missing =
      if register.isEmpty {
        .noBatchCatalogue
      } else if subject != .drugVarieties, categories.isEmpty {
        .noVarietyCategories
      } else if subject == .highValueCategories, highValue.isEmpty {
        .noHighValueList
      } else {
        nil
      }
  }

  /// The count in force at the end of the report month.
  ///
  /// - Parameter levels: the levels that count; empty: as the rules say.
  /// - Returns: the count, or why there is none.
  func value(levels: [BatchLevel]) -> (count: Int?, reason: NotComputableReason?) {
    if let missing { return (nil, missing) }
    let levels = levels.isEmpty ? ruleLevels : levels
    let count = register.inForce(on: month.lastDay, levels: levels)
    // A table that maps none of what is in force says nothing about it.
    if count == 0, unmapped.inForce(on: month.lastDay, levels: levels) > 0 {
      return (nil, subject == .highValueCategories ? .noHighValueList : .noVarietyCategories)
    }
    return (count, nil)
  }

  /// The result with the levels that the rules count.
  var result: IndicatorResult {
    let now = value(levels: [])
    var result = IndicatorResult(
      id: subject.id, scope: "in-force", period: month...month, unit: .count,
      value: now.count.map(Double.init), reason: now.reason)
    guard now.reason == nil else { return result }
    result.series = [MonthValue](months.lowerBound...month) { each in
      Double(register.inForce(on: each.lastDay, levels: ruleLevels))
    }
    result.breakdown = BatchLevel.allCases.map {
      part(.level, $0.rawValue, register.inForce(on: month.lastDay, levels: [$0]))
    }
    result.breakdown += [
      part(.change, "new", register.new(in: month, levels: ruleLevels)),
      part(
        .change, "expiring",
        register.expiring(within: expiringDays, of: month.lastDay, levels: ruleLevels)),
      part(
        .change, "cumulative", register.count(levels: ruleLevels) { $0.start.month <= month }),
    ]
    let unmapped = unmapped.inForce(on: month.lastDay, levels: ruleLevels)
    if unmapped > 0 { result.breakdown.append(part(.change, "unmapped", unmapped)) }
    return result
  }

  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, _ count: Int
  ) -> IndicatorPart {
    IndicatorPart(dimension: dimension, name: name, value: Double(count))
  }
}
