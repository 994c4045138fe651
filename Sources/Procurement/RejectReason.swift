/// Why a line, a value or a file was not used.
public enum RejectReason: String, CaseIterable, Sendable {
  /// The record has fewer or more fields than the header.
  case fieldCount = "field-count"
  /// The file ends inside the record.
  case truncated
  /// A quotation mark is opened and never closed.
  case unclosedQuote = "unclosed-quote"
  /// The record is longer than the limit.
  case recordTooLong = "record-too-long"
  /// All fields are empty.
  case blankRecord = "blank-record"
  /// A sum row (合计) in the middle or at the end of an export.
  case totalRow = "total-row"
  /// The header once more, further down in the file.
  case repeatedHeader = "repeated-header"
  /// The bytes are not text in the file's encoding.
  case undecodable
  /// A needed field is empty.
  case missingValue = "missing-value"
  /// The value is not a number.
  case badNumber = "bad-number"
  /// The number is beyond what a purchase line can carry.
  case outOfRange = "out-of-range"
  /// The value is not a date in a known form.
  case badDate = "bad-date"
  /// The value is a date in a known form, but there is no such day (2025-02-30).
  case noSuchDay = "no-such-day"
  /// The value is a date in a known form, but of a year before 1900 or after 2199 (9999-12-31).
  case dateOutOfRange = "date-out-of-range"
  /// The value is what a spreadsheet keeps of a date: the number of a day (45999).
  case dateSerial = "date-serial"
  /// The code was damaged by a spreadsheet (`1.23E+19`, lost leading zeros).
  case damagedCode = "damaged-code"
  /// The value is none of the known ones.
  case unknownValue = "unknown-value"
  /// A status that nothing knows; the line counts.
  case unknownStatus = "unknown-status"
  /// Amount is not price × quantity within rounding (金额不符).
  case amountMismatch = "amount-mismatch"
  /// The quantity is zero.
  case zeroQuantity = "zero-quantity"
  /// The price is below zero.
  case negativePrice = "negative-price"
  /// The order line was cancelled (作废).
  case cancelled
  /// The same order line stands in the same file with other content (同文件冲突).
  case conflictingLine = "conflicting-line"
  /// The same order line with the same content was already counted (重复).
  case duplicate
  /// A later file has the same order line with other content; that one counts (以后文件为准).
  case superseded
  /// The file cannot be opened or read.
  case unreadableFile = "unreadable-file"
  /// A folder below `purchases/` was not looked into: it cannot be opened, lies too deep or is a link.
  case unreadableFolder = "unreadable-folder"
  /// No header row with the needed columns was found.
  case noHeader = "no-header"
  /// The header of a purchase file states a smallest unit (片), and purchase files are read by the pack.
  case smallestUnits = "smallest-units"
  /// A file that is no CSV file: a spreadsheet, an archive, text under another name.
  case notCSV = "not-csv"
  /// A header that nothing knows, but that is near to a known one.
  case unknownHeader = "unknown-header"
  /// Two columns map to one field.
  case ambiguousHeader = "ambiguous-header"
  /// A profile names a header that the file does not have.
  case missingHeader = "missing-header"
  /// A profile is for files of which there is none.
  case unusedProfile = "unused-profile"
  /// The file is the same, byte for byte, as an earlier one.
  case identicalFile = "identical-file"
  /// The same key stands twice in a catalogue.
  case repeatedKey = "repeated-key"
  /// A row refers to something that no catalogue has.
  case unknownReference = "unknown-reference"
  /// The end lies before the start.
  case endBeforeStart = "end-before-start"
  /// The same is contracted twice for overlapping days (协议期重叠).
  case overlappingPeriod = "overlapping-period"
  /// The quantity is stated in packs, and nothing says how many units a pack has.
  case noConversionRatio = "no-conversion-ratio"
  /// The quantity is so far from what was bought before that its unit is in doubt.
  case suspectUnit = "suspect-unit"
  /// The quantity is about as many times what was bought before as a pack holds units: it counts, but
  /// packs and units may have been mixed up.
  case packLikeQuantity = "pack-like-quantity"
  /// Two plans have one identifier.
  case conflictingPlan = "conflicting-plan"
  /// A plan has a target for an indicator that nothing computes.
  case unknownIndicator = "unknown-indicator"
  /// The batch lists the product under another variety than the row names.
  case otherVariety = "other-variety"
  /// A contract's period goes beyond that of its batch.
  case outsideBatch = "outside-batch"
  /// The report month, found out as the last with purchases, has few lines beside the one before.
  case fewLines = "few-lines"
  /// Nothing was bought in a month between the first and the report month: its file may be missing.
  case missingMonth = "missing-month"
  /// The line names an institution by a name that several in the catalogue have.
  case ambiguousInstitution = "ambiguous-institution"
  /// Nothing says who owns the institution, though it is known of others (机构性质不明).
  case ownershipNotStated = "ownership-not-stated"
  /// A renewal starts before the batch that it renews has ended.
  case earlyRenewal = "early-renewal"
  /// Purchases that the contract might count count for a contract of another batch that lists the same
  /// product for the same days.
  case sharedProduct = "shared-product"
  /// The row, or the first line of a purchase file that has the product, states another conversion ratio
  /// than the product has; the value has both.
  case conflictingRatio = "conflicting-ratio"
  /// The first line of a purchase file that has the institution states another ownership or region than
  /// later files do; the value has both.
  case conflictingInstitution = "conflicting-institution"
}
