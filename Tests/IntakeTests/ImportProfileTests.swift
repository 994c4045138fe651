import DelimitedText
import Foundation
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

@testable import Intake

/// Import profiles: what is read of them, how mistakes are named, and what they make of an export.
struct ImportProfileTests {
  private func profile(_ text: String) throws -> ImportProfile {
    try ImportProfile(text: text, path: "profiles/x.yaml")
  }

  @Test func everyKeyOfAProfileIsRead() throws {
    let profile = try profile(
      """
      name: demo
      files: "*demo*.csv"
      encoding: gb18030
      delimiter: semicolon
      fields:
        price: Pack Price
        product-name: [Name, Item]
      values:
        channel:
          From RDC: platform
      dates: [d-MMM-yy, M/d/yyyy]
      constants:
        quantity: 1
      file-name:
        date: 'x_(\\d{6})'
      nulls: [Missing, n.a.]
      currency: USD
      units:
        price: 0.01
        amount: 10000
      """)
    #expect(profile.name == "demo")
    #expect(profile.files == "*demo*.csv")
    #expect(profile.encoding == .gb18030)
    #expect(profile.delimiter == UInt8(ascii: ";"))
    #expect(profile.fields == [.price: ["Pack Price"], .productName: ["Name", "Item"]])
    #expect(profile.values == [.channel: ["From RDC": "platform"]])
    #expect(profile.dates.forms.count == 2)
    #expect(profile.constants == [.quantity: "1"])
    #expect(profile.fileName == [.date: "x_(\\d{6})"])
    #expect(profile.nulls == ["Missing", "n.a."])
    #expect(profile.currency == "USD")
    #expect(profile.powers == [.price: -2, .amount: 4])
  }

  @Test func aProfileIsNamedAfterItsFileUnlessItSays() throws {
    let profile = try profile("fields: {price: X}\n")
    #expect(profile.name == "x")
    #expect(profile.currency == "CNY")
    #expect(profile.encoding == nil)
    #expect(profile.delimiter == nil)
    #expect(!profile.applies(to: "x.csv"))
  }

  @Test(arguments: [
    ("feilds: {}\n", 1, "fields"), ("fields:\n  prise: X\n", 2, "price"),
    ("constants:\n  quantitty: 1\n", 2, "quantity"), ("values:\n  chanel: {a: b}\n", 2, "channel"),
    ("units:\n  prices: 1\n", 2, "price"), ("file-name:\n  dates: x\n", 2, "date"),
    ("encoding: latin-1\n", 1, "gb18030"), ("delimiter: pipe\n", 1, "semicolon"),
    ("dates: [d-MMMM-yy]\n", 1, "d-MMMM-yy"), ("units:\n  price: 3\n", 2, "0.01"),
    ("units:\n  form: 10\n", 2, "0.01"), ("file-name:\n  date: '('\n", 2, "("),
    ("fields: X\n", 1, "fields"), ("fields:\n  price: {a: b}\n", 2, "price"),
    ("values:\n  channel: x\n", 2, "channel"), ("nulls: {a: b}\n", 1, "nulls"),
    ("name: [a]\n", 1, "name"), ("constants:\n  quantity: [1]\n", 2, "quantity"),
  ])
  func mistakesInAProfileAreNamed(_ text: String, _ line: Int, _ named: String) throws {
    let error = try #require(failure { _ = try profile(text) })
    #expect(error.kind == .malformed)
    #expect(error.path == "profiles/x.yaml")
    #expect(error.line == line)
    #expect(error.chinese.contains(named))
    #expect(error.english.contains(named))
  }

  @Test(arguments: [
    ("*.csv", "a.csv", true), ("*.csv", "sub/a.csv", true), ("sub/*.csv", "sub/a.csv", true),
    ("sub/*.csv", "other/a.csv", false), ("?.csv", "a.csv", true), ("?.csv", "ab.csv", false),
    ("*a*b*", "xaxxbx", true), ("*a*b*", "xbxa", false), ("", "a.csv", false), ("a", "a", true),
    ("线下_*.csv", "线下_东区.csv", true), ("*", "", true),
  ])
  func patternsMeanPaths(_ pattern: String, _ path: String, _ isMatch: Bool) throws {
    var profile = try profile("name: a\n")
    profile.files = pattern
    #expect(profile.applies(to: path) == isMatch)
  }

  @Test func profilesAreFoundByNameAndByFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", purchaseFile([TestLine()]))
    try folder.write("profiles/one.yaml", "name: first\nfiles: '*.csv'\n")
    try folder.write("profiles/two.yml", "name: second\n")
    try folder.write("profiles/notes.txt", "no profile")
    let data = try DataFolder(FilePath(folder.path))
    #expect(try data.profiles().map(\.name) == ["first", "second"])
    #expect(try data.profile(named: "second").name == "second")
    #expect(try data.profile(named: folder.path + "/profiles/one.yaml").name == "first")
    let error = try #require(failure { _ = try data.profile(named: "secnd") })
    #expect(error.kind == .usage)
    #expect(error.english.contains("second"))
    let missing = try #require(failure { _ = try data.profile(named: "nowhere.yaml") })
    #expect(missing.kind == .noInput)
    #expect(data.rulesFile == nil)
    try folder.write("rules.yaml", "name: x\n")
    #expect(data.rulesFile?.string == folder.path + "/rules.yaml")
  }

  @Test func aProfileReadsAForeignExport() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "profiles/p.yaml",
      """
      files: "shop_*.csv"
      fields: {product-name: Item, price: Cents, region: Town, institution-name: Town}
      constants: {quantity: 2, ownership: public, distributor: Depot}
      values: {channel: {Web: platform, Desk: off-platform}}
      file-name: {date: 'shop_(\\d{6})'}
      nulls: [none]
      units: {price: 0.01}
      currency: USD
      """)
    try folder.write(
      "purchases/shop_202503.csv",
      "Item,Cents,Town,来源\nTea,150,Ulm,Web\nnone,1,Ulm,Web\nTea,90,Bonn,Desk\n")
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.result.currency == "USD")
    #expect(reading.result.files.map(\.profile) == ["p"])
    #expect(reading.result.rejects.map(\.reason) == [.missingValue])
    #expect(reading.result.rejects.map(\.amount) == [yuan(0.02)])
    #expect(
      panelText(reading.panel, hasSources: false) == [
        "Tea||| | Tea | Bonn | Bonn | Bonn | public | Depot | 2025-03 | off-platform | lines 1 | "
          + "ordered 2 | arrived 0 | returned 0 | amount 1.80 | returned amount 0.00 | priced 2 | "
          + "lowest 90000000 | highest 90000000 | listing 0",
        "Tea||| | Tea | Ulm | Ulm | Ulm | public | Depot | 2025-03 | platform | lines 1 | "
          + "ordered 2 | arrived 0 | returned 0 | amount 3.00 | returned amount 0.00 | priced 2 | "
          + "lowest 150000000 | highest 150000000 | listing 0",
      ])
  }

  /// A file of one product's returns, which only its name and a profile say.
  @Test(arguments: [true, false])
  func theProductAndTheStatusMayBeTheSameInEveryLine(_ hasCode: Bool) throws {
    let folder = try TemporaryFolder()
    let product =
      hasCode
      ? "constants: {status: 退货}\nfile-name: {product-code: '^([A-Z0-9]{23})'}"
      : "constants: {status: 已退货, product-name: 甲, specification: 5mg}"
    try folder.write(
      "profiles/p.yaml",
      "files: 'XA*.csv'\n" + product + "\n")
    try folder.write(
      "purchases/\(TestLine.product)退货.csv",
      "日期,医院名称,单价,数量\n2025-04-01,一院,10,1\n2025-04-02,一院,10,2\n")
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == yuan(-30))
    let only = try #require(reading.result.products.first)
    #expect(reading.result.products.count == 1)
    #expect(
      hasCode ? only.code == TestLine.product : only.name == "甲" && only.specification == "5mg")
  }

  /// A file of lines that were cancelled, for one reason that only a profile says.
  @Test(arguments: [
    ("{status: 作废, status-reason: 超7日未发货}", 1), ("{status-reason: 超7日未发货}", 1),
    ("{status: 作废, status-reason: 机构作废}", 0), ("{status: 作废}", 0),
    ("{status-reason: 机构作废}", 0),
  ])
  func theReasonOfACancellationMayBeTheSameInEveryLine(_ constants: String, _ undelivered: Int)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write("profiles/p.yaml", "files: '*.csv'\nconstants: \(constants)\n")
    try folder.write("purchases/a.csv", "日期,通用名,医院名称,单价,数量\n2025-04-01,甲,一院,10,1\n")
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.undelivered) == undelivered)
    #expect(reading.sum(\.amountAccepted) == .zero)
    if undelivered == 0 {
      let column = constants.hasPrefix("{status:") ? "status" : "status-reason"
      #expect(reading.result.rejects.map(\.reason) == [.cancelled])
      #expect(reading.result.rejects.map(\.column) == [column])
    }
  }

  @Test func filesOfSeveralCurrenciesAreNotAdded() throws {
    let folder = try TemporaryFolder()
    try folder.write("profiles/p.yaml", "files: 'a*.csv'\ncurrency: USD\n")
    try folder.write("purchases/a.csv", purchaseFile([TestLine("L1")]))
    try folder.write("purchases/b.csv", purchaseFile([TestLine("L2")]))
    let error = try #require(failure { _ = try Reading(folder) })
    #expect(error.kind == .malformed)
    #expect(error.english.contains("CNY (purchases/b.csv), USD (purchases/a.csv)"))
  }

  // MARK: - Values of names

  /// A hospital's own codes stand for those of the catalogues, in either encoding.
  @Test(arguments: [TextEncoding.utf8, .gb18030])
  func wordsOfAProfileStandForCodesAndNames(_ encoding: TextEncoding) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "institutions.csv",
      "医疗机构编码,医疗机构名称,机构性质,地区\nH34172300001,青阳县人民医院,公立,青阳县\nH34172300002,县中医院,公立,青阳县\n")
    try folder.write("products.csv", "医保代码,通用名,转换比\n\(TestLine.product),阿莫西林,20\n")
    try folder.write(
      "profiles/h.yaml",
      """
      files: "*"
      values:
        institution-code: {A01: H34172300001}
        institution-name: {老中医院: 县中医院}
        product-code: {"0017": \(TestLine.product)}
        product-name: {阿莫仙: 阿莫西林}
        specification: {小盒: 20粒}
        distributor: {SD: 顺达医药}
        region: {本县: 青阳县}
      """)
    let head = "日期,机构编码,机构名称,区县,药品编码,药品名称,规格,供应商,数量,单价\n"
    try folder.write(
      "purchases/a.csv",
      encoding.encode(
        head + "2025-12-05,A01,,本县,0017,阿莫西林,,SD,10,9.6\n"
          + "2025-12-06,,老中医院,,\(TestLine.product),阿莫西林,,顺达医药,1,9.6\n"
          + "2025-12-07,H34172300001,,,,阿莫仙,小盒,SD,2,9.6\n"
          + "2025-12-08,H34172300001,,,,阿莫西林,20粒,SD,3,9.6\n"))
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 4)
    #expect(reading.result.notices == [])
    #expect(reading.panel.institutions.map(\.code) == ["H34172300001", "H34172300002"])
    #expect(reading.panel.institutions.map(\.ownership) == [.public, .public])
    #expect(reading.panel.distributors == ["顺达医药"])
    #expect(reading.panel.products.map(\.name) == ["阿莫西林", "阿莫西林"])
    #expect(reading.panel.products.first?.conversionRatio?.units == 20)
  }

  /// What one file's profile says of a word holds for that file alone.
  @Test func wordsOfNamesHoldForTheirOwnFile() throws {
    let folder = try TemporaryFolder()
    let text = "日期,机构名称,药品编码,供应商,数量,单价\n2025-12-05,甲院,0017,SD,10,9.6\n"
    for (name, code) in [("a", "XB"), ("b", "XC")] {
      try folder.write("purchases/\(name).csv", text)
      try folder.write(
        "profiles/\(name).yaml",
        "files: \(name).csv\nvalues: {product-code: {'0017': \(code)}, distributor: {SD: \(name)}}\n"
      )
    }
    let reading = try Reading(folder)
    #expect(Set(reading.panel.products.map(\.code)) == ["XB", "XC"])
    #expect(Set(reading.panel.distributors) == ["a", "b"])
  }

  @Test(arguments: [
    ("values:\n  quantity: {'10': '20'}\n", 2, "quantity"),
    ("values:\n  channel: {甲: platform}\n  date: {今天: 2025-12-01}\n", 3, "date"),
    ("values: {order-line: {a: b}}\n", 1, "order-line"),
    ("values:\n  distributor:\n    SD: ''\n", 3, "nulls"),
    ("values:\n  channel:\n    网采: platform\n    自购: 线下自采\n", 4, "线下自采"),
    ("constants:\n  channel: 网采\n  ownership: 国营\n", 3, "国营"),
    ("values: {ownership: {国营: 公家}}\n", 1, "公家"), ("constants: {category: 药}\n", 1, "药"),
    ("constants: {high-value: 也许}\n", 1, "也许"),
  ])
  func whatWordsCannotStandForIsAnError(_ text: String, _ line: Int, _ word: String) throws {
    let error = try #require(failure { _ = try profile(text) })
    #expect(error.line == line)
    #expect(error.kind == .malformed)
    #expect(error.chinese.contains(word) && error.english.contains(word))
  }

  @Test func aConstantMayBeAWordThatValuesExplain() throws {
    let profile = try profile("constants: {ownership: 国营}\nvalues: {ownership: {国营: 公立}}\n")
    #expect(profile.constants == [.ownership: "国营"])
  }

  // MARK: - Which files

  @Test(arguments: [
    "药店/*.csv", "purchases/药店/*.csv", "./药店/*.csv", "./purchases/药店/*.csv", "药店/*.CSV", "12月.Csv",
  ])
  func pathsOfAProfileMayBeWrittenAsReportsHaveThem(_ files: String) throws {
    let profile = try profile("files: '\(files)'\n")
    #expect(profile.applies(to: "药店/12月.csv"))
    #expect(profile.applies(to: "药店/12月.CSV"))
    #expect(!profile.applies(to: "药店/12月.xls"))
  }

  /// One of another currency, or without files of its own, waits for another run.
  @Test func aProfileForNoFileIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", purchaseFile([TestLine("L1")]))
    try folder.write("profiles/a.yaml", "files: a.csv\n")
    try folder.write("profiles/b.yaml", "name: 药店\nfiles: '药房/*.csv'\ncurrency: 元\n")
    try folder.write("profiles/c.yaml", "files: '*.txt.csv'\ncurrency: USD\n")
    try folder.write("profiles/d.yaml", "name: d\n")
    let notice = Notice(
      source: SourceLine(file: "profiles/b.yaml", line: 2), column: "files", value: "药房/*.csv",
      reason: .unusedProfile)
    #expect(try Reading(folder).result.notices == [notice])
    #expect(try Reading(folder) { $0.profile = try? profile("name: x\n") }.result.notices == [])
  }

  // MARK: - Missing headers

  @Test func aNeededHeaderThatTheFileLacksIsNamed() throws {
    let folder = try TemporaryFolder()
    let text = "日期,药品编码,药品名称,数量,单价\n2025-12-05,X1,甲,10,9.6\n"
    try folder.write(
      "profiles/h.yaml", "files: '*'\nconstants: {institution-name: 甲院}\nfields: {date: 进货日期}\n")
    try folder.write("purchases/a.csv", "台账,,\n\(text)")
    let reading = try Reading(folder)
    #expect(reading.sum(\.linesRead) == 0)
    #expect(reading.result.notices.map(\.reason) == [.noHeader, .missingHeader])
    let notice = try #require(reading.result.notices.last)
    #expect(notice.source.description == "purchases/a.csv:2")
    #expect(notice.column == "进货日期" && notice.value == "date")
    try folder.write("purchases/a.csv", text)
    let inspection = try FileInspection(
      FilePath(folder.path + "/purchases/a.csv"),
      profile: try DataFolder(FilePath(folder.path)).profiles().first)
    #expect(inspection.missingHeaders.map(\.headers) == ["进货日期"])
    #expect(inspection.columns.map(\.fields.count) == [0, 1, 1, 1, 1])
  }

  @Test func aFileIsReadWithoutAnOptionalHeaderThatItLacks() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "profiles/h.yaml",
      "files: '*'\nfields: {distributor: [送货方, 送货单位], channel: [途径, 采购渠道], level: 级别}\n")
    try folder.write("purchases/a.csv", purchaseFile([TestLine("L1")]))
    let reading = try Reading(folder)
    #expect(reading.sum(\.accepted) == 1)
    #expect(reading.result.notices.map(\.reason) == [.missingHeader, .missingHeader])
    #expect(reading.result.notices.map(\.column) == ["级别", "送货方、送货单位"])
    // 国药 stands below a header that the profile does not name.
    #expect(!reading.panel.distributors.contains("国药"))
  }
}
