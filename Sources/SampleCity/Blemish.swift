/// A kind of dirt that real exports have.
enum Blemish: CaseIterable {
  /// `\N`, `-` or `无` in a column that may be empty.
  case emptyMark
  /// The same, or nothing, in columns that are needed.
  case missingValue
  /// A product code that a spreadsheet has turned into `1.23457E+19`.
  case damagedCode
  /// A cancelled line (作废).
  case cancelled
  /// A return as a line with a negative quantity.
  case negativeQuantity
  /// A return in the column for it.
  case returnColumn
  /// An amount that is not price × quantity.
  case amountMismatch
  /// Words in a number column.
  case textInNumber
  /// No such day, or no date.
  case badDate
  /// A date in another style than the file's; it is valid.
  case otherDateStyle
  /// An amount as `1,234.50`; it is valid.
  case thousandsSeparator
  /// A line break within a quoted field; it is valid.
  case quotedNewline
  /// Blanks round fields; they are valid.
  case extraBlanks
  /// Full-width digits; they are valid.
  case fullWidthDigits
  /// A quantity of 0.
  case zeroQuantity
  /// A channel nobody knows.
  case unknownChannel
  /// A comma too many.
  case extraField
  /// A blank line before the line.
  case blankLine
  /// The order line comes in two shipments, on two lines.
  case twoShipments
  /// The line stands twice.
  case duplicate
  /// The order line stands twice with different content.
  case conflict
  /// A later file repeats the line as it is.
  case reissuedUnchanged
  /// A later file repeats the order line with other content.
  case reissuedChanged

  /// How many there are in 20 000 lines.
  var share: Int {
    switch self {
    case .emptyMark: 40
    case .missingValue: 6
    case .damagedCode: 12
    case .cancelled: 60
    case .negativeQuantity: 40
    case .returnColumn: 80
    case .amountMismatch: 15
    case .textInNumber: 10
    case .badDate: 8
    case .otherDateStyle: 60
    case .thousandsSeparator: 60
    case .quotedNewline: 12
    case .extraBlanks: 60
    case .fullWidthDigits: 12
    case .zeroQuantity: 4
    case .unknownChannel: 3
    case .extraField: 3
    case .blankLine: 10
    case .twoShipments: 150
    case .duplicate: 40
    case .conflict: 3
    case .reissuedUnchanged: 20
    case .reissuedChanged: 30
    }
  }

  /// Whether the line after the blemished one belongs to it.
  var takesTwoLines: Bool {
    switch self {
    case .twoShipments, .duplicate, .conflict: true
    default: false
    }
  }

  /// How many there are in a sample of `lines` lines: from 100 000 lines on no more than there.
  func count(lines: Int) -> Int {
    let counted = share * min(lines, 100_000)
    return lines < 2_000 ? counted / 20_000 : (counted + 19_999) / 20_000
  }

  /// How many of `total` fall to the part numbered `part` of `parts`: spread evenly, and each
  /// kind beginning elsewhere, so that rare kinds do not meet in one file.
  static func portion(of total: Int, part: Int, parts: Int, offset: Int) -> Int {
    let place = (part + offset) % parts
    return total * (place + 1) / parts - total * place / parts
  }
}
