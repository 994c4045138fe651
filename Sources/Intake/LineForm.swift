internal import DelimitedText
internal import Procurement

/// How the lines of a file are read, which is the same for all of them. A class, so that the hot
/// loop hands on a reference.
final class LineForm: Sendable {
  let layout: PurchaseLayout
  let encoding: TextEncoding
  let dates: DateText
  private let words: Set<String>
  private let nulls: [[UInt8]]
  private let longestNull: Int
  private let hiddenNulls: HiddenNulls
  /// Whether a word for nothing may end in a digit, as no built-in one does.
  let hasNumberedNull: Bool
  /// The constants' bytes in the file's encoding, by the field's ordinal.
  let constants: [[UInt8]?]
  /// The column of each field by its ordinal, −1 where there is none.
  let columns: [Int]

  /// How lines of `layout` in `encoding` are read.
  init(_ layout: PurchaseLayout, _ encoding: TextEncoding) {
    self.layout = layout
    self.encoding = encoding
    columns = layout.columns
    dates = layout.profile?.dates ?? DateText()
    words = TextNormal.nulls.union(layout.profile?.nulls ?? [])
    nulls = words.map { encoding.encode($0) }.filter { !$0.isEmpty }
    longestNull = nulls.map(\.count).max() ?? 0
    hiddenNulls = HiddenNulls(of: nulls, encoding)
    hasNumberedNull = nulls.contains { ($0.last ?? 0) &- 48 < 10 }
    constants = layout.constants.map { $0.map(encoding.encode) }
  }

  /// Whether the file has a column for `field`.
  @inline(__always)
  func has(_ field: PurchaseField) -> Bool { columns[field.ordinal] >= 0 }

  /// The field whose absence is to be named: the code, unless the file has names only.
  func named(_ code: PurchaseField, _ name: PurchaseField) -> PurchaseField {
    !has(code) && has(name) ? name : code
  }

  /// Where the bytes of a field lie; empty where the file has no such column.
  @inline(__always)
  func range(
    _ field: PurchaseField, _ record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>
  ) -> Range<Int> {
    let column = columns[field.ordinal]
    guard column >= 0 else { return 0..<0 }
    return fields[Int(record.firstField) + column].range
  }

  /// Whether a field's bytes stand for nothing: none, a word for nothing, or what is one, or none, without
  /// the blanks round it and in half-width signs.
  @inline(__always)
  func isNull(_ text: Span<UInt8>) -> Bool {
    if text.isEmpty { return true }
    if text.count <= longestNull, isWordForNothing(text) { return true }
    return hiddenNulls.mayBe(text) && isHiddenNull(text)
  }

  /// The longest field that may be nothing but blanks.
  private static let longestBlank = 1_024

  @inline(never)
  private func isHiddenNull(_ text: Span<UInt8>) -> Bool {
    text.count <= Self.longestBlank && words.contains(TextNormal.value(self.text(text)))
  }

  private func isWordForNothing(_ text: Span<UInt8>) -> Bool {
    next: for null in nulls where null.count == text.count {
      for index in null.indices where null[index] != text[index] { continue next }
      return true
    }
    return false
  }

  /// Where the bytes of a field lie without blanks of ASCII round them.
  func trimmedRange(
    _ field: PurchaseField, _ record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>,
    in bytes: Span<UInt8>
  ) -> Range<Int> {
    var range = range(field, record, fields)
    while let last = range.last, bytes[last] <= UInt8(ascii: " ") { range.removeLast() }
    while let first = range.first, bytes[first] <= UInt8(ascii: " ") { range.removeFirst() }
    return range
  }

  /// A field's bytes as text.
  func text(_ span: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    for index in span.indices { bytes.append(span[index]) }
    return encoding.decodeRepairing(bytes)
  }
}
