package import Procurement

extension Rules {
  /// Whether granules count as drugs, for the platform share and for what is filed.
  ///
  /// - Throws: when `platform-share` lacks `count-granules`.
  package func countsGranules() throws(RuleError) -> Bool {
    try section(ofIndicator: "platform-share").flag("count-granules")
  }
}

extension Product {
  /// Whether it belongs on the platform: drugs but herbal slices, and high-value consumables.
  package var isOfPlatform: Bool {
    countsAsDrug(withGranules: true) || isHighValue == true
  }

  /// Whether it counts among the drugs that are filed or not: herbal slices never do.
  package func countsAsDrug(withGranules countsGranules: Bool) -> Bool {
    category.isDrug && category != .herbalSlices && (category != .granules || countsGranules)
  }
}
