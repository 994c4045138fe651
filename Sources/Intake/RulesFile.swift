internal import DelimitedText
public import Procurement
public import SystemPackage

/// Reads `rules.yaml`. What a file leaves out stands as in the program's own rules.
public enum RulesFile {
  /// The program's own rules as text: commented, complete, ready to be edited.
  public static var defaultText: String {
    String(decoding: PackageResources.rules_yaml, as: UTF8.self)
  }

  /// The program's own rules.
  public static func defaults() throws(InputError) -> Rules {
    try rules(from: YAMLSection(text: defaultText, path: "rules.yaml"), over: nil)
  }

  /// Reads a rules file.
  ///
  /// - Parameter plans: the plans that the file may name; none: any.
  /// - Throws: ``InputError`` when the file cannot be read, is no YAML, has a key or value that
  ///   nothing reads, or names a plan that there is not.
  public static func read(_ path: FilePath, plans: [String] = []) throws(InputError) -> Rules {
    let section = try YAMLSection(text: readText(path), path: path.string, mayBeEmpty: true)
    let rules = try rules(from: section, over: defaults())
    if let plan = try section.string("plan"), !plan.isEmpty, !plans.isEmpty,
      !plans.contains(plan)
    {
      let list = (Spelling.nearest(to: plan, in: plans).map { [$0] } ?? plans)
        .joined(separator: ", ")
      throw section.error(
        at: "plan", chinese: "plans.csv 中没有规划 \(plan)；可用：\(list)",
        english: "plans.csv has no plan \(plan); known: \(list)")
    }
    return rules
  }

  private static func rules(
    from file: YAMLSection, over defaults: Rules?
  ) throws(InputError) -> Rules {
    try file.check(known: [
      "name", "plan", "packs", "steps", "crowded-share", "crowded-minimum", "few-lines-share",
      "monitors", "indicators",
    ])
    var rules =
      defaults ?? Rules(name: "", plan: "", steps: [:], monitors: [:], indicators: [:])
    let packs = try RulePacks.selected(by: file)
    if !packs.isEmpty { rules.packs = packs.map(\.pack) }
    for (pack, text) in packs.reversed() {
      guard let text else { continue }
      rules.monitors = try RuleSections.read(text, "monitors", over: rules.monitors)
      for id in try text.section("monitors")?.keys ?? [] {
        rules.monitors[id]?.sources.insert(contentsOf: pack.sources, at: 0)
      }
      rules.name = packs.map(\.pack.name).joined(separator: "、")
    }
    let steps = try RuleSections.steps(of: file)
    if let defaults, try file.string("name") ?? defaults.name == defaults.name {
      rules.localSteps = Set(steps.keys.filter { steps[$0] != defaults.steps[$0] })
    }
    rules.name = try file.string("name") ?? rules.name
    rules.plan = try file.string("plan") ?? rules.plan
    rules.steps.merge(steps) { _, new in new }
    if let share = try number(file, "crowded-share", in: 0...1) { rules.crowdedShare = share }
    if let minimum = try number(file, "crowded-minimum", in: 0...1e9) {
      rules.crowdedMinimum = Int(minimum)
    }
    if let share = try number(file, "few-lines-share", in: 0...1) { rules.fewLinesShare = share }
    rules.monitors = try RuleSections.read(
      file, "monitors", over: defaults == nil ? nil : rules.monitors)
    rules.indicators = try RuleSections.read(
      file, "indicators", over: defaults?.indicators)
    return rules
  }

  private static func number(
    _ file: YAMLSection, _ key: String, in range: ClosedRange<Double>
  ) throws(InputError) -> Double? {
    guard file.keys.contains(key) else { return nil }
    guard let value = file.numberOrFlag(key).number, range.contains(value) else {
      throw file.error(
        at: key, chinese: "\(key) 应为 \(range.lowerBound) 至 \(range.upperBound) 的数字",
        english: "\(key) must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}

/// A small text file, read whole, in any of the encodings that purchase files come in.
func readText(_ path: FilePath) throws(InputError) -> String {
  let bytes = try readBytes(path)
  guard let text = TextEncoding.detect(bytes).decode(bytes) else {
    throw InputError(
      .malformed, path: path.string, chinese: "编码无法识别；请用文本编辑器另存为 UTF-8",
      english: "is no text in UTF-8, GB18030 or UTF-16; save it as UTF-8")
  }
  let mark = text.unicodeScalars.prefix { $0 == "\u{FEFF}" }.count
  return String(text.unicodeScalars.dropFirst(mark))
}

private func readBytes(_ path: FilePath) throws(InputError) -> [UInt8] {
  let limit = 1 << 20
  do throws(Errno) {
    let bytes = try FileBytes.start(of: path, count: limit + 1)
    guard bytes.count <= limit else { throw .fileTooLarge }
    return bytes
  } catch {
    throw InputError.unreadable(path, error)
  }
}
