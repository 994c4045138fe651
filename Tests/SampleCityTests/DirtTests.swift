import Testing

@testable import SampleCity

/// Each kind of dirt is found in the standard sample as often as it was put there.
@Suite("The sample city's dirt")
struct DirtTests {
  let city = WrittenCity.standard

  static let platform = WrittenCity.standard.paths("purchases/platform/")
    .flatMap { WrittenCity.standard.records($0).dropFirst() }

  private static let wholeRecords = platform.filter { $0.count == PlatformColumn.allCases.count }

  private func column(_ column: PlatformColumn) -> [String] {
    Self.wholeRecords.map { $0[column.rawValue] }
  }

  private func count(_ blemish: Blemish) -> Int { blemish.count(lines: 20_000) }

  @Test("values that cannot be read")
  func unreadable() {
    #expect(column(.productCode).filter { $0.hasSuffix("E+19") }.count == count(.damagedCode))
    let words =
      column(.price).filter { $0 == "面议" } + column(.quantity).filter { $0.hasPrefix("约") }
    #expect(words.count == count(.textInNumber))
    let badDates = column(.date).filter {
      $0.hasSuffix("-02-30") || $0.hasSuffix("13月1日") || $0 == "待定" || $0.hasSuffix("/4/31")
    }
    #expect(badDates.count == count(.badDate))
    #expect(
      Set(column(.cancelReason)) == ["", "机构作废", "超7日未发货", "补录单"])
    #expect(column(.channel).filter { $0 == "其它渠道" }.count == count(.unknownChannel))
    let long = Self.platform.filter { $0.count > PlatformColumn.allCases.count }
    #expect(long.count == count(.extraField))
    let short = Self.platform.filter { $0.count < PlatformColumn.allCases.count }
    #expect(short.count == 1, "the file that is cut off")
    #expect(Self.platform.filter { $0.contains("\\N") }.isEmpty == false)
    let marks: Set<String> = ["\\N", "-", "无"]
    let needed: [PlatformColumn] = [.price, .date]
    let missing = needed.flatMap(column).filter { marks.contains($0) || $0.isEmpty }
    #expect(missing.count == count(.missingValue))
    let optional: [PlatformColumn] = [.form, .returned, .listing, .arrival]
    #expect(optional.flatMap(column).filter(marks.contains).count == count(.emptyMark))
  }

  @Test("values in other ways of writing")
  func otherWriting() {
    #expect(column(.amount).filter { $0.contains(",") }.count == count(.thousandsSeparator))
    #expect(column(.specification).filter { $0.contains("\n") }.count == count(.quotedNewline))
    #expect(
      column(.institutionCode).filter { $0.hasPrefix(" ") }.count == count(.extraBlanks))
    #expect(column(.price).filter { $0.contains("．") }.count == count(.fullWidthDigits))
    let chinese = column(.date).filter { $0.contains("月") && !$0.contains("13月") }
    #expect(!chinese.isEmpty && chinese.count <= count(.otherDateStyle))
    let blank = city.paths("purchases/platform/").map { path in
      zip(city.bytes[path] ?? [], (city.bytes[path] ?? []).dropFirst())
        .filter { $0 == UInt8(ascii: "\n") && $1 == UInt8(ascii: "\n") }.count
    }
    #expect(blank.reduce(0, +) == count(.blankLine))
  }

  @Test("lines that count otherwise or not at all")
  func otherCounting() {
    let planted = Set(
      city.rows("labels.csv").filter { $0["monitor"] == "delivery-shortfall" }
        .compactMap { $0["product_code"] })
    let cancelled = zip(column(.status), column(.productCode)).filter {
      $0 == "作废" && !planted.contains($1)
    }
    #expect(cancelled.count == count(.cancelled))
    #expect(
      column(.quantity).filter { $0.hasPrefix("-") && $0.count > 1 }.count
        == count(.negativeQuantity))
    #expect(column(.quantity).filter { $0 == "0" }.count == count(.zeroQuantity))
    #expect(column(.returned).filter { (Int($0) ?? 0) > 0 }.count == count(.returnColumn))
    var mismatches = 0
    for record in Self.wholeRecords {
      guard let price = Double(record[PlatformColumn.price.rawValue]),
        let quantity = Double(record[PlatformColumn.quantity.rawValue]),
        let amount = Double(record[PlatformColumn.amount.rawValue])
      else { continue }
      if abs(price * quantity - amount) > 0.005 { mismatches += 1 }
    }
    #expect(mismatches == count(.amountMismatch))
  }

  @Test("order lines that come more than once")
  func repeated() {
    var byIdentifier: [String: [[String]]] = [:]
    for record in Self.platform { byIdentifier[record[0], default: []].append(record) }
    let pairs = byIdentifier.values.filter { $0.count > 1 }
    let arrival = PlatformColumn.arrived.rawValue
    #expect(pairs.filter { $0[0] == $0[1] }.count == count(.duplicate))
    let shipments = pairs.filter {
      $0[0] != $0[1] && $0[0][..<arrival] == $0[1][..<arrival]
    }
    #expect(shipments.count == count(.twoShipments))
    for pair in shipments {
      let quantity = Int(pair[0][PlatformColumn.quantity.rawValue])
      #expect((Int(pair[0][arrival]) ?? 0) + (Int(pair[1][arrival]) ?? 0) == quantity)
    }
    #expect(pairs.count == count(.duplicate) + count(.twoShipments) + count(.conflict))
  }

  @Test("a later file repeats order lines, some changed")
  func reissued() throws {
    let path = try #require(city.paths("purchases/reissued/").first)
    #expect(city.paths("purchases/platform/").allSatisfy { $0 < path })
    let originals = Dictionary(
      Self.platform.map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
    let records = city.records(path).dropFirst()
    #expect(records.filter { originals[$0[0]] == $0 }.count == count(.reissuedUnchanged))
    #expect(
      records.filter { originals[$0[0]] != nil && originals[$0[0]] != $0 }.count
        == count(.reissuedChanged))
  }

  @Test("a line without blemishes is written the same by both ways of writing")
  func bothPaths() throws {
    let month = SampleCity.defaultLastMonth
    let fixed = City(seed: 4, lines: 2_000, months: 1, firstMonth: month)
    let layout = PlatformLayout(city: fixed, pieces: .init(fixed), month: 0)
    for index in fixed.pairs.indices {
      let pair = fixed.pairs[index]
      let line = PurchaseLine(
        serial: index + 1, day: index % 31 + 1, product: pair.product,
        institution: pair.institution, distributor: pair.distributor, price: 1_205 + index,
        listing: 99, amount: -7, quantity: index - 3, arrived: index % 5, transit: 6,
        status: .partlySent)
      var quick: [UInt8] = []
      layout.append(line, to: &quick)
      var careful: [UInt8] = []
      layout.append(fields: layout.fields(line), to: &careful)
      careful.append(UInt8(ascii: "\n"))
      #expect(quick == careful)
    }
  }

  @Test("dirt keeps its share up to 100 000 lines and grows no further")
  func shares() {
    for blemish in Blemish.allCases {
      #expect(blemish.count(lines: 100_000) == blemish.share * 5)
      #expect(blemish.count(lines: 10_000_000) == blemish.share * 5)
      #expect(blemish.count(lines: 2_000) >= 1)
    }
    #expect(Blemish.allCases.reduce(0) { $0 + $1.count(lines: 10_000_000) } < 5_000)
  }
}
