import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// Files that contradict the catalogues, or each other, about products and institutions.
struct ContradictionTests {
  /// Lines of product, ratio, institution, ownership and region, one a day.
  static func file(_ month: Int, _ lines: [String]) -> String {
    "采购日期,国家医保药品代码,转换比,医疗机构编码,机构性质,地区,采购单价,采购数量\n"
      + lines.enumerated().map { "2025-\(month)-\($0.offset % 28 + 1),\($0.element),10,1\n" }
      .joined()
  }

  static func notice(
    _ file: String, _ line: Int, _ column: String, _ value: String, _ reason: RejectReason
  ) -> Notice {
    Notice(
      source: SourceLine(file: "purchases/" + file, line: line), column: column, value: value,
      reason: reason)
  }

  /// X1 has 10 in the catalogue: of two files that say 20 the later is named, with its first line. X2 has
  /// 24 in the batch catalogue, and X3 is in none, where the latest file's first line counts.
  @Test func ratiosThatAreNotTheProductsAreNamedOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write("products.csv", "医保代码,通用名,转换比\nX1,甲,10\n")
    try folder.write(
      "vbp/batches.csv", "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-01-01,2025-12-31\n")
    try folder.write("vbp/catalogue.csv", "批次,品种,医保代码,中选价,转换比\nB,乙,X2,10,24\n")
    try folder.write(
      "purchases/1.csv", Self.file(1, ["X1,20,H1,,", "X2,12,H1,,", "X3,7,H1,,", "X4,,H1,,"]))
    try folder.write(
      "purchases/2.csv", Self.file(2, ["X2,24,H1,,", "X1,20,H1,,", "X1,20,H2,,", "X3,8,H1,,"]))
    try folder.write("purchases/3.csv", Self.file(3, ["X1,10,H1,,", "X3,8.0,H1,,", "X4,5,H1,,"]))
    let reading = try Reading(folder)
    #expect(
      reading.result.notices == [
        Self.notice("1.csv", 3, "转换比", "12 ≠ 24", .conflictingRatio),
        Self.notice("1.csv", 4, "转换比", "7 ≠ 8", .conflictingRatio),
        Self.notice("2.csv", 3, "转换比", "20 ≠ 10", .conflictingRatio),
      ])
    // A line's own ratio counts for that line: 10 + 20 + 20 + 20 of X1.
    let place = try #require(reading.panel.products.firstIndex { $0.code == "X1" })
    let units = reading.panel.cells(of: place, in: testMonth("2025-01")...testMonth("2025-03"))
      .reduce(0) { $0 + $1.ordered.units }
    #expect(units == 70)
    #expect(
      Dictionary(
        uniqueKeysWithValues: reading.result.products.map { ($0.code, $0.conversionRatio?.units) })
        == ["X1": 10, "X2": 24, "X3": 8, "X4": 5])
  }

  static let differing = [
    "1.csv": file(1, ["X1,,H1,公立,城关", "X1,,H2,公立医院,城关", "X1,,H3,,河西"]),
    "2.csv": file(2, ["X1,,H2,公立,城关", "X1,,H1,民营,城关", "X1,,H3,公立,河东"]),
    "3.csv": file(3, ["X1,,H1,私立,城关", "X1,,H2,不详,", "X1,,H3,药店,河西"]),
  ]

  /// The latest file counts, and each institution is named once for its ownership and once for its region.
  @Test func whatFilesSayOfAnInstitutionIsHeldAgainstTheLatest() throws {
    let reading = try Reading(Self.differing)
    #expect(
      reading.result.notices == [
        Self.notice("1.csv", 2, "机构性质", "公立 ≠ 民营", .conflictingInstitution),
        Self.notice("2.csv", 4, "机构性质", "公立 ≠ 药店", .conflictingInstitution),
        Self.notice("2.csv", 4, "地区", "河东 ≠ 河西", .conflictingInstitution),
      ])
  }

  /// A word for ownership that nothing knows is named where it stands first in the latest file, once; what
  /// follows one that is known changes nothing.
  @Test(arguments: [
    ("公立医疗机构(县级)", Ownership.public), ("军队医院", .public), ("民营（营利性）", .private), ("非公立医院", .private),
    ("连锁药店", .pharmacy), ("零售药房（单体）", .pharmacy), ("不详", .unstated), ("股份制", nil),
  ])
  func wordsForOwnership(_ word: String, _ meaning: Ownership?) throws {
    let lines = ["X1,,H1,\(word),城关", "X1,,H2,\(word),城关"]
    let reading = try Reading(["1.csv": Self.file(1, lines), "2.csv": Self.file(2, lines)])
    let known = meaning ?? .unstated
    #expect(reading.panel.institutions.map(\.ownership) == [known, known])
    let notices = meaning == nil ? [Self.notice("2.csv", 2, "机构性质", word, .unknownValue)] : []
    #expect(reading.result.notices == notices)
  }

  /// What `institutions.csv` states, no line has a say in; what it leaves blank, they have.
  @Test func whatTheCatalogueStatesIsNoMatterOfLines() throws {
    let folder = try TemporaryFolder()
    try folder.write("institutions.csv", "医疗机构编码,机构性质,地区\nH1,公立,\nH3,,河南\n")
    for (name, text) in Self.differing { try folder.write("purchases/" + name, text) }
    #expect(
      try Reading(folder).result.notices == [
        Self.notice("2.csv", 4, "机构性质", "公立 ≠ 药店", .conflictingInstitution)
      ])
  }

  /// Of many lines in files of several chunks, the first one of each file that has a name is what counts,
  /// whoever reads it.
  @Test func workersAndChunksMakeNoDifference() throws {
    let folder = try TemporaryFolder()
    var generator = SplitMix64(seed: 7)
    func random(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    var expected: [Notice] = []
    var used: [String: (ratio: String, ownership: String)] = [:]
    var named: Set<String> = []
    for month in (1...3).reversed() {
      var lines: [String] = []
      var met: Set<String> = []
      for line in 2..<5_002 {
        // Names that are rare stand first in later chunks.
        let (product, institution) = (
          "X\(random(random(4_000) + 1))", "H\(random(random(900) + 1))"
        )
        let ratio = ["5", "10"][random(2)]
        let ownership = ["公立", "民营"][random(2)]
        lines.append("\(product),\(ratio),\(institution),\(ownership),城关")
        for (name, said, column) in [(product, ratio, "转换比"), (institution, ownership, "机构性质")]
        where met.insert(name).inserted {
          let counts = used[name].map { column == "转换比" ? $0.ratio : $0.ownership }
          used[name] = used[name] ?? (ratio, ownership)
          guard let counts, counts != said, named.insert(name).inserted else { continue }
          expected.append(
            Self.notice(
              "\(month).csv", line, column, "\(said) ≠ \(counts)",
              column == "转换比" ? .conflictingRatio : .conflictingInstitution))
        }
      }
      try folder.write("purchases/\(month).csv", Self.file(month, lines))
    }
    expected.sort { $0.source < $1.source }
    #expect(expected.count > 500)
    for (workers, chunkSize) in [(1, 1 << 24), (1, 1), (2, 1), (4, 65_537), (2, 99_991)] {
      let reading = try Reading(folder) {
        $0.workers = workers
        $0.chunkSize = chunkSize
      }
      let isSame = reading.result.notices == expected
      #expect(isSame, "\(workers) workers, chunks of \(chunkSize)")
    }
  }

  /// A file that is not read again says the same, also against what a new file brings.
  @Test func snapshotsKeepWhatFilesSay() throws {
    let office = try SnapshotOffice()
    try office.data.write("products.csv", "医保代码,通用名,转换比\nX1,甲,10\n")
    let lines = ["X1,20,H1,公立,城关", "X2,7,H2,民营,河西", "X1,10,H2,公立,河东"]
    try office.data.write("purchases/1.csv", Self.file(1, lines))
    try office.data.write("purchases/2.csv", Self.file(2, Array(lines[1...])))
    try office.read()
    #expect(try office.read() == 2)
    #expect(try office.readOnce().result.notices.count == 1)
    // The latest file turns the others' statements into contradictions.
    try office.data.write("purchases/3.csv", Self.file(3, ["X2,8,H2,公立,河西", "X1,10,H1,民营,城南"]))
    #expect(try office.read() == 2)
    #expect(try office.read() == 3)
    #expect(
      try office.readOnce().result.notices == [
        Self.notice("1.csv", 2, "转换比", "20 ≠ 10", .conflictingRatio),
        Self.notice("1.csv", 2, "机构性质", "公立 ≠ 民营", .conflictingInstitution),
        Self.notice("1.csv", 2, "地区", "城关 ≠ 城南", .conflictingInstitution),
        Self.notice("2.csv", 2, "转换比", "7 ≠ 8", .conflictingRatio),
        Self.notice("2.csv", 2, "机构性质", "民营 ≠ 公立", .conflictingInstitution),
      ])
  }
}
