import Foundation
import TestSupport
import Testing

/// What lies among the purchase files and is no file, or none that can be read: it is named, and the
/// rest is read.
struct UnreadableInputTests {
  private static let line = "采购日期,医疗机构编码,通用名,采购单价,采购数量\n2025-01-01,H1,甲,10,1\n"

  private static func report(_ command: String) throws -> (code: Int32, json: String) {
    let folder = try TemporaryFolder()
    try folder.write("PriceData/purchases/a.csv", line)
    try folder.write("elsewhere/b.csv", line)
    let outcome = try Program.shell(
      "(cd PriceData/purchases && \(command)) && timeout 20 jicai report --quiet --format json",
      in: folder.path)
    let json = try folder.contents()["Reports/2025-01/report.json"] ?? []
    return (outcome.code, String(decoding: json, as: UTF8.self))
  }

  @Test(arguments: [
    ("ln -s ../../elsewhere 3月", "purchases/3月", "unreadable-folder"),
    ("ln -s . round", "purchases/round", "unreadable-folder"),
    ("ln -s nowhere.csv 4月.csv", "purchases/4月.csv", "unreadable-file"),
    ("mkfifo 5月.csv", "purchases/5月.csv", "unreadable-file"),
    ("ln -s /dev/zero 6月.csv", "purchases/6月.csv", "unreadable-file"),
    ("mkfifo 7月", "purchases/7月", "not-csv"),
    ("ln -s nowhere ../products.csv", "products.csv", "unreadable-file"),
    ("mkfifo ../vbp.csv ../products.csv", "products.csv", "unreadable-file"),
  ])
  func itIsNamed(_ command: String, _ path: String, _ reason: String) throws {
    let outcome = try Self.report(command)
    #expect(outcome.code == 0)
    #expect(outcome.json.contains("\"\(reason)\""))
    #expect(
      outcome.json.contains("\"\(path.replacing("/", with: "\\/"))\"")
        || outcome.json.contains("\"\(path)\""))
  }

  /// A header that a profile names in vain: the field stands as people know it, and as profiles name it.
  @Test func aFieldIsNamedInTheReadersWords() throws {
    let folder = try TemporaryFolder()
    try folder.write("PriceData/purchases/a.csv", Self.line)
    try folder.write("PriceData/profiles/h.yaml", "files: '*'\nfields: {date: 进货日期}\n")
    let outcome = try Program.shell("jicai report", in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("没有导入配置为“采购日期”（date）写明的表头“进货日期”"))
  }

  /// The report says why in its own language.
  @Test(arguments: [
    ("zh", ["符号链接", "没有这个文件或文件夹", "超过 16 层文件夹"]),
    ("en", ["symbolic link", "No such file or directory", "more than 16 folders deep"]),
  ])
  func theReportSaysWhy(_ language: String, _ words: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("PriceData/purchases/a.csv", Self.line)
    try folder.write("elsewhere/b.csv", Self.line)
    let deep = (1...18).map { "\($0)" }.joined(separator: "/")
    let outcome = try Program.shell(
      "(cd PriceData/purchases && ln -s ../../elsewhere 3月 && ln -s nowhere.csv 4月.csv "
        + "&& mkdir -p \(deep)) && jicai report --format html --language \(language)",
      in: folder.path)
    #expect(outcome.code == 0)
    let page = String(
      decoding: try folder.contents()["Reports/2025-01/report.html"] ?? [], as: UTF8.self)
    for word in words { #expect(page.contains(">\(word)<"), "\(word)") }
  }

  @Test(
    arguments: [
      ("ln -s nowhere ../profiles", 66), ("mkdir ../profiles && mkfifo ../profiles/a.yaml", 66),
      ("mkdir ../profiles && ln -s nowhere ../profiles/a.yaml", 66),
      ("mkdir ../profiles && ln -s .. ../profiles/more", 66), ("mkdir ../profiles", 0),
      ("mkfifo ../rules.yaml", 66), ("mkdir ../rules.yaml", 66),
    ] as [(String, Int32)])
  func profilesAndRulesThatCannotBeReadAreAnError(_ command: String, _ code: Int32) throws {
    #expect(try Self.report(command).code == code)
  }

  @Test func aFolderThatIsNotReadIsNamedWhereNothingElseIsThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("elsewhere/b.csv", Self.line)
    let outcome = try Program.shell(
      "mkdir -p PriceData/purchases && ln -s ../../elsewhere PriceData/purchases/1月 && "
        + "jicai report", in: folder.path)
    #expect(outcome.code == 66)
    #expect(outcome.error.contains("PriceData/purchases/1月: "))
  }

  @Test func inspectRefusesWhatIsNoOrdinaryFile() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.shell(
      "mkfifo a.csv && timeout 20 jicai inspect a.csv", in: folder.path)
    #expect(outcome.code == 66)
    #expect(outcome.error.contains("a.csv: 无法读取：不是普通文件"))
  }
}
