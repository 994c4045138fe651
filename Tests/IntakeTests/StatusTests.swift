import Intake
import Procurement
import TestSupport
import Testing

/// What the status of an order line, and the reason of its cancellation, mean for counting it.
struct StatusTests {
  /// What ends with a word for a cancelled line is one, whoever cancelled it.
  @Test(
    arguments: [
      "作废", "机构作废", "订单作废", "已作废（机构作废）", "已作废(补录单)", "企业拒单", "已撤单", "撤单", "订单无效",
      "无效订单", "交易已关闭", "未发货已取消", "未发货（已取消）", "异常（机构作废）", "Cancelled",
    ])
  func aLineThatIsCancelledDoesNotCount(_ status: String) throws {
    let reading = try Reading(purchaseFile([TestLine("L1", ["订单状态": status])]))
    reading.expectClosedAccounts()
    #expect(reading.result.rejects.map(\.reason) == [.cancelled])
    #expect(reading.result.rejects.first?.column == "订单状态")
  }

  @Test(
    arguments: [
      "全部发货", "部分发货", "待发货", "缺货", "未作废", "未取消", "非作废", "不可撤销", "部分作废", "部分已取消", "待取消",
      "申请取消", "取消作废", "部分发货（机构作废）", "作废申请中", "已完成", "",
    ])
  func aLineThatIsNotCancelledCounts(_ status: String) throws {
    let reading = try Reading(purchaseFile([TestLine("L1", ["订单状态": status])]))
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == yuan(30))
    #expect(reading.sum(\.amountUndelivered) == .zero)
  }

  /// A status that nothing knows counts, and is named with the first line that has it, once in a file; a
  /// profile says what it means.
  @Test(arguments: [false, true])
  func aStatusThatNothingKnowsCountsAndIsNamed(_ isMapped: Bool) throws {
    let words = ["异常挂起", "全部发货", "异常挂起", "Closed", "已审核", "", "-", "异常挂起"]
    let folder = try TemporaryFolder()
    for name in ["1.csv", "2.csv"] {
      let lines = words.enumerated().map { TestLine("\(name)\($0)", ["订单状态": $1]) }
      try folder.write("purchases/" + name, purchaseFile(lines))
    }
    if isMapped {
      try folder.write(
        "profiles/p.yaml", "files: '*.csv'\nvalues:\n  status:\n    异常挂起: 作废\n    Closed: 正常\n")
    }
    for workers in [1, 2] {
      let reading = try Reading(folder) {
        $0.workers = workers
        $0.chunkSize = 1
      }
      reading.expectClosedAccounts()
      let counted = isMapped ? 5 : 8
      #expect(reading.result.files.map(\.accepted) == [counted, counted])
      let expected = ["purchases/1.csv", "purchases/2.csv"].flatMap { path in
        [(2, "异常挂起"), (5, "Closed")].map {
          Notice(
            source: SourceLine(file: path, line: $0), column: "订单状态", value: $1,
            reason: .unknownStatus)
        }
      }
      #expect(reading.result.notices == (isMapped ? [] : expected))
    }
  }

  @Test func onlySomeUnknownStatusesOfAFileAreNamed() throws {
    // A line that is refused may have anything in its columns.
    let refused = TestLine("L", ["订单状态": "13.10", "采购金额": "x"])
    let lines = (0..<100).map { TestLine("L\($0)", ["订单状态": "S\($0)"]) }
    let reading = try Reading(purchaseFile([refused] + lines))
    #expect(reading.result.notices.map(\.value) == (0..<20).map { "S\($0)" })
    #expect(reading.sum(\.accepted) == 100)
  }

  @Test(arguments: ["超7日未发货", "已作废（超7日未发货）", "作废（逾期未配送）"])
  func aLineThatWasNotShippedInTimeWasDue(_ status: String) throws {
    let reading = try Reading(purchaseFile([TestLine("L1", ["订单状态": status])]))
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == .zero)
    #expect(reading.sum(\.amountUndelivered) == yuan(30))
  }

  /// Without a status, the reason of a cancellation says that there was one.
  @Test(
    arguments: [
      ("", "超7日未发货", 0.0, 10.0), ("", "机构作废", nil, nil), ("", "补录单", nil, nil),
      ("", "", 10, 0), ("", "-", 10, 0), ("", "否", 10, 0), ("", "未作废", 10, 0),
      ("全部发货", "机构作废", 10, 0), ("作废", "超7日未发货", 0, 10), ("作废", "", nil, nil),
      ("作废", "否", nil, nil),
    ] as [(String, String, Double?, Double?)])
  func aReasonWithoutAStatusIsACancellation(
    _ status: String, _ reason: String, _ amount: Double?, _ undelivered: Double?
  ) throws {
    let hasStatus = !status.isEmpty
    let reading = try Reading(
      "日期,通用名,医院名称,单价,数量,作废原因\(hasStatus ? ",订单状态" : "")\n"
        + "2025-04-01,甲,一院,10,1,\(reason)\(hasStatus ? ",\(status)" : "")\n")
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == (amount == nil ? 0 : 1))
    #expect(reading.sum(\.amountAccepted) == yuan(amount ?? 0))
    #expect(reading.sum(\.amountUndelivered) == yuan(undelivered ?? 0))
    if amount == nil {
      #expect(reading.result.rejects.map(\.reason) == [.cancelled])
      #expect(reading.result.rejects.map(\.column) == [hasStatus ? "订单状态" : "作废原因"])
      #expect(reading.result.rejects.map(\.value) == [hasStatus ? status : reason])
    }
  }
}
