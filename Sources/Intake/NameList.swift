internal import DelimitedText

/// Names of one kind that a worker met for the first time, with what the first line that has a
/// name says of it.
///
/// A worker numbers names over all chunks that it reads with one parser, and each chunk hands over
/// those that are new, so that what repeats on millions of lines is looked up once a worker.
struct NameList {
  /// The fields that are kept of each name's first line.
  let attributes: [PurchaseField]
  private var bytes: [UInt8] = []
  /// Where each name and each of its attributes ends.
  private var ends: [Int] = []

  init(attributes: [PurchaseField]) {
    self.attributes = attributes
  }

  /// How many names there are.
  var count: Int { ends.count / (attributes.count + 1) }

  /// Adds a name, or the next attribute of the newest name.
  mutating func add(_ text: Span<UInt8>) {
    for index in text.indices { bytes.append(text[index]) }
    ends.append(bytes.count)
  }

  /// The bytes of a name.
  func name(_ index: Int) -> [UInt8] {
    part(index * (attributes.count + 1))
  }

  /// The bytes of an attribute, by its place in ``attributes``.
  func attribute(_ attribute: Int, of index: Int) -> [UInt8] {
    part(index * (attributes.count + 1) + 1 + attribute)
  }

  /// Forgets all names and keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private func part(_ place: Int) -> [UInt8] {
    Array(bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]])
  }
}
