import Foundation
import Intake
import Monitors
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// Packs, overrides by category and product, and what is refused.
struct RulesTests {
  static let month = testMonth("2025-12")

  /// The rules that a file with `text` makes.
  func rules(_ text: String) throws -> Rules {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "jicai-rules-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try RulesFile.read(FilePath(file.path))
  }

  static let twoProducts = [
    TestPurchase("X1", "H1", "2025-11", price: 10_000, quantity: 1_000),
    TestPurchase("X1", "H1", "2025-12", price: 12_000, quantity: 1_000),
    TestPurchase("C1", "H1", "2025-11", price: 10_000, quantity: 1_000),
    TestPurchase("C1", "H1", "2025-12", price: 12_000, quantity: 1_000),
    TestPurchase("C2", "H1", "2025-11", price: 10_000, quantity: 1_000),
    TestPurchase("C2", "H1", "2025-12", price: 12_000, quantity: 1_000),
  ]

  @Test func overridesByCategoryAndProduct() throws {
    let rules = try rules(
      """
      monitors:
        price-rise:
          categories:
            耗材: {watch-change: 0.25}
          products:
            C2: {watch-change: 0.05, authority: 本局意见}
            X1: {enabled: false}
      """)
    let run = try MonitorRun(
      panel: testPanel(Self.twoProducts), month: Self.month, catalogues: Catalogues(),
      rules: rules)
    let account = try run.account(of: "price-rise")
    #expect(run.findings.map(\.product.code) == ["C2"])
    #expect(account.passed == 1)
    #expect(account.notApplicable == [.switchedOff: 1])
    #expect(rules.monitors["price-rise"]?.products["C2"]?.authority == "本局意见")
  }

  @Test func packsGoBeforeTheProgramsOwn() throws {
    let rules = try rules("packs: [内蒙古-2025-03, 国采9-11未中选, 系统默认]")
    #expect(rules.packs.map(\.name) == ["内蒙古-2025-03", "国采9-11未中选", "系统默认"])
    #expect(rules.packs[0].date == "2025-03")
    #expect(rules.packs[0].sources.count == 2)
    // Both packs set thresholds of this monitor, and neither of any other.
    #expect(
      rules.monitors["peer-multiple"]?.sources == rules.packs[0].sources + rules.packs[1].sources)
    #expect(rules.monitors.values.filter { !$0.sources.isEmpty }.map(\.id) == ["peer-multiple"])
    #expect(rules.name == "内蒙古-2025-03、国采9-11未中选、系统默认")
    let section = try #require(rules.monitors["peer-multiple"])
    #expect(section.authority.hasPrefix("内蒙古"))
    #expect(section.values["against-selected"] == .flag(true))
    #expect(section.categories[.biological]?.values["warn-multiple"] == .number(5))
    #expect(section.categories[.consumable]?.isEnabled == false)
    #expect(rules.monitors["price-rise"] == testRules.monitors["price-rise"])
  }

  @Test func fileGoesBeforeItsPacks() throws {
    let rules = try rules(
      """
      packs: [内蒙古-2025-03, 系统默认]
      name: 本局
      monitors:
        peer-multiple:
          watch-multiple: 2
      """)
    #expect(rules.name == "本局")
    #expect(rules.monitors["peer-multiple"]?.values["watch-multiple"] == .number(2))
    #expect(rules.monitors["peer-multiple"]?.values["warn-multiple"] == .number(3))
  }

  /// A threshold that an office changes without naming an authority is its own, not the program's.
  @Test func changedThresholdsHaveAnAuthorityOrSaySo() throws {
    let rules = try rules(
      """
      steps: {watch: 函询}
      monitors:
        price-rise:
          watch-change: 0.2
          warn-change: 0.3
          categories:
            耗材: {watch-change: 0.25}
          products:
            C2: {watch-change: 0.05, authority: 本局意见}
        price-drop:
          watch-change: 0.2
          authority: 某文
          categories:
            耗材: {watch-change: 0.25}
      """)
    let rise = try #require(rules.monitors["price-rise"])
    #expect(rise.authority(of: "watch-change") == "本地规则（未注明依据）")
    // As the program has it.
    #expect(rise.authority(of: "warn-change") == "系统默认")
    #expect(rise.authority(of: "minimum-amount") == "系统默认")
    #expect(rise.categories[.consumable]?.authority == "本地规则（未注明依据）")
    #expect(rise.products["C2"]?.authority == "本局意见")
    let drop = try #require(rules.monitors["price-drop"])
    #expect(drop.authority(of: "watch-change") == "某文")
    #expect(drop.categories[.consumable]?.authority == nil)
    #expect(rules.localSteps == [.watch])
    #expect(try self.rules("name: 本局\nsteps: {watch: 函询}").localSteps.isEmpty)
  }

  @Test(arguments: [
    ("packs: [内蒙古-2025-04, 系统默认]", 1, "内蒙古-2025-03"),
    ("packs: [系统默认, 内蒙古-2025-03]", 1, "last"),
    ("packs: [内蒙古-2025-03, 内蒙古-2025-03]", 1, "twice"),
    ("name: a\ncrowded-shar: 0.3", 2, "crowded-share"),
    ("crowded-share: 2", 1, "from 0"),
    ("monitors:\n  price-rise:\n    watch-chnge: 0.2", 3, "watch-change"),
    ("monitors:\n  price-rise:\n    watch-change: 0.4", 3, "contradict"),
    ("monitors:\n  delivery-shortfall:\n    warn-rate: 0.95", 3, "contradict"),
    ("monitors:\n  peer-multiple:\n    first-batch: 12", 3, "contradict"),
    ("monitors:\n  price-rise:\n    categories:\n      化学要: {watch-change: 0.2}", 4, "化学药"),
    (
      "monitors:\n  price-rise:\n    categories:\n      chemical: {warn-change: 0.05}", 4,
      "contradict"
    ),
    (
      "monitors:\n  price-rise:\n    categories:\n      chemical: {}\n      化学药: {}", 5,
      "one category"
    ),
    ("monitors:\n  price-rise:\n    products:\n      X1: {watch: 0.2}", 4, "did you mean"),
    ("monitors:\n  price-rise:\n    products:\n      X1: {enabled: 3}", 4, "true/false"),
    ("indicators:\n  target-gap:\n    categories: {}", 3, "did you mean"),
  ])
  func whatIsRefused(_ text: String, _ line: Int, _ hint: String) {
    let error = #expect(throws: InputError.self) { try rules(text) }
    #expect(error?.line == line)
    #expect(error?.english.contains(hint) == true, "\(error?.english ?? "")")
  }

  /// 30 products up by a fifth: more than a fifth of what was tested is flagged.
  @Test(arguments: [(7, true), (6, false)])
  func crowdedRuleIsNamed(_ rises: Int, _ isCrowded: Bool) throws {
    let lines = (0..<30).flatMap { index in
      [
        TestPurchase("A\(10 + index)", "H1", "2025-11", price: 10_000, quantity: 1_000),
        TestPurchase(
          "A\(10 + index)", "H1", "2025-12", price: index < rises ? 12_000 : 10_000,
          quantity: 1_000),
      ]
    }
    let rules = testRules.setting("price-rise", "minimum-changes", to: 100)
    let run = try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: Catalogues(), rules: rules)
    let account = try run.account(of: "price-rise")
    #expect(account.flagged == rises)
    #expect(account.isCrowded == isCrowded)
  }

  @Test(
    arguments: [
      ("国采第九批", 9), ("国采第十一批", 11), ("第10批", 10), ("第二十批", 20), ("第 3 批", 3), ("4+7", nil),
      ("第批", nil), ("第零批", nil),
    ] as [(String, Int?)])
  func ordinalsOfBatches(_ name: String, _ ordinal: Int?) {
    let batch = Batch(
      id: "B", name: name, level: .national, kind: .drugs, start: testDay("2025-01-01"),
      end: testDay("2025-12-31"))
    #expect(batch.ordinal == ordinal)
  }
}
