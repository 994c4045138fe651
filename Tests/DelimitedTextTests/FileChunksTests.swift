import DelimitedText
import SystemPackage
import Testing

struct FileChunksTests {
  /// Longer than the first stretch is at least, with everything that a cut could break after it.
  private static let text: String = {
    let filler = String(repeating: "86900,运城市医院,12.50\n", count: 2900)
    let nasty =
      "a,b,c\n\"x\ny\",\"z\n\n\",1\r\n\r\n2,\"价\"\"格\",3\n4,\"5,6\n7,8,9\n,,\n10,\" 11 \",12\n13,14\r,15"
    return "编码,机构,价格\n" + filler + nasty + "\n" + nasty
  }()

  private func chunks(_ path: FilePath, chunkSize: Int) throws -> [FileChunks.Chunk] {
    var chunks = try FileChunks(path, chunkSize: chunkSize)
    var result: [FileChunks.Chunk] = []
    while let chunk = try chunks.next() { result.append(chunk) }
    return result
  }

  /// Reads a file chunk by chunk, the memory of each given to a later one.
  private func read(_ path: FilePath, chunkSize: Int, into reader: inout Reader) throws {
    var chunks = try FileChunks(path, chunkSize: chunkSize)
    reader.start()
    var spare: [[UInt8]] = []
    while true {
      var used = spare.popLast() ?? []
      guard let chunk = try chunks.next(reusing: &used) else { break }
      reader.add(chunk.bytes[..<chunk.count], firstLine: chunk.firstLine, isLast: chunk.isLast)
      spare.insert(chunk.bytes, at: 0)
      if spare.count > 2 { spare.removeLast() }
    }
  }

  // MARK: Any size

  @Test(arguments: [TextEncoding.utf8, .gb18030])
  func chunkSizeChangesNothing(_ encoding: TextEncoding) throws {
    let scratch = try Scratch()
    let bytes = encoding.encode(Self.text)
    let path = try scratch.write(bytes)
    var reader = Reader(expectedFields: 3)
    let whole = reader.read(bytes)
    #expect(whole.faults.count == 2)
    let sizes = Array(1...40) + [64, 100, 180, 1000, 65_536, bytes.count - 1, bytes.count, 1 << 20]
    for chunkSize in sizes {
      try read(path, chunkSize: chunkSize, into: &reader)
      #expect(reader.reading == whole, "\(chunkSize)")
    }
  }

  /// However little of a file a stretch holds, encoding and dialect are found as in the whole.
  @Test(arguments: [1, 2, 3, 7, 100, 1 << 22])
  func chunkSizeDoesNotMislead(_ chunkSize: Int) throws {
    let scratch = try Scratch()
    let text = Self.text.replacing(",", with: ";")
    for encoding in TextEncoding.allCases {
      let path = try scratch.write(encoding.encode("\u{FEFF}" + text))
      let plain = try scratch.write(encoding.encode(text), to: "plain.csv")
      for file in [path, plain] {
        var chunks = try FileChunks(file, chunkSize: chunkSize)
        #expect(chunks.encoding == encoding)
        #expect(chunks.chunkEncoding == (encoding == .gb18030 ? .gb18030 : .utf8))
        #expect(chunks.dialect == Dialect(delimiter: UInt8(ascii: ";")))
        let first = try #require(try chunks.next())
        #expect(first.bytes.starts(with: chunks.chunkEncoding.encode("编码;机构;价格\n")))
      }
    }
  }

  @Test func chunksEndWhereLinesEnd() throws {
    let scratch = try Scratch()
    let bytes = Array(Self.text.utf8)
    let chunks = try chunks(scratch.write(bytes), chunkSize: 100)
    #expect(chunks.count > 10)
    var line = 1
    for chunk in chunks {
      #expect(chunk.firstLine == line)
      line += chunk.bytes[..<chunk.count].count { $0 == 0x0A }
      if !chunk.isLast { #expect(chunk.bytes[chunk.count - 1] == 0x0A) }
    }
    #expect(chunks.flatMap { $0.bytes[..<$0.count] } == bytes)
    #expect(chunks.map(\.isLast) == chunks.dropLast().map { _ in false } + [true])
  }

  @Test func usedMemoryLeavesNothingBehind() throws {
    let scratch = try Scratch()
    let bytes = Array(Self.text.utf8)
    var chunks = try FileChunks(scratch.write(bytes), chunkSize: 500)
    var joined: [UInt8] = []
    while true {
      var old = [UInt8](repeating: UInt8(ascii: "\n"), count: 100_000)
      guard let chunk = try chunks.next(reusing: &old) else { break }
      joined += chunk.bytes[..<chunk.count]
    }
    #expect(joined == bytes)
  }

  // MARK: Encodings

  @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian], ["", "\u{FEFF}"])
  func utf16IsReadAsUTF8(_ encoding: TextEncoding, _ mark: String) throws {
    let scratch = try Scratch()
    let path = try scratch.write(encoding.encode(mark + Self.text))
    var chunks = try FileChunks(path, chunkSize: 1000)
    var joined: [UInt8] = []
    while let chunk = try chunks.next() { joined += chunk.bytes[..<chunk.count] }
    #expect(chunks.encoding == encoding)
    #expect(chunks.chunkEncoding == .utf8)
    #expect(joined == Array(Self.text.utf8))
  }

  @Test func whatIsSetIsNotFoundOut() throws {
    let scratch = try Scratch()
    let path = try scratch.write(Array("a;b;c\n价\n".utf8))
    let chunks = try FileChunks(path, encoding: .gb18030, delimiter: UInt8(ascii: ","))
    #expect(chunks.encoding == .gb18030)
    #expect(chunks.dialect.delimiter == UInt8(ascii: ","))
    #expect(chunks.size == 10)
  }

  @Test func returnsAloneEndLines() throws {
    let scratch = try Scratch()
    let line = "86900,12.50\r"
    let path = try scratch.write(Array(String(repeating: line, count: 9000).utf8))
    let chunks = try chunks(path, chunkSize: 120)
    #expect(chunks.count > 100)
    #expect(chunks.dropFirst().allSatisfy { $0.bytes.starts(with: line.utf8) })
    #expect(chunks.last.map { $0.firstLine > 8900 } ?? false)
  }

  // MARK: Limits and errors

  /// A line longer than any record, and longer than a stretch, is one fault, and ends where it
  /// ends; its length in stretches does not show.
  @Test(arguments: [(1000, 400_000), (50_000, 200_000), (1 << 22, 100_000)])
  func endlessLinesAreOneFault(_ chunkSize: Int, _ length: Int) throws {
    let scratch = try Scratch()
    let endless = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    for (end, last) in [("\nc,d\ne,f", 3), ("\nc,d\n", 2), ("\n", 1), ("", 1)] {
      let bytes = Array("a,b\n".utf8) + endless + Array(end.utf8)
      var reader = Reader(expectedFields: 2)
      try read(scratch.write(bytes), chunkSize: chunkSize, into: &reader)
      #expect(reader.reading.faultLines == [2])
      #expect(reader.reading.records.count == last)
      #expect(reader.reading == reader.read(bytes))
    }
  }

  @Test(arguments: ["", "\u{FEFF}", "\n", "a"])
  func smallestFiles(_ text: String) throws {
    let scratch = try Scratch()
    let chunks = try chunks(scratch.write(Array(text.utf8)), chunkSize: 1 << 22)
    #expect(chunks.count == 1)
    #expect(chunks.first?.isLast == true)
    #expect(chunks.first?.firstLine == 1)
    #expect(chunks.first?.count == (text == "\u{FEFF}" ? 0 : text.utf8.count))
  }

  /// UTF-16 is converted as a whole, and places in a stretch are numbers of 32 bits.
  @Test(.timeLimit(.minutes(1)), arguments: TextEncoding.allCases)
  func aStretchTooLongIsRefusedUnread(_ encoding: TextEncoding) throws {
    let scratch = try Scratch()
    let path = try scratch.write(encoding.encode("\u{FEFF}a,b\n"))
    let file = try FileDescriptor.open(path, .writeOnly)
    try file.closeAfter { try file.resize(to: 1 << 40) }
    for chunkSize in [1 << 16, 1 << 22, 1 << 41] {
      if encoding.splitsAsBytes && chunkSize < 1 << 30 {
        #expect(try FileChunks(path, chunkSize: chunkSize).size == 1 << 40)
      } else {
        #expect(throws: Errno.fileTooLarge) {
          _ = try FileChunks(path, chunkSize: chunkSize).size
        }
      }
    }
    #expect(throws: Errno.fileTooLarge) { try DelimitedTable(path) }
  }

  @Test func missingFilesAreErrors() throws {
    let scratch = try Scratch()
    #expect(throws: Errno.noSuchFileOrDirectory) {
      _ = try FileChunks(scratch.path.appending("none.csv")).size
    }
    #expect(throws: Errno.isDirectory) { _ = try FileChunks(scratch.path).size }
  }
}
