import Procurement
import SampleCity
import Testing

@Suite("The sample city")
struct SampleCityTests {
  let city = WrittenCity.standard

  @Test("the same seed gives the same bytes, another one others")
  func determinism() {
    let first = fingerprint(WrittenCity(SampleCity(seed: 7, lines: 3_000, months: 6)))
    let second = fingerprint(WrittenCity(SampleCity(seed: 7, lines: 3_000, months: 6)))
    let other = fingerprint(WrittenCity(SampleCity(seed: 8, lines: 3_000, months: 6)))
    #expect(first == second)
    #expect(first != other)
  }

  /// A change of this figure means that every sample changes, the one in `PriceData/` too.
  @Test("the bytes are the same on every machine")
  func pinnedFingerprint() {
    let city = WrittenCity(SampleCity(seed: 1, lines: 20_000, months: 24))
    #expect(fingerprint(city) == 12408760407024253218)
  }

  @Test(
    "all files together have the lines asked for",
    arguments: [(0, 1), (1, 1), (99, 2), (1_000, 3), (3_000, 24), (20_000, 24), (50_000, 12)])
  func lineCount(lines: Int, months: Int) {
    let city = WrittenCity(SampleCity(seed: 3, lines: lines, months: months))
    var count = 0
    for path in city.paths("purchases/") {
      let records = city.records(path)
      let hasTitle = records.first?.dropFirst().allSatisfy { $0.isEmpty } ?? false
      count += records.count - (hasTitle ? 3 : 1)
    }
    #expect(count == lines)
    #expect(city.paths("purchases/platform/").count == months)
  }

  @Test("the months end with the one asked for")
  func months() throws {
    let last = try #require(Month(year: 2024, month: 2))
    let city = WrittenCity(SampleCity(seed: 3, lines: 500, months: 3, lastMonth: last))
    #expect(
      city.paths("purchases/platform/")
        == ["2023-12", "2024-01", "2024-02"].map { "purchases/platform/\($0).csv" })
  }

  @Test("the shipped sample stays small")
  func size() {
    let total = city.bytes.values.reduce(0) { $0 + $1.count }
    #expect(total < 6_000_000)
    #expect(city.rows("products.csv").count == 300)
    // Two of them supply no records.
    #expect(city.rows("institutions.csv").count == 42)
  }

  @Test("every byte is UTF-8 and chunks end with whole lines")
  func textIsWhole() {
    let large = WrittenCity(SampleCity(seed: 2, lines: 20_000, months: 1))
    #expect(large.hasWholeLineChunks)
    for (path, bytes) in city.bytes {
      #expect(String(validating: bytes, as: UTF8.self) != nil, "\(path)")
    }
  }

  @Test("what the sink throws ends the writing")
  func sinkFailure() {
    struct DiskFull: Error {}
    var calls = 0
    #expect(throws: DiskFull.self) {
      try SampleCity(seed: 1, lines: 1_000, months: 2).write { (_, _) throws(DiskFull) in
        calls += 1
        if calls == 3 { throw DiskFull() }
      }
    }
    #expect(calls == 3)
  }

  @Test("the empty folder has all catalogues, without rows but for the plans")
  func emptyFolder() {
    let folder = WrittenCity(EmptyFolder(extraFiles: [("rules.yaml", "name: 系统默认\n")]))
    #expect(
      Set(folder.files.map(\.path))
        == Set(
          city.files.map(\.path).filter { !$0.hasPrefix("purchases/") && !$0.hasPrefix("labels") }
        ).union([
          "purchases/README.txt", "rules.yaml",
        ]))
    for file in folder.files where file.path.hasSuffix(".csv") && file.path != "plans.csv" {
      #expect(folder.records(file.path).count == 1, "\(file.path)")
      #expect(folder.records(file.path).first == city.records(file.path).first)
    }
    // The made-up city's own plans are no use to others.
    let plans = folder.records("plans.csv")
    #expect(plans == Array(city.records("plans.csv").prefix(plans.count)))
    #expect(!plans.contains { $0[0].hasPrefix("shili") })
  }
}
