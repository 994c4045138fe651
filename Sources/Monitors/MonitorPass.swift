import PricePanel
import Procurement

/// One monitor going over the products of a month.
struct MonitorPass {
  private let type: any Monitor.Type
  private let context: MonitorContext
  private let variants: RuleVariants
  /// The monitor for each variant of its rules, as far as it was needed.
  private var monitors: [(any Monitor)?]
  /// What it came to so far.
  private(set) var tally: MonitorTally

  init(_ type: any Monitor.Type, context: MonitorContext) {
    self.type = type
    self.context = context
    variants = context.basis.variants(of: type)
    monitors = Array(repeating: nil, count: variants.sections.count)
    tally = MonitorTally(variants.sections[0], of: context.basis.rules)
  }

  /// Makes the monitor for every variant of its rules, needed or not.
  ///
  /// - Throws: when the rules lack a parameter.
  mutating func prepare() throws(RuleError) {
    for variant in variants.sections.indices { _ = try monitor(variant) }
  }

  /// Examines all units of one product, and accounts for each of them once.
  ///
  /// - Throws: when the rules lack a parameter.
  mutating func examine(_ product: Int) throws(RuleError) {
    let cells = context.allCells(of: product)
    guard !cells.isEmpty else { return }
    func units(_ cells: ArraySlice<Cell>) -> Int {
      type.unit.count(in: cells, regions: context.regions)
    }
    guard let monitor = try monitor(variants[product]) else {
      tally.setAside(units(cells), because: .switchedOff)
      return
    }
    if type.scope == .outliers, context.isOnShortageList(product) {
      tally.setAside(units(cells), because: .shortageList)
      return
    }
    if type.scope != .everything, context.screened.isScreened(product) {
      let remaining = context.cells(of: product)
      tally.setAside(units(cells) - units(remaining), because: .unitMismatch)
      if remaining.isEmpty { return }
    }
    monitor.examine(product, into: &tally)
  }

  /// Examines the units beside those of single products.
  ///
  /// - Throws: when the rules lack a parameter.
  mutating func examineOthers() throws(RuleError) {
    if let monitor = try monitor(0) {
      monitor.examineOthers(into: &tally)
    } else {
      tally.setAside(type.otherUnits(in: context), because: .switchedOff)
    }
  }

  /// The monitor for one variant of its rules; `nil` where it is switched off.
  private mutating func monitor(_ variant: Int) throws(RuleError) -> (any Monitor)? {
    if let made = monitors[variant] { return made }
    let section = variants.sections[variant]
    guard section.isEnabled else { return nil }
    let made = try type.init(rules: section, context: context)
    monitors[variant] = made
    return made
  }
}
