internal import DelimitedText

/// Where a list of names comes from.
struct NameSource {
  /// Tells layouts apart: files of one layout and encoding have the same.
  let layout: Int
  /// The encoding of the names.
  let encoding: TextEncoding
  /// What words of the file stand for, by field.
  let words: [PurchaseField: [String: String]]

  /// A product's code, or the parts of its name, as the words have it; `nil` where they say nothing of
  /// it, so that the name stands as it is.
  func mappedProduct(_ list: NameList, _ index: Int) -> [UInt8]? {
    mapped(
      list, index, code: .productCode,
      parts: [.productName, .form, .specification, .manufacturer])
  }

  /// The same of an institution.
  func mappedInstitution(_ list: NameList, _ index: Int) -> [UInt8]? {
    mapped(list, index, code: .institutionCode, parts: [.institutionName])
  }

  /// The same of a distributor.
  func mappedDistributor(_ list: NameList, _ index: Int) -> [UInt8]? {
    mapped(list, index, code: .distributor, parts: [])
  }

  private func mapped(
    _ list: NameList, _ index: Int, code: PurchaseField, parts: [PurchaseField]
  ) -> [UInt8]? {
    if words.isEmpty || words[code] == nil && parts.allSatisfy({ words[$0] == nil }) { return nil }
    let mark = IdentityTables.nameMark
    let name = list.name(index)
    guard name.first == mark else { return mapped(name, code) }
    let said = name.dropFirst().split(separator: mark, omittingEmptySubsequences: false)
    return zip(said, parts).reduce(into: []) { result, part in
      result.append(mark)
      result += mapped(Array(part.0), part.1) ?? Array(part.0)
    }
  }

  private func mapped(_ bytes: [UInt8], _ field: PurchaseField) -> [UInt8]? {
    guard let map = words[field], let text = encoding.decode(bytes) else { return nil }
    return map[TextNormal.value(text)].map(encoding.encode)
  }
}

/// What the first line of a layout that has a name says of it.
struct Attributes {
  let layout: Int
  private let list: NameList
  private let index: Int
  private let source: NameSource

  init(_ list: NameList, _ index: Int, _ source: NameSource) {
    layout = source.layout
    self.list = list
    self.index = index
    self.source = source
  }

  /// An attribute by its place in the list's attributes; empty where the line has none.
  subscript(attribute: Int) -> String {
    let bytes = list.attribute(attribute, of: index)
    let text = TextNormal.value(source.encoding.decodeRepairing(bytes))
    return source.words[list.attributes[attribute]]?[text] ?? text
  }
}
