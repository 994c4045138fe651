import DelimitedText
import Foundation
import Intake
import Procurement
import SystemPackage
import TestSupport
import Testing

/// What a run with snapshots says is always what a run without them says; and where nothing has
/// changed, files are not read again.
struct SnapshotTests {
  /// An office with three files of all kinds of lines, some order lines in two of them.
  private static func office() throws -> SnapshotOffice {
    let office = try SnapshotOffice()
    let lines = PropertyTests.lines(seed: 11, count: 240)
    try office.write("2025-1.csv", Array(lines[..<80]))
    try office.write("2025-2.csv", Array(lines[70..<160]))
    try office.write("2025-10.csv", Array(lines[160...]))
    #expect(try office.read() == 0)
    #expect(office.identities().count == 3)
    return office
  }

  @Test func unchangedFilesAreNotReadAgain() throws {
    let office = try Self.office()
    #expect(try office.read() == 3)
    #expect(try office.read { $0.workers = 4 } == 3)
    #expect(try office.read { $0.readsPlainLines = false } == 3)
    #expect(try office.read { $0.chunkSize = 1 } == 3)
    // Files that lie beside the snapshots are not theirs.
    try office.out.write(".snapshots/note.txt", "mine")
    #expect(try office.read() == 4)
  }

  @Test func aNewFileIsReadAndTheOthersAreNot() throws {
    let office = try Self.office()
    try office.write("2025-11.csv", PropertyTests.lines(seed: 5, count: 30).map(Self.renamed))
    #expect(try office.read { $0.workers = 2 } == 3)
    #expect(office.identities().count == 4)
    #expect(try office.read() == 4)
    // Between two others, and with other columns and in another encoding.
    try office.data.write(
      "purchases/2025-3.csv",
      TextEncoding.gb18030.encode(
        "日期,产品编码,通用名,生产企业,机构编码,区县,单价,数量\n"
          + "2025-03-05,XA01ABD075A002010100001,阿莫西林,甲,H32010100001,东区,2,3\n"))
    #expect(try office.read() == 4)
    #expect(try office.read() == 5)
  }

  /// The same line with a number of its own.
  private static func renamed(_ line: TestLine) -> TestLine {
    let values = Dictionary(zip(TestLine.columns, line.fields)) { $1 }
    return TestLine("N" + (values["订单明细编号"] ?? ""), values.filter { $0.key != "订单明细编号" })
  }

  @Test func sumRowsAreNoPurchasesInASnapshotEither() throws {
    let office = try SnapshotOffice()
    try office.data.write(
      "purchases/a.csv",
      "采购日期,医疗机构名称,药品名称,规格,配送企业,数量,金额\n2025-12-01,县医院,甲片,6片,国药,4,40\n"
        + "2025-12-01,县医院,小计,,,4,40\n2025-12-01,县医院 汇总,甲片,6片,,4,40\n"
        + "2025-12-01,县医院,甲片,6片,国药 汇总,4,40\n")
    #expect(try office.read() == 0)
    #expect(try office.read() == 1)
    let reading = try office.readOnce()
    #expect(reading.result.rejectCounts == [.totalRow: 3])
    #expect(reading.sum(\.amountAccepted) == yuan(40))
  }

  // MARK: - Changed files

  @Test func aFileThatGrewOrShrankIsReadAgain() throws {
    let office = try Self.office()
    let file = try #require(FileHandle(forWritingAtPath: office.path("2025-1.csv")))
    try file.seekToEnd()
    try file.write(contentsOf: Data((TestLine("L9999").text + "\n").utf8))
    #expect(try office.read() == 2)
    #expect(try office.read() == 3)
    try file.truncate(atOffset: 4_000)
    #expect(try office.read() == 2)
  }

  @Test func aFileOfTheSameSizeAndTimeIsReadAgain() throws {
    let office = try Self.office()
    let path = office.path("2025-2.csv")
    let date = try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacing("国药", with: "国苭")
    #expect(changed != text && changed.utf8.count == text.utf8.count)
    try office.data.write("purchases/2025-2.csv", changed)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    #expect(try office.read() == 2)
  }

  @Test func aFileThatWasRenamedOrMovedIsReadAgain() throws {
    let office = try Self.office()
    try FileManager.default.moveItem(
      atPath: office.path("2025-1.csv"), toPath: office.path("2026-1.csv"))
    // It is the latest now, so that what it shares with the next one counts in it.
    #expect(try office.read() == 1)
    #expect(office.identities().count == 3)
    #expect(try office.read() == 3)
    try FileManager.default.createDirectory(
      atPath: office.path("sub"), withIntermediateDirectories: false)
    try FileManager.default.moveItem(
      atPath: office.path("2025-10.csv"), toPath: office.path("sub/2025-10.csv"))
    #expect(try office.read() == 2)
  }

  @Test func filesThatChangeNamesWithEachOtherAreReadAgain() throws {
    let office = try Self.office()
    for (from, to) in [("1", "x"), ("10", "1"), ("x", "10")] {
      try FileManager.default.moveItem(
        atPath: office.path("2025-\(from).csv"), toPath: office.path("2025-\(to).csv"))
    }
    #expect(try office.read() == 0)
  }

  @Test func aFileThatIsGoneLeavesNothingBehind() throws {
    let office = try Self.office()
    // The one before shares order lines with it, which count there now.
    try FileManager.default.removeItem(atPath: office.path("2025-2.csv"))
    #expect(try office.read() == 1)
    #expect(office.identities().count == 2)
  }

  @Test func aFileThatWasChangedJustNowIsNotKept() throws {
    let office = try Self.office()
    try office.write("2025-12.csv", [TestLine("X1")])
    _ = try office.readOnce { intake in intake.snapshots?.leastAge = 60_000_000_000 }
    #expect(office.identities().count == 3)
    try office.write("2025-12.csv", [TestLine("X2")])
    _ = try office.readOnce { intake in intake.snapshots?.leastBytes = 1 << 20 }
    #expect(office.identities().isEmpty)
  }

  // MARK: - What else decides

  @Test func anotherProgramReadsEverything() throws {
    let office = try Self.office()
    #expect(try office.read(program: "later") == 0)
    #expect(try office.read(program: "later") == 3)
    #expect(try office.read() == 0)
  }

  @Test func anotherEncodingOrProfileReadsEverything() throws {
    let office = try Self.office()
    #expect(try office.read { $0.encodingName = "utf-8" } == 0)
    #expect(try office.read { $0.encodingName = "utf-8" } == 3)
    let profiles = [
      "files: '*'", "files: '*'\nnulls: [华润]",
      "files: '*'\nvalues: {channel: {平台采购: off-platform}}",
      "files: '*'\nvalues: {product-code: {XA01ABD075A002010100001: XZ}, distributor: {国药: 华润}}",
      "files: '*'\nconstants: {category: 中成药}", "files: '2025-1.csv'\nunits: {price: 10}",
    ]
    for (index, profile) in profiles.enumerated() {
      try office.data.write("profiles/p.yaml", profile)
      // The last one is for one file, and leaves two to no profile.
      #expect(try office.read() == 0, "\(index)")
      #expect(try office.read() == 3)
    }
    try office.data.write("profiles/p.yaml", "files: '2025-1.csv'\nunits: {price: 100}")
    #expect(try office.read() == 2)
  }

  @Test func catalogueChangesThatMatterReadFilesAgain() throws {
    let office = try Self.office()
    func products(_ rows: String) throws {
      try office.data.write("products.csv", "医保代码,通用名,转换比\n" + rows)
    }
    // Names and makers are joined anew in every run; a ratio is part of what was condensed.
    try products("XA01ABD075A002010100001,别名,\n")
    #expect(try office.read() == 3)
    try products("XA01ABD075A002010100001,又名,\nXB99,别的,7\n")
    #expect(try office.read() == 3)
    try products("XA01ABD075A002010100001,又名,24\n")
    #expect(try office.read() == 0)
    try products("XA01ABD075A002010100001,又名,12\n")
    #expect(try office.read() == 0)
    #expect(try office.read() == 3)
  }

  /// What the batch catalogue says of a pack counts for purchases as well.
  @Test func anotherRatioOfTheBatchCatalogueReadsFilesAgain() throws {
    let office = try Self.office()
    try office.data.write(
      "vbp/batches.csv", "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-01-01,2025-12-31\n")
    func entry(_ ratio: String) throws {
      try office.data.write(
        "vbp/catalogue.csv", "批次,品种,医保代码,转换比\nB,甲,XA01ABD075A002010100001,\(ratio)\n")
    }
    try entry("")
    #expect(try office.read() == 3)
    try entry("24")
    #expect(try office.read() == 0)
    #expect(try office.read() == 3)
    try entry("12")
    #expect(try office.read() == 0)
  }

  @Test func anInstitutionThatBecomesAnotherReadsFilesAgain() throws {
    let office = try SnapshotOffice()
    try office.data.write(
      "purchases/1.csv", "日期,产品编码,医院名称,单价,数量\n2025-03-05,00123,第一医院,2,3\n")
    try office.data.write(
      "purchases/2.csv", "日期,产品编码,医院名称,单价,数量\n2025-04-05,123,第二医院,2,3\n")
    try office.read()
    #expect(try office.read() == 2)
    try office.data.write("institutions.csv", "医疗机构编码,医疗机构名称\nH32010100001,第一医院\n")
    #expect(try office.read() == 1)
    try office.data.write(
      "institutions.csv", "医疗机构编码,医疗机构名称\nH32010100001,第一医院\nH32010100002,第二医院\n")
    #expect(try office.read() == 1)
    // A code whose leading zeros the catalogue knows is damaged without them.
    try office.data.write("products.csv", "医保代码,通用名\n00123,甲\n")
    #expect(try office.read() == 1)
    #expect(try office.read() == 2)
  }

  // MARK: - The folder

  @Test func theFolderCanBeDeletedAtAnyTime() throws {
    let office = try Self.office()
    try FileManager.default.removeItem(atPath: office.snapshots)
    #expect(try office.read() == 0)
    #expect(try office.read() == 3)
  }

  @Test func aFolderThatCannotBeMadeIsNoError() throws {
    let office = try Self.office()
    try FileManager.default.removeItem(atPath: office.snapshots)
    try office.out.write(".snapshots", "a file is in the way")
    let said = Said()
    try office.read { $0.snapshots?.failure = { path, _ in said.add(path.string) } }
    #expect(said.texts == [office.snapshots])
  }

  /// What was said from any thread.
  private final class Said: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [String] = []
    var texts: [String] { lock.withLock { all } }
    func add(_ text: String) { lock.withLock { all.append(text) } }
  }

  @Test func twoDataFoldersMayShareTheFolder() throws {
    let office = try Self.office()
    let other = try SnapshotOffice()
    try other.write("2025-1.csv", [TestLine("Q1")])
    try FileManager.default.copyItem(atPath: office.snapshots, toPath: other.snapshots)
    #expect(try other.read() == 0)
    #expect(other.identities().count == 1)
    try FileManager.default.removeItem(atPath: office.snapshots)
    try FileManager.default.copyItem(atPath: other.snapshots, toPath: office.snapshots)
    #expect(try office.read() == 0)
  }
}
