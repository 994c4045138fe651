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
  /// - Throws: ``InputError`` when the file cannot be read, is no YAML, or has a key or value that
  ///   nothing reads.
  public static func read(_ path: FilePath) throws(InputError) -> Rules {
    let section = try YAMLSection(text: readText(path), path: path.string)
    return try rules(from: section, over: defaults())
  }

  private static func rules(
    from file: YAMLSection, over base: Rules?
  ) throws(InputError) -> Rules {
    try file.check(known: ["name", "plan", "steps", "monitors", "indicators"])
    var rules = base ?? Rules(name: "", plan: "", steps: [:], monitors: [:], indicators: [:])
    rules.name = try file.string("name") ?? rules.name
    rules.plan = try file.string("plan") ?? rules.plan
    if let steps = try file.section("steps") {
      try steps.check(known: Severity.allCases.map(\.rawValue))
      for severity in Severity.allCases {
        if let step = try steps.string(severity.rawValue) { rules.steps[severity] = step }
      }
    }
    rules.monitors = try sections(file, "monitors", over: base?.monitors)
    rules.indicators = try sections(file, "indicators", over: base?.indicators)
    return rules
  }

  private static func sections(
    _ file: YAMLSection, _ key: String, over base: [String: RuleSection]?
  ) throws(InputError) -> [String: RuleSection] {
    var result = base ?? [:]
    guard let all = try file.section(key) else { return result }
    if let base { try all.check(known: base.keys.sorted()) }
    for id in all.keys {
      guard let section = try all.section(id) else { continue }
      result[id] = try self.section(section, id: id, over: base?[id])
    }
    return result
  }

  private static func section(
    _ file: YAMLSection, id: String, over base: RuleSection?
  ) throws(InputError) -> RuleSection {
    if let base { try file.check(known: ["enabled", "authority"] + base.values.keys.sorted()) }
    var section = base ?? RuleSection(id: id, isEnabled: true, authority: "", values: [:])
    section.authority = try file.string("authority") ?? section.authority
    for key in file.keys where key != "authority" {
      let value = file.numberOrFlag(key)
      if key == "enabled" {
        guard let flag = value.flag else { throw wrongKind(file, key, "true/false") }
        section.isEnabled = flag
        continue
      }
      switch (base?.values[key], value.number, value.flag) {
      case (.number?, let number?, _), (nil, let number?, nil):
        guard number.isFinite else { throw wrongKind(file, key, "number") }
        section.values[key] = .number(number)
      case (.flag?, _, let flag?), (nil, _, let flag?):
        section.values[key] = .flag(flag)
      case (.flag?, _, nil): throw wrongKind(file, key, "true/false")
      default: throw wrongKind(file, key, "number")
      }
    }
    return section
  }

  private static func wrongKind(_ file: YAMLSection, _ key: String, _ kind: String) -> InputError {
    let chinese = kind == "number" ? "数字" : kind
    return file.error(
      at: key, chinese: "\(file.name).\(key) 应为\(chinese)",
      english: "\(file.name).\(key) must be \(kind)")
  }
}

/// A small text file, read whole.
func readText(_ path: FilePath) throws(InputError) -> String {
  do {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      let limit = 1 << 20
      while bytes.count <= limit {
        let part = unsafe try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
          count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        if part.isEmpty { break }
        bytes += part
      }
      guard bytes.count <= limit else { throw Errno.fileTooLarge }
      return String(decoding: bytes, as: UTF8.self)
    }
  } catch {
    throw InputError(
      .noInput, path: path.string, chinese: "无法读取：\(error)", english: "cannot be read: \(error)")
  }
}
