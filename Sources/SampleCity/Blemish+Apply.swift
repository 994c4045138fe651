import Procurement

extension Blemish {
  /// Changes `line` where the blemish is in what was bought, not in how it is written.
  func change(_ line: inout PurchaseLine) {
    switch self {
    case .cancelled:
      line.status = .cancelled
      line.arrived = 0
      // Half by the institution, a third never sent, the rest entered twice.
      line.cancelReason = [0, 1, 0, 2, 0, 1][line.serial % 6]
    case .negativeQuantity:
      line.quantity = -max(1, line.quantity / 4)
      line.amount = line.price * line.quantity
      line.arrived = 0
      line.status = .sent
    case .returnColumn:
      line.arrived = line.quantity
      line.returned = max(1, line.quantity / 5)
      line.status = .sent
    case .amountMismatch: line.amount += line.amount / 10 + 100
    case .zeroQuantity:
      line.quantity = 0
      line.amount = 0
      line.arrived = 0
    case .twoShipments:
      line.quantity = max(2, line.quantity)
      line.amount = line.price * line.quantity
      line.arrived = line.quantity / 2
      line.status = .partlySent
    case .thousandsSeparator:
      // Enough for an amount of four digits before the point.
      line.quantity = max(line.quantity, 130_000 / max(1, line.price) + 1)
      line.amount = line.price * line.quantity
      line.arrived = line.quantity
      line.status = .sent
    default: break
    }
  }

  /// Changes the `fields` of a line where the blemish is in how it is written.
  func change(_ fields: inout [String], month: Month, day: Int, random: inout RandomSource) {
    func set(_ column: PlatformColumn, _ text: String) { fields[column.rawValue] = text }
    func text(_ column: PlatformColumn) -> String { fields[column.rawValue] }
    switch self {
    case .emptyMark:
      let columns: [PlatformColumn] = [.form, .returned, .listing, .arrival]
      set(random.pick(columns), random.pick(["\\N", "-", "无"]))
    case .missingValue:
      // Price, quantity and amount follow from each other, so two of them have to go.
      let columns: [PlatformColumn] = random.chance(500) ? [.date] : [.price, .amount]
      let mark = random.pick(["\\N", "-", ""])
      for column in columns { set(column, mark) }
    case .damagedCode:
      let mantissa = 100_000 + random.below(899_999)
      set(.productCode, "\(mantissa / 100_000).\(digits(mantissa % 100_000, 5))E+19")
    case .textInNumber:
      if random.chance(500) {
        set(.quantity, "约\(text(.quantity))盒")
      } else {
        set(.price, "面议")
      }
    case .badDate:
      let year = month.year
      set(.date, random.pick(["\(year)-02-30", "\(year)年13月1日", "待定", "\(year)/4/31"]))
    case .otherDateStyle:
      let style = random.pick(
        DateStyle.allCases.filter { $0.text(day: day, of: month) != text(.date) })
      set(.date, style.text(day: day, of: month))
    case .thousandsSeparator:
      set(.amount, Self.grouped(text(.amount)))
      set(.quantity, Self.grouped(text(.quantity)))
    case .quotedNewline:
      let parts = text(.specification).split(separator: ",", maxSplits: 1)
      set(.specification, parts.joined(separator: "\n"))
    case .extraBlanks:
      set(.institutionCode, "  " + text(.institutionCode))
      set(.price, " \(text(.price)) ")
      set(.maker, text(.maker) + "\u{3000}")
    case .fullWidthDigits:
      set(.quantity, Self.fullWidth(text(.quantity)))
      set(.price, Self.fullWidth(text(.price)))
    case .unknownChannel: set(.channel, "其它渠道")
    case .extraField: fields.insert("补录", at: PlatformColumn.channel.rawValue)
    case .conflict:
      set(.quantity, text(.quantity) + "0")
      set(.amount, Self.timesTen(text(.amount)))
    case .cancelled, .negativeQuantity, .returnColumn, .amountMismatch, .zeroQuantity, .blankLine,
      .twoShipments, .duplicate, .reissuedUnchanged, .reissuedChanged:
      break
    }
  }

  /// `1234.50` as `1,234.50`.
  static func grouped(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return text }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return parts.count > 1 ? result + "." + parts[1] : result
  }

  /// Digits and point in their full-width forms.
  static func fullWidth(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap { scalar in
          (0x21...0x7e).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xfee0) : scalar
        }))
  }

  /// An amount with two decimals, ten times as large.
  private static func timesTen(_ text: String) -> String {
    var units = text.filter { $0 != "." } + "0"
    units.insert(".", at: units.index(units.endIndex, offsetBy: -2))
    return units
  }
}
