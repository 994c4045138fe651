import Foundation
import TestSupport
import Testing

struct ExitCodeTests {
  @Test(arguments: [
    (["report", "--mnth", "2025-12"], "--month"), (["raport"], ""),
    (["report", "--month", "12"], ""),
    (["report", "--month", "2025-13"], ""), (["report", "--workers", "0"], ""),
    (["report", "--chunk-size", "0"], ""), (["report", "--format", "pdf"], ""),
    (["plans", "--langage", "en"], "--language"), (["sample"], ""), (["inspect"], ""),
    (["sample", "--out", "x", "--months", "0"], ""), (["init"], ""),
    (["sample", "--out", "x", "--lines", "-1"], ""),
    (["sample", "--out", "x", "--anomalies", "9223372036854775807"], ""),
    (["report", "--chunk-size", "9223372036854775807"], ""),
    (["report", "--month", "2025-+1"], ""),
    (["report", "--plan", "yuncheng", "--plan=qingyang"], "--plan"),
  ])
  func aWrongCommandIsAUsageError(_ arguments: [String], _ suggestion: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(arguments, in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.out == "")
    #expect(suggestion.isEmpty || outcome.error.contains(suggestion))
    #expect(!outcome.error.isEmpty)
    #expect(try folder.contents().isEmpty)
  }

  #if os(Linux)
    /// A script must not take half a list for the whole.
    @Test(arguments: ["plans --data New", "evaluate --labels l.csv . --format json"])
    func whatCannotBeShownIsAnError(_ command: String) throws {
      let folder = try TemporaryFolder()
      #expect(try Program.run("init", "New", in: folder.path).code == 0)
      let rows = (0..<300).map { "m\($0),P\($0)\n" }.joined()
      for name in ["l.csv", "findings.csv"] {
        try folder.write(name, "monitor,product_code\n" + rows)
      }
      let outcome = try Program.shell("jicai \(command) > /dev/full", in: folder.path)
      #expect(outcome.code == 74)
    }
  #endif

  @Test(arguments: [
    (["--plan", "yunchegn"], "yuncheng"), (["--month", "2019-01"], "2019-01"),
    (["--profile", "scsm"], "scms"), (["--encoding", "latin-1"], "gb18030"),
  ])
  func whatDoesNotExistIsAUsageErrorThatNamesTheNearest(
    _ arguments: [String], _ named: String
  ) throws {
    let folder = try Program.city(lines: 300, months: 2)
    try folder.write("PriceData/profiles/scms.yaml", "name: scms\n")
    for language in ["zh", "en"] {
      let outcome = try Program.run(
        ["report", "--language", language] + arguments, in: folder.path)
      #expect(outcome.code == 64)
      #expect(outcome.out == "")
      #expect(outcome.error.contains(named))
    }
    #expect(try !folder.contents().keys.contains { $0.hasPrefix("Reports") })
  }

  @Test(arguments: [
    (
      "rules.yaml", "monitors:\n  price-raise:\n    enabled: true\n", "price-rise", "rules.yaml:2:3"
    ),
    ("rules.yaml", "monitors: [\n", "YAML", "rules.yaml:"),
    (
      "rules.yaml", "indicators:\n  target-gap:\n    major-deviation: yes please\n", "number", ":3:"
    ),
    ("profiles/a.yaml", "feilds:\n  price: X\n", "fields", "a.yaml:1:1"),
  ])
  func malformedSettingsAreADataError(
    _ file: String, _ text: String, _ named: String, _ place: String
  ) throws {
    let folder = try Program.city(lines: 300, months: 2)
    try folder.write("PriceData/" + file, text)
    let outcome = try Program.run("report", "--language", "en", in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.out == "")
    #expect(outcome.error.contains(named))
    #expect(outcome.error.contains(place))
  }

  @Test(arguments: ["采购日期,通用名,采购单价,采购数量\n", "", "甲,乙\n1,2\n", "日期,通用名,单价,数量\nx,甲,1,1\n"])
  func noUsablePurchaseIsADataError(_ text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("PriceData/purchases/a.csv", text)
    let outcome = try Program.run("report", "--language", "en", in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("jicai inspect"))
  }

  @Test func aFileWithoutInstitutionsIsToldHowToNameItsOwn() throws {
    let folder = try TemporaryFolder()
    try folder.write("PriceData/purchases/a.csv", "日期,通用名,单价,数量\n2025-01-01,甲,1,1\n")
    for language in ["zh", "en"] {
      let outcome = try Program.run("report", "--language", language, in: folder.path)
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("constants: {institution-name: "))
    }
    #expect(
      try Program.run("inspect", "PriceData/purchases/a.csv", in: folder.path).out
        .contains("constants: {institution-name: "))
    try folder.write(
      "PriceData/profiles/a.yaml",
      "name: a\nfiles: a.csv\nconstants: {institution-name: 县医院, ownership: 公立}\n")
    let outcome = try Program.run("report", in: folder.path)
    #expect(outcome.code == 0)
    let report = try folder.contents(of: "Reports/2025-01")["report.json"] ?? []
    #expect(String(decoding: report, as: UTF8.self).contains("\"accepted\" : 1"))
  }

  @Test(arguments: [
    (["README.md"], "没有 CSV 文件"), (["b.xlsx"], "purchases/b.xlsx"),
    (["b.xlsx", "c.ods"], "b.xlsx 等 2 个文件"),
  ])
  func aFolderWithoutCSVFilesIsNamedAsOne(_ files: [String], _ words: String) throws {
    let folder = try TemporaryFolder()
    for file in files { try folder.write("PriceData/purchases/" + file, "PK\u{3}\u{4}x") }
    let outcome = try Program.run("report", in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains(words))
    #expect(outcome.error.contains("另存为 CSV") == files[0].hasSuffix("xlsx"))
    #expect(!outcome.error.contains("jicai inspect"))
  }

  @Test(arguments: ["zh", "en"])
  func aFolderOfSmallestUnitsOnlyIsNamedAsOne(_ language: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "PriceData/purchases/a.csv", "台账,,,,\n采购日期,医疗机构编码,通用名,采购单价,采购数量（片）\n2025-01-01,H1,甲,1,10\n")
    let outcome = try Program.run("report", "--language", language, in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("purchases/a.csv:2: "))
    #expect(outcome.error.contains("采购数量(片)"))
    #expect(outcome.error.contains("constants: {conversion-ratio: 1}"))
  }

  @Test(arguments: ["zh", "en"])
  func aHeaderThatAProfileNamesInVainIsNamed(_ language: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("PriceData/profiles/h.yaml", "files: '*'\nfields: {date: 进货日期}\n")
    try folder.write(
      "PriceData/purchases/a.csv", "台账,,,,\n采购日期,医疗机构编码,通用名,采购单价,采购数量\n2025-01-01,H1,甲,1,10\n")
    let outcome = try Program.run("report", "--language", language, in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("purchases/a.csv:2: "))
    #expect(outcome.error.contains("进货日期"))
  }

  /// Folders that lie deeper than is looked are named with that.
  @Test func aFolderThatLiesTooDeepIsNamed() throws {
    let folder = try TemporaryFolder()
    let deep = String(repeating: "d/", count: 17)
    try folder.write("PriceData/purchases/" + deep + "a.csv", "采购日期\n")
    let outcome = try Program.run("report", "--language", "en", in: folder.path)
    #expect(outcome.code == 66)
    #expect(outcome.error.contains("more than 16 folders deep"))
  }

  @Test(arguments: ["zh", "en"])
  func aPlanOfAFolderWithoutPlansIsAUsageError(_ language: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "PriceData/purchases/a.csv", "采购日期,医疗机构编码,通用名,采购单价,采购数量\n2025-01-01,H1,甲,10,1\n")
    let outcome = try Program.run(
      "report", "--plan", "hebei", "--language", language, in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.error.contains("PriceData/plans.csv"))
    #expect(outcome.error.contains("jicai init"))
  }

  @Test(arguments: [
    ["report", "--data", "nowhere"], ["plans", "--data", "nowhere"],
    ["inspect", "nowhere.csv"], ["inspect", "--profile", "nowhere.yaml", "nowhere.csv"],
  ])
  func aMissingInputIsNamed(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(arguments, in: folder.path)
    #expect(outcome.code == 66)
    #expect(outcome.out == "")
    #expect(outcome.error.contains("nowhere"))
  }

  @Test func aPlanThatTheRulesMisspellIsADataErrorUnlessAnotherIsNamed() throws {
    let folder = try Program.city(lines: 300, months: 2)
    try folder.write("PriceData/rules.yaml", "name: 本市\nplan: yunchneg\n")
    let outcome = try Program.run("report", in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("rules.yaml:2:7"))
    #expect(outcome.error.contains("yuncheng"))
    #expect(try Program.run("report", "--plan", "hebei", in: folder.path).code == 0)
  }

  @Test func rulesThatCannotBeReadAreNotReplacedByOthers() throws {
    let folder = try Program.city(lines: 300, months: 2)
    let rules = folder.path + "/PriceData/rules.yaml"
    try FileManager.default.removeItem(atPath: rules)
    try FileManager.default.createSymbolicLink(
      atPath: rules, withDestinationPath: "nowhere.yaml")
    let outcome = try Program.run("report", in: folder.path)
    #expect(outcome.code == 66)
    #expect(outcome.out == "")
    #expect(outcome.error.contains("rules.yaml"))
  }

  @Test func missingRulesAreAMissingInput() throws {
    let folder = try Program.city(lines: 300, months: 2)
    let outcome = try Program.run("report", "--rules", "nowhere.yaml", in: folder.path)
    #expect(outcome.code == 66)
    #expect(outcome.error.contains("nowhere.yaml"))
  }

  @Test func anUnwritablePlaceIsNamedAndTheLastReportStays() throws {
    let folder = try Program.city(lines: 300, months: 2)
    #expect(try Program.run("report", in: folder.path).code == 0)
    let before = try folder.contents(of: "Reports")
    #expect(before.count == 7)
    try folder.write("Plain", "a file")
    let outcome = try Program.run("report", "--out", "Plain", in: folder.path)
    #expect(outcome.code == 73)
    #expect(outcome.out == "")
    try folder.write("PriceData/rules.yaml", "plam: x\n")
    #expect(try Program.run("report", in: folder.path).code == 65)
    #expect(try folder.contents(of: "Reports") == before)
    #expect(try folder.contents()["Plain"] == Array("a file".utf8))
  }

  #if os(Linux)
    @Test func onAFullDiskNothingIsLeftBehind() throws {
      let folder = try Program.city(lines: 300, months: 2)
      try folder.write("Reports/2025-12/notes.txt", "ours")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/Reports/2025-12/.report.json.partial",
        withDestinationPath: "/dev/full")
      let outcome = try Program.run("report", "--month", "2025-12", in: folder.path)
      #expect(outcome.code == 73)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path + "/Reports/2025-12")
          == ["notes.txt"])
    }
  #endif

  @Test func aPlaceOfAnotherKindInTheWayLeavesNothingBehind() throws {
    let folder = try Program.city(lines: 300, months: 2)
    try folder.write("Reports/2025-12/report.json/in-the-way", "x")
    let outcome = try Program.run("report", in: folder.path)
    #expect(outcome.code == 73)
    #expect(try folder.contents(of: "Reports").keys.sorted() == ["2025-12/report.json/in-the-way"])
  }

  @Test func sampleAndInitSayWhenTheyCannotWrite() throws {
    let folder = try TemporaryFolder()
    try folder.write("Plain", "a file")
    for arguments in [["sample", "--lines", "10", "--out", "Plain/x"], ["init", "Plain/x"]] {
      let outcome = try Program.run(arguments, in: folder.path)
      #expect(outcome.code == 73)
      #expect(outcome.error.contains("Plain/x"))
    }
  }
}
