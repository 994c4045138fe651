internal import Procurement

/// Reads the sections below `monitors:` and `indicators:`, with what differs by category and by
/// product.
enum RuleSections {
  /// The sections below `key`.
  ///
  /// - Parameter base: what stands for keys that the file leaves out, and says which keys there
  ///   are; `nil` for the file that defines them.
  /// - Throws: ``InputError`` at the line of a key that nothing reads, of a value of another kind,
  ///   or of one that contradicts another.
  static func read(
    _ file: YAMLSection, _ key: String, over base: [String: RuleSection]?
  ) throws(InputError) -> [String: RuleSection] {
    var result = base ?? [:]
    guard let all = try file.section(key) else { return result }
    if let base { try all.check(known: base.keys.sorted()) }
    for id in all.keys {
      guard let section = try all.section(id) else { continue }
      result[id] = try self.section(
        section, id: id, over: base?[id], isMonitor: key == "monitors")
    }
    return result
  }

  private static func section(
    _ file: YAMLSection, id: String, over base: RuleSection?, isMonitor: Bool
  ) throws(InputError) -> RuleSection {
    let special =
      ["enabled", "authority"] + (isMonitor ? ["steps", "categories", "products"] : [])
    if let base { try file.check(known: special + base.values.keys.sorted()) }
    var section = base ?? RuleSection(id: id, isEnabled: true, authority: "", values: [:])
    let own = try override(file, of: id, known: base?.values, special: special)
    section.isEnabled = own.isEnabled ?? section.isEnabled
    section.authority = own.authority ?? section.authority
    let changed = own.values.keys.filter { base?.values[$0] != own.values[$0] }
    let isLocal = base != nil && own.authority == nil
    section.local = isLocal ? Set(changed) : []
    section.values.merge(own.values) { _, new in new }
    try refuseContradictions(in: section.values, of: own, file)
    guard isMonitor else { return section }
    section.steps.merge(try steps(of: file)) { _, new in new }
    if let categories = try file.section("categories") {
      try readCategories(categories, into: &section, isLocal: isLocal)
    }
    if let products = try file.section("products") {
      for key in products.keys {
        guard let one = try products.section(key) else { continue }
        try read(
          one, into: &section, over: section.products[TextNormal.code(key)], isLocal: isLocal
        ) {
          $0.products[TextNormal.code(key)] = $1
        }
      }
    }
    return section
  }

  /// The steps that a mapping states, by severity.
  static func steps(of file: YAMLSection) throws(InputError) -> [Severity: String] {
    guard let steps = try file.section("steps") else { return [:] }
    try steps.check(known: Severity.allCases.map(\.rawValue))
    var result: [Severity: String] = [:]
    for severity in Severity.allCases { result[severity] = try steps.string(severity.rawValue) }
    return result
  }

  private static func readCategories(
    _ file: YAMLSection, into section: inout RuleSection, isLocal: Bool
  ) throws(InputError) {
    var seen: [ProductCategory: String] = [:]
    for key in file.keys {
      guard let category = ValueWords.category(key) else {
        let known = ProductCategory.allCases.map(\.rawValue) + ValueWords.categories
        let list = (Spelling.nearest(to: key, in: known).map { [$0] } ?? known)
          .joined(separator: ", ")
        throw file.error(
          at: key, chinese: "未知的类别 \(key)；是否想写 \(list)？",
          english: "unknown category \(key); did you mean \(list)?")
      }
      if let other = seen[category] {
        throw file.error(
          at: key, chinese: "\(key) 与 \(other) 是同一类别，只能写一次",
          english: "\(key) and \(other) are one category, which can stand once only")
      }
      seen[category] = key
      guard let one = try file.section(key) else { continue }
      try read(one, into: &section, over: section.categories[category], isLocal: isLocal) {
        $0.categories[category] = $1
      }
    }
  }

  /// Reads one override over what a pack or the program's own rules have there.
  ///
  /// - Parameter isLocal: whether the section around it states no authority of its own.
  private static func read(
    _ file: YAMLSection, into section: inout RuleSection, over base: RuleOverride?, isLocal: Bool,
    _ store: (inout RuleSection, RuleOverride) -> Void
  ) throws(InputError) {
    let special = ["enabled", "authority"]
    try file.check(known: special + section.values.keys.sorted())
    let own = try override(file, of: section.id, known: section.values, special: special)
    var merged = base ?? RuleOverride()
    merged.isEnabled = own.isEnabled ?? merged.isEnabled
    let known = section.values.merging(merged.values) { _, new in new }
    let isChanged = own.values.contains { known[$0.key] != $0.value }
    merged.authority =
      own.authority
      ?? (isLocal && isChanged ? RuleSection.localAuthority : merged.authority)
    merged.values.merge(own.values) { _, new in new }
    let values = section.values.merging(merged.values) { _, new in new }
    try refuseContradictions(in: values, of: own, file)
    store(&section, merged)
  }

  /// The switch, the authority and the parameters that a mapping states.
  ///
  /// - Parameters:
  ///   - id: the monitor or indicator.
  ///   - known: the parameters there are and their kinds; `nil`: whatever stands there.
  private static func override(
    _ file: YAMLSection, of id: String, known: [String: RuleValue]?, special: [String]
  ) throws(InputError) -> RuleOverride {
    var result = RuleOverride(authority: try file.string("authority"))
    if file.keys.contains("enabled") {
      guard let flag = file.numberOrFlag("enabled").flag else {
        throw wrongKind(file, "enabled", "true/false")
      }
      result.isEnabled = flag
    }
    for key in file.keys where !special.contains(key) {
      let value = file.numberOrFlag(key)
      switch (known?[key], value.number, value.flag) {
      case (.number?, let number?, _), (nil, let number?, nil):
        guard number.isFinite else { throw wrongKind(file, key, "number") }
        let range = RuleRange(of: key, in: id)
        guard range.values.contains(number) else { throw outOfRange(file, key, range) }
        guard !range.isCount || Int(exactly: number) != nil else {
          throw wrongKind(file, key, "a whole number")
        }
        result.values[key] = .number(number)
      case (.flag?, _, let flag?), (nil, _, let flag?):
        result.values[key] = .flag(flag)
      case (.flag?, _, nil): throw wrongKind(file, key, "true/false")
      default: throw wrongKind(file, key, "number")
      }
    }
    return result
  }

  /// Refuses a warning that comes before its watch, and a first that comes after its last.
  ///
  /// - Parameters:
  ///   - values: the parameters as they stand.
  ///   - own: what the file itself states: an error stands at one of its keys.
  private static func refuseContradictions(
    in values: [String: RuleValue], of own: RuleOverride, _ file: YAMLSection
  ) throws(InputError) {
    for name in own.values.keys.sorted() {
      for (low, high) in ordered(with: name) {
        guard case .number(let least)? = values[low], case .number(let most)? = values[high]
        else { continue }
        if least > most {
          throw file.error(
            at: name, chinese: "\(file.name) 的 \(low)（\(least)）大于 \(high)（\(most)），互相矛盾",
            english: "\(file.name): \(low) (\(least)) is above \(high) (\(most)); they contradict")
        }
        if least == most, name.hasPrefix("age-") {
          throw file.error(
            at: name, chinese: "\(file.name) 的 \(low) 与 \(high) 都是 \(least)；账龄应逐级增大",
            english: "\(file.name): \(low) and \(high) are both \(least); ages have to rise")
        }
      }
    }
  }

  /// The pairs of parameters with `name` in them of which the first must not be above the second.
  private static func ordered(with name: String) -> [(low: String, high: String)] {
    let rest = name.drop { $0 != "-" }
    switch name.prefix(while: { $0 != "-" }) {
    // A rate is the worse the lower it is.
    case "watch", "warn":
      return rest == "-rate" ? [("warn-rate", "watch-rate")] : [("watch\(rest)", "warn\(rest)")]
    case "first", "last": return [("first\(rest)", "last\(rest)")]
    case "age": return [("age-1", "age-2"), ("age-2", "age-3"), ("age-1", "age-3")]
    default: return []
    }
  }

  private static func outOfRange(
    _ file: YAMLSection, _ key: String, _ range: RuleRange
  ) -> InputError {
    let (low, high) = (Int(range.values.lowerBound), Int(range.values.upperBound))
    return file.error(
      at: key,
      chinese: "\(file.name).\(key) 应在 \(low) 至 \(high) 之间"
        + (range.isShare ? "；比例写小数，0.25 即 25%" : ""),
      english: "\(file.name).\(key) must lie between \(low) and \(high)"
        + (range.isShare ? "; shares are fractions, 0.25 for 25 %" : ""))
  }

  private static func wrongKind(_ file: YAMLSection, _ key: String, _ kind: String) -> InputError {
    let chinese =
      switch kind {
      case "number": "数字"
      case "a whole number": "整数"
      default: kind
      }
    return file.error(
      at: key, chinese: "\(file.name).\(key) 应为\(chinese)",
      english: "\(file.name).\(key) must be \(kind)")
  }
}
