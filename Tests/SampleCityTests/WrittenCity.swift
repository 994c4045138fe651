import SampleCity

/// The files that a city writes, kept in memory.
struct WrittenCity {
  private(set) var files: [SampleFile] = []
  private(set) var bytes: [String: [UInt8]] = [:]
  /// Whether each chunk but the last of a file ended with a line feed.
  private(set) var hasWholeLineChunks = true

  init(_ city: SampleCity) {
    city.write { keep($0, $1) }
  }

  init(_ folder: EmptyFolder) {
    folder.write { keep($0, $1) }
  }

  private mutating func keep(_ file: SampleFile, _ chunk: [UInt8]) {
    if files.last == file {
      if bytes[file.path]?.last != UInt8(ascii: "\n") { hasWholeLineChunks = false }
    } else {
      files.append(file)
    }
    bytes[file.path, default: []] += chunk
  }

  /// The sample that the project ships, but for its seed.
  static let standard = WrittenCity(SampleCity(seed: 1, lines: 20_000, months: 24))

  /// Paths that begin with `prefix`, in the order written.
  func paths(_ prefix: String) -> [String] {
    files.map(\.path).filter { $0.hasPrefix(prefix) }
  }

  func text(_ path: String) -> String {
    String(decoding: bytes[path] ?? [], as: UTF8.self)
  }

  /// The records of a file, header included, blank lines left out.
  func records(_ path: String) -> [[String]] {
    var text = bytes[path] ?? []
    if text.starts(with: [0xef, 0xbb, 0xbf]) { text.removeFirst(3) }
    let head = text.prefix(300)
    let delimiter = [UInt8(ascii: "\t"), UInt8(ascii: ";")].first(where: head.contains)
    return parse(text, delimiter ?? UInt8(ascii: ","))
  }

  /// The records of a catalogue or platform file as dictionaries by header.
  func rows(_ path: String) -> [[String: String]] {
    let records = records(path)
    guard let header = records.first else { return [] }
    return records.dropFirst().map { record in
      Dictionary(zip(header, record), uniquingKeysWith: { first, _ in first })
    }
  }
}

/// A plain reader of delimited text, independent of the one in the program.
func parse(_ text: [UInt8], _ delimiter: UInt8) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var field: [UInt8] = []
  var isQuoted = false
  func endField() {
    record.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
  }
  func endRecord() {
    if !record.isEmpty || !field.isEmpty {
      endField()
      records.append(record)
      record.removeAll(keepingCapacity: true)
    }
  }
  for byte in text {
    if byte == UInt8(ascii: "\"") {
      isQuoted.toggle()
    } else if isQuoted {
      field.append(byte)
    } else if byte == delimiter {
      endField()
    } else if byte == UInt8(ascii: "\n") {
      endRecord()
    } else if byte != UInt8(ascii: "\r") {
      field.append(byte)
    }
  }
  endRecord()
  return records
}

/// FNV-1a over all files, with their paths.
func fingerprint(_ city: WrittenCity) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for file in city.files {
    for byte in Array(file.path.utf8) + (city.bytes[file.path] ?? []) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }
  return hash
}
