internal import DelimitedText

/// The names of one kind in a chunk, with what the first line that has a name says of it.
///
/// Attributes are copied only when a name is new, so they cost nothing on the millions of lines
/// that repeat it.
struct NameTable {
  /// The fields that are kept of each name's first line.
  let attributes: [PurchaseField]
  private(set) var interner = ByteInterner()
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(attributes: [PurchaseField]) {
    self.attributes = attributes
  }

  /// How many names there are.
  var count: Int { interner.count }

  /// The number of a name, and whether it is new; then its attributes are to be added in order.
  mutating func intern(_ name: Span<UInt8>) -> (id: UInt32, isNew: Bool) {
    interner.intern(name)
  }

  /// Adds the next attribute of the newest name.
  mutating func add(attribute: Span<UInt8>) {
    for index in attribute.indices { bytes.append(attribute[index]) }
    ends.append(bytes.count)
  }

  /// The bytes of an attribute, by its place in ``attributes``.
  func attribute(_ index: Int, of id: Int) -> [UInt8] {
    let position = id * attributes.count + index
    return Array(bytes[(position == 0 ? 0 : ends[position - 1])..<ends[position]])
  }

  /// Forgets all names and keeps the memory.
  mutating func removeAll() {
    interner.removeAll()
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
