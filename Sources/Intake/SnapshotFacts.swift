/// Something that was kept does not hold together.
struct DamagedSnapshot: Error {}

/// Numbers and texts, one after the other.
struct FactWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int64) {
    var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func add(_ number: Int) { add(Int64(number)) }

  mutating func add(_ number: Int?) {
    add(number == nil ? 0 : 1)
    if let number { add(number) }
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }

  mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }
}

/// Reads what a ``FactWriter`` wrote; nothing of it is certain.
struct FactReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func long() throws(DamagedSnapshot) -> Int64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
      shift += 7
    }
    throw DamagedSnapshot()
  }

  mutating func number() throws(DamagedSnapshot) -> Int { Int(try long()) }

  /// A number of lines or bytes.
  mutating func count() throws(DamagedSnapshot) -> Int {
    let value = try number()
    guard value >= 0, value < 1 << 50 else { throw DamagedSnapshot() }
    return value
  }

  mutating func optionalNumber() throws(DamagedSnapshot) -> Int? {
    try number() == 0 ? nil : try number()
  }

  mutating func text() throws(DamagedSnapshot) -> String {
    let count = try number()
    guard count >= 0, count <= bytes.count - place,
      let text = String(validating: bytes[place..<(place + count)], as: UTF8.self)
    else { throw DamagedSnapshot() }
    place += count
    return text
  }

  mutating func optionalText() throws(DamagedSnapshot) -> String? {
    try number() == 0 ? nil : try text()
  }

  /// As many values as a number says, each of which takes a byte at least.
  mutating func list<Value>(
    _ value: (inout FactReader) throws(DamagedSnapshot) -> Value
  ) throws(DamagedSnapshot) -> [Value] {
    let count = try number()
    guard count >= 0, count <= bytes.count - place else { throw DamagedSnapshot() }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try value(&self)) }
    return values
  }
}
