import DelimitedText
import Foundation
import Intake
import SystemPackage
import TestSupport
import Testing

/// Snapshots that are cut off, changed or made up, and files that change at random.
struct SnapshotDamageTests {
  /// An office with two files, and the one snapshot that is damaged.
  private static func office(seed: UInt64 = 3) throws -> (office: SnapshotOffice, name: String) {
    let office = try SnapshotOffice()
    let lines = PropertyTests.lines(seed: seed, count: 120)
    try office.write("1.csv", Array(lines[..<70]))
    try office.write("2.csv", Array(lines[60...]))
    try office.read()
    let names = office.identities().keys.sorted()
    #expect(names.count == 2)
    return (office, names[0])
  }

  private static func expectRebuilt(
    _ office: SnapshotOffice, _ name: String, _ bytes: [UInt8], _ damaged: [UInt8],
    _ what: String
  ) throws {
    try office.out.write(".snapshots/" + name, damaged)
    #expect(try office.read() == 1, "\(what)")
    let isWhole = try office.out.contents(of: ".snapshots")[name] == bytes
    #expect(isWhole, "\(what)")
  }

  @Test func aSnapshotThatIsCutOffIsRebuilt() throws {
    let (office, name) = try Self.office()
    let bytes = try #require(try office.out.contents(of: ".snapshots")[name])
    let numbers = bytes[8..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
    var end = (numbers * 2 + 3) * 8
    var ends = [0, 1, 7, 8, 16, end - 8, end - 1, end, bytes.count - 1]
    for section in 0..<numbers {
      let place = 16 + section * 16
      end += bytes[place..<(place + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
      if end < bytes.count { ends.append(end) }
    }
    #expect(end == bytes.count)
    for count in Set(ends) {
      try Self.expectRebuilt(office, name, bytes, Array(bytes[..<count]), "cut at \(count)")
    }
    try Self.expectRebuilt(office, name, bytes, bytes + [0], "a byte more")
    try Self.expectRebuilt(office, name, bytes, bytes + bytes, "twice")
  }

  @Test func aSnapshotWithAChangedByteIsRebuilt() throws {
    let (office, name) = try Self.office()
    let bytes = try #require(try office.out.contents(of: ".snapshots")[name])
    var generator = SplitMix64(seed: 9)
    let places = (0..<24).map { _ in Int.random(in: 0..<bytes.count, using: &generator) }
    for place in (0..<16) + places {
      var damaged = bytes
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try Self.expectRebuilt(office, name, bytes, damaged, "changed at \(place)")
    }
    let noise = bytes.map { _ in UInt8.random(in: 0...255, using: &generator) }
    try Self.expectRebuilt(office, name, bytes, noise, "noise")
  }

  /// Checksums that are right, over sections that are not.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func noSnapshotStopsARun(_ seed: UInt64) throws {
    let (office, name) = try Self.office(seed: seed)
    let place = FilePath(office.snapshots + "/" + name)
    guard var file = SectionFile(place) else {
      Issue.record("no snapshot")
      return
    }
    var sections: [[UInt8]] = []
    while let section = file.bytes() { sections.append(section) }
    #expect(file.sectionsLeft == 0)
    var generator = SplitMix64(seed: seed)
    for _ in 0..<60 {
      var changed = sections
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        // The first section says which file it is of; the others what is in it.
        let section = Int.random(in: 1..<sections.count, using: &generator)
        let size = changed[section].count
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where size > 0:
          changed[section][Int.random(in: 0..<size, using: &generator)] =
            [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
        case 1 where size >= 8:
          changed[section].removeLast(Int.random(in: 1...2, using: &generator) * 4)
        case 2: changed[section] += [0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 0, 0]
        case 3 where size > 0:
          for index in 0..<Int.random(in: 1...size, using: &generator) {
            changed[section][index] = UInt8.random(in: 0...255, using: &generator)
          }
        default: changed.swapAt(section, Int.random(in: 1..<sections.count, using: &generator))
        }
      }
      try SectionFile.write(changed.map { .bytes($0) }, to: place)
      // It may say anything that holds together, but it must not stop the run.
      _ = try office.readOnce()
    }
  }

  /// Whatever becomes of the files between two runs, snapshots make no difference.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func snapshotsMakeNoDifference(_ seed: UInt64) throws {
    let office = try SnapshotOffice()
    var generator = SplitMix64(seed: seed)
    func random(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    var served = 0
    try office.write("9.csv", [TestLine("L5")])
    for step in 0..<10 {
      for _ in 0..<(step == 0 ? 4 : 1) {
        let name = "\(random(6)).csv"
        let first = random(200)
        switch random(7) {
        case 0:
          try? FileManager.default.removeItem(atPath: office.path(name))
        case 1:
          let rest = random(2) == 0 ? "24" : ""
          try office.data.write(
            "products.csv", "医保代码,通用名,转换比\nXA01ABD075A00201010000\(random(9)),甲,\(rest)\n")
        case 2:
          try? FileManager.default.moveItem(
            atPath: office.path(name), toPath: office.path("\(random(6)).csv"))
        case 3: break
        default:
          let lines = PropertyTests.lines(seed: 77, count: 240)
          try office.write(name, Array(lines[first..<(first + random(40))]))
        }
      }
      served += try office.read { $0.workers = 1 + random(3) }
    }
    #expect(served > 0)
  }
}
