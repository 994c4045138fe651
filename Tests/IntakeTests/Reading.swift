import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// What the purchase files of a temporary folder are read to.
struct Reading {
  let panel: Panel
  let result: IntakeResult

  /// Reads everything in `folder`; `change` sets what differs from the usual.
  init(_ folder: TemporaryFolder, _ change: (inout PurchaseIntake) -> Void = { _ in }) throws {
    let data = FilePath(folder.path)
    var intake = PurchaseIntake(
      folder: try DataFolder(data), catalogues: CatalogueFiles.read(in: data))
    // One worker is quicker on small files; PropertyTests read with several.
    intake.workers = 1
    change(&intake)
    let (builder, result) = try intake.read(into: PanelBuilder())
    panel = builder.panel(with: result)
    self.result = result
  }

  /// Reads files by path below `purchases/`.
  init(
    _ files: [String: String], _ change: (inout PurchaseIntake) -> Void = { _ in }
  ) throws {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write("purchases/" + name, text) }
    try self.init(folder, change)
  }

  /// Reads one file.
  init(_ text: String, _ change: (inout PurchaseIntake) -> Void = { _ in }) throws {
    try self.init(["a.csv": text], change)
  }

  /// Reads one file of bytes.
  init(bytes: [UInt8], _ change: (inout PurchaseIntake) -> Void = { _ in }) throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", bytes)
    try self.init(folder, change)
  }

  func sum(_ count: KeyPath<FileAccount, Int>) -> Int {
    result.files.reduce(0) { $0 + $1[keyPath: count] }
  }

  func sum(_ amount: KeyPath<FileAccount, Money>) -> Money {
    result.files.reduce(.zero) { $0 + $1[keyPath: amount] }
  }

  /// Lines read = accepted + rejected + duplicates in every file, and what is listed and what the
  /// panel holds agree with that.
  func expectClosedAccounts(sourceLocation: SourceLocation = #_sourceLocation) {
    for file in result.files {
      #expect(
        file.linesRead == file.accepted + file.rejected + file.duplicates,
        sourceLocation: sourceLocation)
      let listed = result.rejects.filter { $0.source.file == file.path }
      let duplicates: [RejectReason] = [.duplicate, .superseded]
      #expect(
        listed.count { !duplicates.contains($0.reason) } == file.rejected,
        sourceLocation: sourceLocation)
      #expect(
        listed.count { duplicates.contains($0.reason) } == file.duplicates,
        sourceLocation: sourceLocation)
      let rejected = listed.filter { !duplicates.contains($0.reason) }
        .reduce(Money.zero) { $0 + ($1.amount ?? .zero) }
      #expect(rejected == file.amountRejected, sourceLocation: sourceLocation)
      let repeated = listed.filter { duplicates.contains($0.reason) }
        .reduce(Money.zero) { $0 + ($1.amount ?? .zero) }
      #expect(repeated == file.amountDuplicates, sourceLocation: sourceLocation)
    }
    let lines = panel.cells.reduce(0) { $0 + Int($1.lines) }
    #expect(lines == sum(\.accepted), sourceLocation: sourceLocation)
    let amount = panel.cells.reduce(Money.zero) { $0 + $1.netAmount }
    #expect(amount == sum(\.amountAccepted), sourceLocation: sourceLocation)
    #expect(
      result.rejectCounts.values.reduce(0, +) == result.rejects.count + result.rejectsNotListed,
      sourceLocation: sourceLocation)
  }
}

/// A purchase line as a platform exports it; each test changes what it is about.
struct TestLine {
  static let columns = [
    "订单明细编号", "采购日期", "医疗机构编码", "医疗机构名称", "国家医保药品代码", "通用名", "转换比", "配送企业", "采购渠道",
    "采购单价", "采购数量", "采购金额", "到货数量", "退货数量", "订单状态",
  ]
  static let header = columns.joined(separator: ",")

  /// The code of the product that lines buy unless told otherwise.
  static let product = "XA01ABD075A002010100001"

  private var values: [String: String] = [
    "订单明细编号": "L1", "采购日期": "2025-03-05", "医疗机构编码": "H32010100001", "医疗机构名称": "第一医院",
    "国家医保药品代码": TestLine.product, "通用名": "阿莫西林", "转换比": "20", "配送企业": "国药", "采购渠道": "平台采购",
    "采购单价": "10.00", "采购数量": "3", "采购金额": "30.00", "到货数量": "3", "退货数量": "", "订单状态": "",
  ]

  /// 3 packs at 10.00 元, 30.00 元, order line `id`.
  init(_ id: String = "L1", _ changes: [String: String] = [:]) {
    values["订单明细编号"] = id
    values.merge(changes) { $1 }
  }

  /// The fields in the order of ``columns``.
  var fields: [String] { Self.columns.map { values[$0] ?? "" } }

  /// The line without its end.
  var text: String { fields.joined(separator: ",") }
}

/// A file of a header and lines.
func purchaseFile(_ lines: [TestLine]) -> String {
  ([TestLine.header] + lines.map(\.text)).joined(separator: "\n") + "\n"
}

/// What `body` throws, where it is an ``Intake/InputError``.
func failure(_ body: () throws -> Void) -> InputError? {
  do {
    try body()
    return nil
  } catch {
    return error as? InputError
  }
}
