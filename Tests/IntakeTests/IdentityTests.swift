import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// What is known of products and institutions over several files.
struct IdentityTests {
  private static let product = TestLine.product
  private static let full = """
    采购日期,医疗机构编码,医疗机构名称,机构性质,医院等级,地区,国家医保药品代码,通用名,剂型,规格,生产企业,产品类别,采购单价,采购数量
    2025-01-05,H32010100001,第一医院,公立,三级,城关,\(product),阿莫西林,胶囊,0.25g,青禾制药,化学药,10,1
    2025-01-06,H32010100001,别名,民营,一级,河西,\(product),别名,片剂,1g,别家,中成药,10,1

    """
  private static let short = """
    采购日期,医疗机构编码,国家医保药品代码,采购单价,采购数量
    2025-02-05,H32010100001,\(product),10,1
    2025-02-06,H32010100001,\(product),10,1

    """

  /// A ledger that says less than the platform's export takes nothing away, whichever comes last,
  /// and whatever the stretches that files are read in.
  @Test(arguments: [("1.csv", "2.csv"), ("2.csv", "1.csv")], [1, 100_000])
  func whatOneFileLeavesOutAnotherSays(_ names: (String, String), _ chunkSize: Int) throws {
    let reading = try Reading([names.0: Self.full, names.1: Self.short]) {
      $0.chunkSize = chunkSize
    }
    let product = try #require(reading.panel.products.first)
    #expect(reading.panel.products.count == 1)
    #expect(product.name == "阿莫西林")
    #expect(product.form == "胶囊")
    #expect(product.specification == "0.25g")
    #expect(product.manufacturer == "青禾制药")
    #expect(product.category == .chemical)
    let institution = try #require(reading.panel.institutions.first)
    #expect(reading.panel.institutions.count == 1)
    #expect(institution.name == "第一医院")
    #expect(institution.ownership == .public)
    #expect(institution.level == "三级")
    #expect(institution.region == "城关")
  }

  /// Two profiles of one name read files of one header each in its own way, read anew or kept.
  @Test(arguments: [0, 1])
  func profilesOfOneNameDoNotReadEachOthersFiles(_ swap: Int) throws {
    let folder = try TemporaryFolder()
    let channels = ["platform", "off-platform"]
    for (place, name) in ["x", "y"].enumerated() {
      try folder.write(
        "profiles/\(name)/hospital.yaml",
        "files: \"\(name)/*.csv\"\nvalues:\n  channel:\n    甲: \(channels[(place + swap) % 2])\n")
      try folder.write(
        "purchases/\(name)/1.csv",
        "采购日期,医疗机构编码,国家医保药品代码,采购渠道,采购单价,采购数量\n2025-01-0\(place + 1),H1,\(Self.product),甲,10,1\n")
    }
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(Set(reading.panel.cells.map(\.channel)) == [.platform, .offPlatform])
  }

  /// A ledger that has names only is about the institutions that the platform's file names with
  /// their codes, whichever file comes first; a name that two codes have stands for itself.
  @Test(arguments: [("1.csv", "2.csv"), ("2.csv", "1.csv")], [false, true])
  func aNameStandsForTheCodeThatLinesGiveIt(
    _ names: (String, String), _ isAmbiguous: Bool
  ) throws {
    let head = "采购日期,医疗机构编码,医疗机构名称,机构性质,国家医保药品代码,采购单价,采购数量\n"
    var coded = head + "2025-01-05,H1,县医院,公立,\(Self.product),10,1\n"
    if isAmbiguous { coded += "2025-01-05,H2,县医院,民营,\(Self.product),10,1\n" }
    let ledger = "采购日期,医院名称,国家医保药品代码,采购单价,采购数量\n2025-01-06,县医院,\(Self.product),10,2\n"
    let reading = try Reading([names.0: coded, names.1: ledger])
    reading.expectClosedAccounts()
    let bought = reading.panel.cells.map { cell in
      let institution = reading.panel.institutions[Int(cell.institution)]
      return "\(institution.code) \(institution.ownership) \(cell.amount.decimal)"
    }
    #expect(
      bought
        == (isAmbiguous
          ? ["H1 public 10.00", "H2 private 10.00", "县医院 unstated 20.00"] : ["H1 public 30.00"]))
  }

  @Test func ofSeveralFilesTheLaterOneIsBelieved() throws {
    let later = Self.short.replacing("采购单价", with: "采购单价,生产企业").replacing(
      ",10,1", with: ",10,新主,1")
    let reading = try Reading(["1.csv": Self.full, "2.csv": later])
    #expect(reading.panel.products.first?.manufacturer == "新主")
    #expect(reading.panel.products.first?.form == "胶囊")
  }

  /// Prices of catalogues are for the pack that lines are about; a line without a ratio is none the
  /// wiser for what another says.
  @Test(arguments: ["24", "24.0", " ２４"], ["", "12"])
  func theRatioOfLinesStandsForOneThatNoCatalogueHas(_ ratio: String, _ known: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("products.csv", "医保代码,转换比\n\(TestLine.product),\(known)\n")
    try folder.write(
      "purchases/a.csv",
      purchaseFile([TestLine("L1", ["转换比": ratio]), TestLine("L2", ["转换比": ""])]))
    let reading = try Reading(folder)
    let product = try #require(reading.panel.products.first)
    #expect(product.conversionRatio?.decimal == (known.isEmpty ? "24" : "12"))
    // Three packs of 24, and three of the catalogue's 12, or of one.
    #expect(reading.panel.cells.first?.ordered.decimal == (known.isEmpty ? "75" : "108"))
  }

  @Test func whatNobodyNamesIsCalledByItsCode() throws {
    let reading = try Reading(Self.short)
    #expect(reading.panel.products.first?.name == Self.product)
    #expect(reading.panel.institutions.first?.name == "H32010100001")
  }

  /// Files of one form that follow each other are read with what is known of the ones before; a
  /// file of another form between them is not.
  @Test(arguments: [1, 2, 4])
  func namesStayTheSameFromFileToFile(workers: Int) throws {
    let codes = ["1", "2", "3"].map { Self.product.dropLast() + $0 }
    func file(_ month: Int, _ products: [Int], isShort: Bool = false) -> String {
      let header = "采购日期,医疗机构编码,采购单价,采购数量,国家医保药品代码"
      return products.reduce(isShort ? "\(header)\n" : "\(header),通用名\n") {
        let line = "2025-0\(month)-05,H32010100001,10,1,\(codes[$1])"
        return $0 + (isShort ? "\(line)\n" : "\(line),药品\($1)\n")
      }
    }
    let reading = try Reading([
      "1.csv": file(1, [0, 1]), "2.csv": file(2, [1, 2]), "3.csv": file(3, [2, 0], isShort: true),
      "4.csv": file(4, [0, 2]), "5.csv": file(5, [2]),
    ]) { $0.workers = workers }
    let panel = reading.panel
    #expect(panel.products.map(\.code) == codes.map(String.init))
    #expect(panel.products.map(\.name) == ["药品0", "药品1", "药品2"])
    #expect(
      panel.cells.map { "\($0.product) \($0.month.month) \($0.lines)" } == [
        "0 1 1", "0 3 1", "0 4 1", "1 1 1", "1 2 1", "2 2 1", "2 3 1", "2 4 1", "2 5 1",
      ])
  }
}
