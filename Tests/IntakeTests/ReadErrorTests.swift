import Foundation
import Intake
import Procurement
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// Files that change, vanish or can no longer be read while they are read.
struct ReadErrorTests {
  /// Calls `change` the first time that a run tells its progress where `isTime` holds.
  private func once(
    when isTime: @escaping @Sendable (IntakeProgress) -> Bool,
    _ change: @escaping @Sendable () throws -> Void
  ) -> @Sendable (IntakeProgress) -> Void {
    let isDone = Atomic(false)
    return { progress in
      guard isTime(progress), !isDone.exchange(true, ordering: .relaxed) else { return }
      do { try change() } catch { Issue.record(error) }
    }
  }

  #if os(Linux)
    /// Makes every further reading of a file that this process has open fail.
    private static func breakReading(of path: String) throws {
      let folder = "/proc/self/fd"
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        guard let descriptor = Int32(name),
          let target = try? FileManager.default.destinationOfSymbolicLink(
            atPath: folder + "/" + name),
          target.hasSuffix(path)
        else { continue }
        let other = try FileDescriptor.open(FilePath("/"), .readOnly)
        try other.closeAfter { _ = try other.duplicate(as: FileDescriptor(rawValue: descriptor)) }
      }
    }

    /// The record that a broken file leaves unfinished does not become part of the next file.
    @Test func aFileThatBreaksOffLeavesTheNextOneAlone() throws {
      let folder = try TemporaryFolder()
      // The first 64 KiB, which are handed out first, end inside the quotes of one record.
      let size = 1 << 16
      var lines = [TestLine("L0")]
      let length = TestLine("L10000").text.utf8.count + 1
      lines += (1...(size - 1_000) / length).map { TestLine("L\(10_000 + $0)") }
      lines.append(TestLine("W", ["配送企业": "\"九州\n\(String(repeating: "x", count: 4_000))\""]))
      let before = purchaseFile(Array(lines.dropLast())).utf8.count
      try #require(before < size - 500 && before > size - 3_000)
      lines += (1...2_000).map { TestLine("L\(50_000 + $0)") }
      try folder.write("purchases/2.csv", purchaseFile(lines))
      // A mark of inches as if it closed the quotes: the file is read rightly only by itself.
      let others = (1...40).map {
        TestLine("K\($0)", $0 == 20 ? ["配送企业": "国药3\""] : [:]).text + ",3\"管"
      }
      let text = ([TestLine.header + ",尺\"寸"] + others).joined(separator: "\n")
      try folder.write("purchases/1.csv", text + "\n")
      let broken = folder.path + "/purchases/2.csv"
      let breaking = once(when: { $0.lines > 0 }) { try Self.breakReading(of: broken) }
      let reading = try Reading(folder) {
        $0.chunkSize = size
        $0.progress = breaking
      }
      reading.expectClosedAccounts()
      #expect(reading.result.notices.map(\.reason) == [.unreadableFile])
      #expect(reading.result.notices.map(\.source.file) == ["purchases/2.csv"])
      #expect(reading.result.files.map(\.linesRead) == [40, lines.count - 2_001])
      #expect(reading.result.files.map(\.accepted) == [40, lines.count - 2_001])
      #expect(reading.result.rejects.isEmpty)
    }
  #endif

  /// What becomes of a later file after it was read.
  enum Change: CaseIterable {
    case other, shorter, none, gone
  }

  /// Whether a line is the same in a later file is found out in the end. Where that file does not
  /// have the line any more it still is one that the later file has taken the place of.
  @Test(arguments: Change.allCases, [1, 2])
  func linesOfALaterFileThatChangesAreAccountedFor(_ change: Change, _ workers: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/1.csv", purchaseFile((1...4).map { TestLine("L\($0)") }))
    let later = [TestLine("L1"), TestLine("L2", ["采购数量": "2", "采购金额": "20.00"])]
    try folder.write("purchases/2.csv", purchaseFile(later))
    let changing = once(when: { $0.bytes == $0.totalBytes }) {
      switch change {
      case .other: try folder.write("purchases/2.csv", purchaseFile([TestLine("L9")]))
      case .shorter: try folder.write("purchases/2.csv", purchaseFile([TestLine("L1")]))
      case .none: break
      case .gone: try FileManager.default.removeItem(atPath: folder.path + "/purchases/2.csv")
      }
    }
    let reading = try Reading(folder) {
      $0.workers = workers
      $0.progress = changing
    }
    reading.expectClosedAccounts()
    #expect(reading.result.files.map(\.linesRead) == [4, 2])
    #expect(reading.result.files.map(\.accepted) == [2, 2])
    #expect(reading.result.files.map(\.amountDuplicates) == [yuan(60), yuan(0)])
    let first: RejectReason = change == .none || change == .shorter ? .duplicate : .superseded
    #expect(reading.result.rejects.map(\.reason) == [first, .superseded])
    let others: [Int?] =
      switch change {
      case .other, .gone: [nil, nil]
      case .shorter: [2, nil]
      case .none: [2, 3]
      }
    #expect(reading.result.rejects.map(\.other?.line) == others)
  }
}
