import DelimitedText
import Foundation
import Intake
import SystemPackage
import TestSupport
import Testing

/// A data folder that is read again and again, with snapshots in a folder of their own.
final class SnapshotOffice {
  let data: TemporaryFolder
  let out: TemporaryFolder
  /// Where the snapshots lie.
  var snapshots: String { out.path + "/.snapshots" }

  init() throws {
    data = try TemporaryFolder()
    out = try TemporaryFolder()
  }

  /// Writes a purchase file.
  func write(_ name: String, _ lines: [TestLine]) throws {
    try data.write("purchases/" + name, purchaseFile(lines))
  }

  /// Where a purchase file lies.
  func path(_ name: String) -> String { data.path + "/purchases/" + name }

  /// Reads everything with snapshots, expects what is read to be the same as without, and tells
  /// how many snapshots served: those that are the same files as before.
  @discardableResult
  func read(
    program: String = "test", _ change: (inout PurchaseIntake) -> Void = { _ in },
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Int {
    // Longer than the least age below: what was written just now may not be kept.
    usleep(15_000)
    let before = identities()
    let reading = try readOnce(program: program, change)
    let cold = try Reading(data) { change(&$0) }
    let isSame = PropertyTests.everything(reading) == PropertyTests.everything(cold)
    #expect(isSame, sourceLocation: sourceLocation)
    reading.expectClosedAccounts(sourceLocation: sourceLocation)
    let after = identities()
    return before.count { after[$0.key] == $0.value }
  }

  /// Reads everything with snapshots.
  func readOnce(
    program: String = "test", _ change: (inout PurchaseIntake) -> Void = { _ in }
  ) throws -> Reading {
    try Reading(data) { intake in
      var folder = SnapshotFolder(FilePath(snapshots), program: program)
      folder.leastBytes = 1
      folder.leastAge = 10_000_000
      intake.snapshots = folder
      change(&intake)
    }
  }

  /// The snapshots that there are, by name.
  func identities() -> [String: FileIdentity] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: snapshots)) ?? []
    var result: [String: FileIdentity] = [:]
    for name in names {
      result[name] = FileIdentity(of: FilePath(snapshots + "/" + name))
    }
    return result
  }
}
