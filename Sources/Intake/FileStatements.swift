internal import DelimitedText
internal import Procurement

/// What the lines of one file say of products and institutions where they first name them: what is held
/// against what the products and institutions count with.
struct FileStatements: Sendable {
  /// A product's conversion ratio.
  struct Ratio: Sendable {
    /// The product, by its number over all files.
    var product: UInt32
    var line: Int
    /// 1/10 000 smallest units a pack.
    var ratio: Int64
  }

  /// Who owns an institution, and where it lies; each empty where the line does not say.
  struct Standing: Sendable {
    /// The institution, by its number over all files.
    var institution: UInt32
    var line: Int
    var ownership: String
    var region: String
  }

  /// The headers of the columns that say so.
  struct Columns: Sendable {
    var ratio = ""
    var ownership = ""
    var region = ""
  }

  var columns = Columns()
  var ratios: [Ratio] = []
  var standings: [Standing] = []
}

extension FileStatements.Columns {
  /// The headers of a layout.
  init(_ layout: PurchaseLayout) {
    self.init(
      ratio: layout.header(of: .conversionRatio), ownership: layout.header(of: .ownership),
      region: layout.header(of: .region))
  }
}

/// Gathers the statements of the file that is being read.
struct StatementReader {
  private(set) var file = FileStatements()
  /// How many files were begun.
  private var opened: UInt32 = 0
  /// The last of them that named each product, and each institution.
  private var productFiles: [UInt32] = []
  private var institutionFiles: [UInt32] = []

  /// Begins a file.
  mutating func open() {
    opened += 1
    file = FileStatements()
  }

  /// Takes in what a chunk says of names that stood nowhere in the file before.
  ///
  /// Whichever parser reads a chunk, it tells of every name that it has not met in the file; so the first
  /// line of the file that has a name is always among what is told.
  mutating func add(
    _ chunk: ParsedChunk, in table: borrowing NameNumbers.Table, _ columns: FileStatements.Columns
  ) {
    file.columns = columns
    for sighting in chunk.productSightings {
      let number = table.products.entries[Int(sighting.name)].number
      guard Self.isFirst(number, in: opened, &productFiles), sighting.said > 0 else { continue }
      file.ratios.append(
        FileStatements.Ratio(product: number, line: Int(sighting.line), ratio: sighting.said))
    }
    for sighting in chunk.institutionSightings {
      let number = table.institutions.entries[Int(sighting.name)].number
      guard Self.isFirst(number, in: opened, &institutionFiles) else { continue }
      let (ownership, region) = table.standings[Int(sighting.said)]
      if ownership.isEmpty, region.isEmpty { continue }
      file.standings.append(
        FileStatements.Standing(
          institution: number, line: Int(sighting.line), ownership: ownership, region: region))
    }
  }

  /// Whether a name that can be used stands in a file for the first time.
  private static func isFirst(_ number: UInt32, in file: UInt32, _ files: inout [UInt32]) -> Bool {
    if number == NameNumbers.Kind.unusable { return false }
    while files.count <= Int(number) { files.append(0) }
    defer { files[Int(number)] = file }
    return files[Int(number)] != file
  }
}
