import Foundation
import TestSupport
import Testing

struct SubcommandTests {
  @Test func sampleWritesTheSameBytesForTheSameSeed() throws {
    let folder = try TemporaryFolder()
    for (name, seed) in [("a", "3"), ("b", "3"), ("c", "4")] {
      let outcome = try Program.run(
        "sample", "--out", name, "--lines", "800", "--months", "3", "--seed", seed,
        in: folder.path, environment: name == "b" ? ["TZ": "Asia/Shanghai", "LANG": "zh_CN"] : [:])
      #expect(outcome.code == 0)
      #expect(outcome.error == "")
    }
    let first = try folder.contents(of: "a")
    #expect(first.count > 8)
    #expect(first["decisions.csv"] != nil)
    #expect(try folder.contents(of: "b") == first)
    #expect(try folder.contents(of: "c")["purchases/platform/2025-12.csv"] != nil)
    #expect(try folder.contents(of: "c") != first)
  }

  /// What people have written into a folder stands, unless they say otherwise.
  @Test func sampleWritesToAnEmptyFolderUnlessForced() throws {
    let folder = try TemporaryFolder()
    func sample(_ more: String...) throws -> Program.Outcome {
      try Program.run(
        ["sample", "--out", "City", "--lines", "300", "--months", "2", "--language", "en"] + more,
        in: folder.path)
    }
    try folder.write("City/.hidden", "")
    #expect(try sample().code == 0)
    try folder.write("City/decisions.csv", "线索,决定\nx,accept\n")
    let made = try folder.contents(of: "City")
    let again = try sample("--seed", "2")
    #expect(again.code == 64)
    #expect(again.error.contains("City") && again.error.contains("--force"))
    #expect(try folder.contents(of: "City") == made)
    #expect(try sample("--seed", "2", "--force").code == 0)
    let forced = try folder.contents(of: "City")
    #expect(forced["decisions.csv"] != made["decisions.csv"])
    #expect(forced["purchases/platform/2025-12.csv"] != made["purchases/platform/2025-12.csv"])
  }

  /// A link may lead to the data of a real office.
  @Test func sampleWritesThroughNoLink() throws {
    let folder = try TemporaryFolder()
    try folder.write("real/platform/2025-12.csv", "真实数据\n")
    try folder.write("City/.hidden", "")
    let outcome = try Program.shell(
      "ln -s ../real City/purchases && jicai sample --out City --lines 300 --months 2",
      in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.error.contains("purchases"))
    #expect(try folder.contents()["real/platform/2025-12.csv"] == Array("真实数据\n".utf8))
  }

  @Test(arguments: ["plans.csv", "purchases/README.txt", "rules.yaml"])
  func initWritesNothingWhereAFileIsThere(_ name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("Old/\(name)", "x")
    let outcome = try Program.run("init", "Old", in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.error.contains(name))
    #expect(try folder.contents() == ["Old/\(name)": Array("x".utf8)])
  }

  @Test func initMakesAFolderOnceAndReportSaysWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("init", "New", in: folder.path).code == 0)
    let made = try folder.contents(of: "New")
    #expect(made["rules.yaml"] != nil)
    #expect(made["plans.csv"] != nil)
    #expect(made["decisions.csv"] != nil)
    let again = try Program.run("init", "New", in: folder.path)
    #expect(again.code == 64)
    #expect(again.error.contains("New"))
    #expect(try folder.contents(of: "New") == made)
    let report = try Program.run("report", "--data", "New", "--language", "en", in: folder.path)
    #expect(report.code == 65)
    #expect(report.error.contains("no CSV file"))
    #expect(try Program.run("plans", "--data", "New", in: folder.path).code == 0)
  }

  /// What an empty folder holds stands in both versions of the input contract.
  @Test(arguments: ["README.md", "README.zh-CN.md"])
  func theInputContractListsWhatInitMakes(_ name: String) throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("init", "New", in: folder.path).code == 0)
    let page = Program.root.appending(path: "PriceData").appending(path: name)
    let contract = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    let files = try folder.contents(of: "New").filter { $0.key.hasSuffix(".csv") }
    #expect(files.count > 6)
    for (file, bytes) in files {
      #expect(contract.contains("**`\(file)`**"), "\(file)")
      let text = String(decoding: bytes, as: UTF8.self).replacing("\u{FEFF}", with: "")
      let header = try #require(text.split(whereSeparator: \.isNewline).first)
      for column in header.split(separator: ",") {
        #expect(contract.contains(column), "\(file): \(column)")
      }
    }
  }

  @Test func inspectShowsHowABrokenFileIsUnderstood() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.csv", "采购日期,通用名,采购单价,采购数量,采购单介\n2025-01-01,甲,十,1,\n2025-01-01,乙,2,1,\n")
    try folder.write("b.csv", "甲,乙\n1,2\n")
    let outcome = try Program.run("inspect", "a.csv", "b.csv", in: folder.path)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    for word in ["采购单价", "采购单介", "十", "UTF-8"] { #expect(outcome.out.contains(word)) }
    #expect(outcome.out.contains("缺少医疗机构编码或名称的列"))
    let before = try folder.contents()
    #expect(before.count == 2)
  }

  @Test func inspectNamesTheUnitThatATitleStates() throws {
    let folder = try TemporaryFolder()
    let text = "采购日期,医院名称,通用名,采购金额,采购数量\n2025-01-01,一院,甲,1,1\n"
    try folder.write("a.csv", "台账,,,单位：万元\n" + text)
    try folder.write("b.csv", "台账,,,单位：万元\n" + text.replacing("采购金额", with: "采购金额（元）"))
    #expect(try Program.run("inspect", "a.csv", in: folder.path).out.contains("金额列按万元计"))
    #expect(!(try Program.run("inspect", "b.csv", in: folder.path).out.contains("万元")))
  }

  @Test func inspectSaysThatAFileBySmallestUnitsIsNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.csv", "采购日期,医院名称,通用名,采购金额,采购数量（片）\n2025-01-01,一院,甲,1,1\n")
    let zh = try Program.run("inspect", "a.csv", in: folder.path)
    #expect(zh.out.contains("整个文件将不被读取：采购数量(片) 按最小单位计"))
    let en = try Program.run("inspect", "a.csv", "--language", "en", in: folder.path)
    #expect(en.out.contains("is by the smallest unit"))
  }

  @Test func inspectCountsTheLinesThatItDoesNotList() throws {
    let folder = try TemporaryFolder()
    let lines = (1...14).map { "2025-01-01,H1,甲,十\($0),1\n" }.joined()
    try folder.write("a.csv", "采购日期,医疗机构编码,通用名,采购单价,采购数量\n" + lines)
    let outcome = try Program.run("inspect", "a.csv", in: folder.path)
    #expect(outcome.out.hasSuffix("“十10”：数字无法识别\n    另有 4 行\n"))
    #expect(!outcome.out.contains("缺少"))
  }

  @Test func inspectCountsWhatTheReportWouldNotCount() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      """
      订单明细编号,采购日期,医疗机构编码,产品编码,通用名,采购单价,采购数量
      1,2025-01-01,H1,P1,甲,10,1
      1,2025-01-01,H1,P1,甲,10,1
      2,2025-01-01,H1,P1,甲,10,1
      2,2025-01-01,H1,P1,甲,10,2
      3,2025-01-01,H1,8.69E+12,甲,10,1

      """)
    let inspection = try Program.run("inspect", "purchases/a.csv", in: folder.path)
    #expect(inspection.out.contains("5 行，其中 2 行将被拒收，1 行为重复"))
    #expect(inspection.out.contains("第 3 行") && inspection.out.contains("第 6 行"))
    let report = try Program.run("report", "--data", ".", "--out", "out", in: folder.path)
    #expect(report.out.contains("读取 5 = 采用 2 + 拒收 2 + 重复 1"))
  }

  @Test(arguments: ["purchases/city/a.csv", "./purchases/../purchases/city/a.csv"])
  func inspectReadsAFileOfADataFolderAsTheReportDoes(_ path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/city/a.csv", "日子,院,药,价\n2025-01-01,H1,甲,10\n")
    let fields = "fields: {date: 日子, institution-code: 院, product-name: 药, price: 价}"
    try folder.write(
      "profiles/b.yaml", "name: 邻市\nfiles: city/*.csv\n\(fields)\nconstants: {quantity: 1}\n")
    try folder.write("profiles/c.yaml", "name: 丙\nfiles: other/*.csv\n")
    let outcome = try Program.run("inspect", path, in: folder.path)
    #expect(outcome.out.contains("表头在第 1 行，导入配置 邻市\n"))
    #expect(outcome.out.hasSuffix("  1 行，其中 0 行将被拒收\n"))
    let inner = try Program.run("inspect", "a.csv", in: folder.path + "/purchases/city")
    #expect(inner.out.contains("导入配置 邻市"))
    let named = try Program.run("inspect", path, "--profile", "profiles/c.yaml", in: folder.path)
    #expect(named.out.contains("未找到表头，导入配置 丙\n"))
    try folder.write("elsewhere/a.csv", "日子,院,药,价\n2025-01-01,H1,甲,10\n")
    let other = try Program.run("inspect", "elsewhere/a.csv", in: folder.path)
    #expect(other.out.contains("未找到表头\n"))
  }

  @Test func inspectTellsWhichOfTwoColumnsIsRead() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.csv", "下单时间,机构名称,通用名,单价,采购数量,数量,采购数量\n2025-02-01,一院,甲,10,1,1,1\n")
    let zh = try Program.run("inspect", "a.csv", in: folder.path)
    #expect(zh.out.contains("未使用（同一字段取“采购数量”列）"))
    #expect(zh.out.contains("未使用（与前面的列同名，取前一列）"))
    #expect(!zh.out.contains("是否为"))
  }

  @Test func inspectNamesFieldsInTheChosenLanguage() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.csv", "下单时间,单位名称,通用名,采购单价,采购数量,序号\n45999,一院,甲,10,1,1\n2025-02-01,一院,甲,10,1,1\n")
    let zh = try Program.run("inspect", "a.csv", in: folder.path)
    #expect(zh.out.contains("采购日期（date）"))
    #expect(zh.out.contains("未使用（是否为 医疗机构名称？）"))
    #expect(zh.out.contains("第 2 行 下单时间“45999”：疑似 Excel 日期序号"))
    #expect(zh.out.contains("第 3 行 医疗机构编码：必填项缺失"))
    #expect(!zh.out.contains("型号"))
    let en = try Program.run("inspect", "a.csv", "--language", "en", in: folder.path)
    #expect(en.out.contains("  date\n") && !en.out.contains("采购日期"))
    #expect(en.out.contains("line 3 institution-code: "))
  }

  @Test func inspectReadsRecordsOverTheEndsOfChunks() throws {
    let folder = try TemporaryFolder()
    let name = "甲" + String(repeating: "\n", count: 60)
    let lines = (1...20_000).map { "2025-01-01,H\($0 % 7),\"\(name)\",10,1\n" }.joined()
    try folder.write("a.csv", "采购日期,医疗机构编码,通用名,采购单价,采购数量\n" + lines)
    let outcome = try Program.run("inspect", "a.csv", in: folder.path)
    #expect(outcome.out.hasSuffix("  20,000 行，其中 0 行将被拒收\n"))
  }

  @Test func aSpreadsheetUnderTheNameOfACSVFileIsNamedAsOne() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "PK\u{3}\u{4}x")
    let outcome = try Program.run("inspect", "a.csv", in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("另存为 CSV"))
  }

  @Test(arguments: ["zh", "en"])
  func plansAreListedInBothLanguages(_ language: String) throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("init", "New", in: folder.path).code == 0)
    let outcome = try Program.run(
      "plans", "--data", "New", "--language", language, in: folder.path)
    #expect(outcome.code == 0)
    for word in ["yuncheng", "qingyang", "xixiang", "hebei", "jiangxi", "500", "800"] {
      #expect(outcome.out.contains(word))
    }
  }

  @Test(arguments: [["--help"], ["report", "--help"], ["help", "inspect"], ["--version"]])
  func helpIsNoError(_ arguments: [String]) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.code == 0)
    #expect(!outcome.out.isEmpty)
    #expect(outcome.error == "")
  }
}
