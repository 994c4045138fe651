internal import DelimitedText

/// A header that a profile names for a field, and that a file does not have.
public struct MissingHeader: Hashable, Sendable {
  /// The field.
  public let field: PurchaseField
  /// The headers that the profile names for it.
  public let headers: String
  /// The physical line of the file's header.
  let line: Int

  /// What of `profile` is missing in a header row.
  static func all(
    of profile: ImportProfile?, in row: [String], line: Int
  ) -> [MissingHeader] {
    guard let profile else { return [] }
    let names = Set(row.map { HeaderNames.read($0).name })
    return PurchaseField.allCases.compactMap { field in
      guard let headers = profile.fields[field], !headers.isEmpty, profile.constants[field] == nil,
        profile.fileName[field] == nil,
        !headers.contains(where: { names.contains(HeaderNames.read($0).name) })
      else { return nil }
      return MissingHeader(field: field, headers: headers.joined(separator: "、"), line: line)
    }
  }
}

extension RecordBatch {
  /// What of a profile the header row lacks, in a file none of whose rows is a header by that profile:
  /// the row that would be one, and lacks least, with whatever the profile names and it has not.
  func missingHeaders(of profile: ImportProfile?, in encoding: TextEncoding) -> [MissingHeader] {
    var least: [MissingHeader] = []
    for record in records.prefix(DelimitedTable.titleLimit) {
      let row = (0..<Int(record.fieldCount)).map {
        TextNormal.value(encoding.decodeRepairing(Array(bytes(of: record, column: $0))))
      }
      let missing = MissingHeader.all(of: profile, in: row, line: Int(record.line))
      guard !missing.isEmpty, least.isEmpty || missing.count < least.count,
        var relaxed = profile
      else { continue }
      for header in missing {
        relaxed.fields[header.field] = nil
        relaxed.constants[header.field] = ""
      }
      let layout = PurchaseLayout(
        headers: row, line: Int(record.line), unit: nil, profile: relaxed, fileName: "")
      // A title is no header, however little a profile leaves to find.
      if let layout, layout.columns.count(where: { $0 >= 0 }) > 1 { least = missing }
    }
    return least
  }
}
