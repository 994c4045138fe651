import DelimitedText
import Foundation
import Procurement
import SystemPackage
import TestSupport
import Testing

@testable import Intake

/// Rules: what is read of them, in which encodings, as of import profiles, and how mistakes are named.
struct SettingsTests {
  private func rules(_ text: String) throws -> Rules {
    let folder = try TemporaryFolder()
    try folder.write("rules.yaml", text)
    return try RulesFile.read(FilePath(folder.path).appending("rules.yaml"))
  }

  @Test(arguments: ["", "# 本市暂无改动\n", "---\n", "\n\n# plan: x\n"])
  func rulesThatSayNothingAreAsGoodAsNone(_ text: String) throws {
    #expect(try rules(text).name == RulesFile.defaults().name)
    #expect(try rules(text).monitors.count == RulesFile.defaults().monitors.count)
    #expect(failure { _ = try ImportProfile(text: text, path: "p.yaml") }?.kind == .malformed)
  }

  // MARK: - Encodings

  /// Rules and profiles are read in every encoding that purchase files come in.
  @Test(arguments: TextEncoding.allCases, ["", "\u{FEFF}"])
  func settingsAreReadInAnyEncoding(_ encoding: TextEncoding, _ mark: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("rules.yaml", encoding.encode(mark + "name: 本市规则\nsteps: {warn: 约谈}\n"))
    let rules = try RulesFile.read(FilePath(folder.path).appending("rules.yaml"))
    #expect(rules.name == "本市规则")
    #expect(rules.steps[.warn] == "约谈")
    try folder.write(
      "p.yaml",
      encoding.encode(mark + "name: 某平台\nfields: {price: 成交价格, quantity: 成交数}\nnulls: [空缺]\n"))
    let profile = try ImportProfile(FilePath(folder.path).appending("p.yaml"))
    #expect(profile.name == "某平台")
    #expect(profile.fields == [.price: ["成交价格"], .quantity: ["成交数"]])
    #expect(profile.nulls == ["空缺"])
  }

  /// What is no text is refused, with the file and what to do; no character of it is made up.
  @Test(arguments: [
    Array("name: ".utf8) + [0xFF, 0x0A],
    Array("name: \(String(repeating: "本市规则", count: 20))".utf8) + [0xE6, 0x9C, 0x0A],
  ])
  func settingsThatAreNoTextAreRefused(_ bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    try folder.write("rules.yaml", bytes)
    let path = FilePath(folder.path).appending("rules.yaml")
    for read in [{ _ = try RulesFile.read(path) }, { _ = try ImportProfile(path) }]
      as [() throws -> Void]
    {
      let error = try #require(failure(read))
      #expect(error.kind == .malformed)
      #expect(error.path == path.string)
      #expect(error.chinese.contains("UTF-8") && error.english.contains("UTF-8"))
    }
  }

  // MARK: - Rules

  @Test func theProgramsOwnRulesAreWhatTheDocumentationStates() throws {
    let rules = try RulesFile.defaults()
    #expect(rules.name == "系统默认")
    #expect(rules.plan == "yuncheng")
    #expect(rules.steps == [.watch: "核实数据", .warn: "函询"])
    #expect(rules.monitors.keys.sorted() == testRules.monitors.keys.sorted())
    for (id, section) in testRules.monitors {
      #expect(rules.monitors[id]?.values == section.values)
      #expect(rules.monitors[id]?.authority == section.authority)
      #expect(section.authority.hasSuffix("系统默认"))
      #expect(rules.monitors[id]?.isEnabled == true)
    }
    for (id, section) in testRules.indicators {
      #expect(rules.indicators[id]?.values == section.values)
    }
  }

  @Test func aFileChangesOnlyWhatItSays() throws {
    let rules = try rules(
      """
      name: 本市
      steps:
        warn: 约谈
      monitors:
        price-rise:
          watch-change: 0.2
          authority: 某文
        price-drop:
          enabled: false
      indicators:
        platform-share:
          count-granules: false
      """)
    var expected = try RulesFile.defaults()
    expected.name = "本市"
    expected.steps[.warn] = "约谈"
    expected.monitors["price-rise"]?.values["watch-change"] = .number(0.2)
    expected.monitors["price-rise"]?.authority = "某文"
    expected.monitors["price-drop"]?.isEnabled = false
    expected.indicators["platform-share"]?.values["count-granules"] = .flag(false)
    expected.indicators["platform-share"]?.local = ["count-granules"]
    #expect(rules == expected)
  }

  @Test(arguments: [
    ("nmae: x\n", 1, 1, "nmae", "name"),
    ("plan: x\nmonitor:\n  a: 1\n", 2, 1, "monitor", "monitors"),
    ("steps:\n  wran: x\n", 2, 3, "wran", "warn"),
    ("monitors:\n  price-raise:\n    enabled: true\n", 2, 3, "price-raise", "price-rise"),
    ("monitors:\n  price-rise:\n    watch-chnge: 1\n", 3, 5, "watch-chnge", "watch-change"),
    ("indicators:\n  target-gap:\n    major: 1\n", 3, 5, "major", "major-deviation"),
    ("indicators:\n  targetgap: {}\n", 2, 3, "targetgap", "target-gap"),
  ])
  func unknownKeysAreNamedWithTheirPlaceAndTheNearest(
    _ text: String, _ line: Int, _ column: Int, _ key: String, _ nearest: String
  ) throws {
    let error = try #require(failure { _ = try rules(text) })
    #expect(error.kind == .malformed)
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(error.path.hasSuffix("/rules.yaml"))
    for message in [error.chinese, error.english] {
      #expect(message.contains(key))
      #expect(message.contains(nearest))
    }
    #expect(error.description.contains("rules.yaml:\(line):\(column): "))
  }

  @Test(arguments: [
    ("monitors:\n  price-rise:\n    watch-change: viel\n", 3),
    ("monitors:\n  price-rise:\n    watch-change: true\n", 3),
    ("monitors:\n  price-rise:\n    watch-change: .inf\n", 3),
    ("monitors:\n  price-rise:\n    watch-change: .nan\n", 3),
    ("monitors:\n  price-rise:\n    watch-change: -0.1\n", 3),
    ("monitors:\n  price-rise:\n    minimum-amount: 1e16\n", 3),
    ("monitors:\n  change-frequency:\n    change-months: -1\n", 3),
    ("monitors:\n  change-frequency:\n    rise-months: 3e9\n", 3),
    ("monitors:\n  delivery-shortfall:\n    months: 1201\n", 3),
    ("monitors:\n  price-rise:\n    minimum-institutions: 1.5\n", 3),
    ("monitors:\n  change-frequency:\n    watch-rises: 2.5\n", 3),
    ("indicators:\n  payment-30-day-rate:\n    age-1: 100\n    age-2: 50\n", 3),
    ("indicators:\n  payment-30-day-rate:\n    age-2: 180\n", 3),
    ("indicators:\n  payment-30-day-rate:\n    age-3: 20\n", 3),
    ("indicators:\n  payment-30-day-rate:\n    days: 30.5\n", 3),
    ("indicators:\n  price-index:\n    base-month: 13\n", 3),
    ("monitors:\n  price-rise:\n    categories:\n      耗材:\n        watch-change: -1\n", 5),
    ("monitors:\n  contract-lag:\n    watch-lag: 25\n    warn-lag: 40\n", 3),
    ("monitors:\n  price-rise:\n    watch-change: [1]\n", 3),
    ("monitors:\n  price-rise:\n    watch-change:\n", 3),
    ("monitors:\n  price-rise:\n    enabled: 3\n", 3),
    ("monitors:\n  price-rise:\n    enabled: true\n    enabled: true\n", 3),
    ("monitors:\n  price-rise: 3\n", 2), ("monitors: [1]\n", 1), ("name: [1]\n", 1),
    ("indicators:\n  platform-share:\n    count-granules: 0.5\n", 3),
    ("steps:\n  warn: {a: 1}\n", 2), ("- a\n- b\n", 1), ("just text\n", 1),
    ("name: \"open\n", 2), ("a: b: c\n", 1),
  ])
  func valuesOfTheWrongKindAreNamedWithTheirPlace(_ text: String, _ line: Int) throws {
    let error = try #require(failure { _ = try rules(text) })
    #expect(error.kind == .malformed)
    #expect(error.line == line)
    #expect(!error.chinese.isEmpty && !error.english.isEmpty)
  }

  /// 25 points are 0.25: above 1 a monitor would be silent for good.
  @Test(arguments: [
    ("monitors", "contract-lag", "warn-lag"), ("monitors", "zero-uptake", "warn-progress"),
    ("monitors", "off-platform", "warn-share"),
    ("monitors", "non-selected-share", "warn-share"), ("monitors", "filed-share", "warn-share"),
    ("monitors", "delivery-shortfall", "watch-rate"),
    ("monitors", "supply-warning", "empty-handed-share"),
    ("monitors", "change-frequency", "modal-share"), ("monitors", "price-drop", "warn-change"),
    ("monitors", "price-rise", "shared-ratio-limit"), ("monitors", "price-rise", "hb-u"),
    ("monitors", "unit-mismatch", "tolerance"), ("indicators", "target-gap", "major-deviation"),
    ("indicators", "retained-surplus", "maximum-rate"),
    ("indicators", "contract-completion", "suspect-pack-tolerance"),
  ])
  func sharesEndAtOne(_ part: String, _ id: String, _ key: String) throws {
    let all = try rules("\(part):\n  \(id):\n    \(key): 1\n")
    let section = part == "monitors" ? all.monitors[id] : all.indicators[id]
    #expect(section?.values[key] == .number(1))
    for value in ["1.01", "25"] {
      let error = try #require(
        failure { _ = try rules("\(part):\n  \(id):\n    \(key): \(value)\n") })
      #expect(error.kind == .malformed)
      #expect(error.line == 3)
      #expect(error.chinese.contains("\(key) 应在 0 至 1 之间；比例写小数"))
      #expect(error.english.contains("\(key) must lie between 0 and 1; shares are fractions"))
    }
  }

  @Test func sharesEndAtOneForACategoryToo() throws {
    let text = "monitors:\n  price-drop:\n    categories:\n      耗材: {watch-change: 10}\n"
    #expect(try #require(failure { _ = try rules(text) }).line == 4)
  }

  /// Multiples, rises and tolerances in 元 are no shares.
  @Test(arguments: [
    ("price-rise", "warn-change"), ("institution-gap", "warn-ratio"), ("above-cap", "tolerance"),
    ("peer-multiple", "warn-multiple"), ("institution-gap", "robust-z"),
  ])
  func otherNumbersMayBeAboveOne(_ id: String, _ key: String) throws {
    let all = try rules("monitors: {\(id): {\(key): 25}}")
    #expect(all.monitors[id]?.values[key] == .number(25))
  }

  @Test(arguments: ["86901", "\"86901\"", "'86901'"])
  func aProductsCodeMayStandInQuotationMarks(_ code: String) throws {
    let rules = try rules("monitors: {price-rise: {products: {\(code): {watch-change: 0.2}}}}")
    let product = rules.monitors["price-rise"]?.products["86901"]
    #expect(product?.values == ["watch-change": .number(0.2)])
  }

  @Test func agesThatRiseAreRead() throws {
    let rules = try rules(
      "indicators: {payment-30-day-rate: {age-1: 100, age-2: 200, age-3: 300}}")
    #expect(rules.indicators["payment-30-day-rate"]?.values["age-2"] == .number(200))
  }

  @Test(arguments: [("yunchneg", "yuncheng"), ("x", "hebei, yuncheng")])
  func aPlanThatThereIsNotIsNamedWithItsLine(_ plan: String, _ named: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("rules.yaml", "name: 本市\nplan: \(plan)\n")
    let path = FilePath(folder.path).appending("rules.yaml")
    let error = try #require(
      failure { _ = try RulesFile.read(path, plans: ["hebei", "yuncheng"]) })
    #expect(error.kind == .malformed)
    #expect(error.line == 2)
    #expect(error.chinese.contains("\(plan)；可用：\(named)"))
    #expect(error.english.contains(named))
    // Without any plan to choose from it does not matter.
    #expect(try RulesFile.read(path).plan == plan)
    #expect(try RulesFile.read(path, plans: [plan]).plan == plan)
  }

  @Test func aLinkToNothingIsARulesFileThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", "")
    let data = FilePath(folder.path)
    #expect(try DataFolder(data).rulesFile == nil)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/rules.yaml", withDestinationPath: "nowhere.yaml")
    let file = try #require(try DataFolder(data).rulesFile)
    #expect(try #require(failure { _ = try RulesFile.read(file) }).kind == .noInput)
  }

  @Test func repeatedKeysAndMissingFilesAreErrors() throws {
    let repeated = try #require(failure { _ = try rules("name: a\nname: b\n") })
    #expect(repeated.kind == .malformed)
    #expect(repeated.english.contains("name"))
    let missing = try #require(failure { _ = try RulesFile.read("/nowhere/rules.yaml") })
    #expect(missing.kind == .noInput)
    #expect(missing.path == "/nowhere/rules.yaml")
  }
}
