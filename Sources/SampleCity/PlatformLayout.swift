import Procurement

/// Writes order lines of one month as the platform exports them.
///
/// What stands side by side and repeats (an institution's columns, a product's columns) is kept as
/// one piece of bytes, so that a line is a handful of copies and seven numbers.
struct PlatformLayout {
  /// The pieces that repeat, for all months.
  struct Pieces {
    /// Code, name and region, each followed by a comma.
    let institutions: [[UInt8]]
    /// Code to maker, each followed by a comma.
    let products: [[UInt8]]
    /// The same of products as single lines name them.
    let variants: [[UInt8]]
    /// Name and channel, each followed by a comma.
    let distributors: [[UInt8]]

    init(_ city: City) {
      institutions = city.institutions.map { Array("\($0.code),\($0.name),\($0.region),".utf8) }
      func piece(_ product: SampleProduct, _ specification: String, _ ratio: Int) -> [UInt8] {
        Array(
          """
          \(product.code),\(product.variety.name),\(product.form),"\(specification)",\(ratio),\
          \(product.maker),
          """.utf8)
      }
      products = city.products.map { piece($0, $0.specification, $0.ratio) }
      variants = city.planted.variants.map {
        piece(city.products[$0.product], $0.specification, $0.ratio)
      }
      distributors = city.distributors.map { Array("\($0),平台采购,".utf8) }
    }
  }

  private let city: City
  private let pieces: Pieces
  /// What every order line's number of the month begins with.
  private let prefix: [UInt8]
  /// The month's days and ten more, as dates: in most months `2024-01-05`, in some `2024/1/5`,
  /// in some `20240105`.
  private let dates: [[UInt8]]
  private let statuses = PurchaseLine.Status.allCases.map { Array("\($0.text),".utf8) }

  /// - Parameter variesDates: whether some months print their dates in another style.
  init(city: City, pieces: Pieces, month: Int, variesDates: Bool = true) {
    self.city = city
    self.pieces = pieces
    let calendarMonth = city.firstMonth.advanced(by: month)
    prefix = Array("P\(digits(calendarMonth.year % 100, 2))\(digits(calendarMonth.month, 2))".utf8)
    let style: DateStyle =
      !variesDates
      ? .dashes : month % 6 == 3 ? .slashes : month % 6 == 4 ? .compact : .dashes
    dates = (0...45).map { Array(style.text(day: $0, of: calendarMonth).utf8) }
  }

  /// Whether the line states what arrived.
  private func isConfirmed(_ line: PurchaseLine) -> Bool { line.institution != city.unconfirmed }

  /// Appends `line` with its line feed.
  func append(_ line: PurchaseLine, to bytes: inout [UInt8]) {
    let comma = UInt8(ascii: ",")
    bytes.append(contentsOf: prefix)
    bytes.append(number: line.serial, width: 7)
    bytes.append(comma)
    bytes.append(contentsOf: dates[line.day])
    bytes.append(comma)
    bytes.append(contentsOf: pieces.institutions[line.institution])
    bytes.append(
      contentsOf: line.variant.map { pieces.variants[$0] } ?? pieces.products[line.product])
    bytes.append(contentsOf: pieces.distributors[line.distributor])
    bytes.append(fen: line.price)
    bytes.append(comma)
    bytes.append(number: line.quantity)
    bytes.append(comma)
    bytes.append(fen: line.amount)
    bytes.append(comma)
    if isConfirmed(line) { bytes.append(number: line.arrived) }
    bytes.append(comma)
    bytes.append(number: line.returned)
    bytes.append(comma)
    bytes.append(fen: line.listing)
    bytes.append(comma)
    bytes.append(contentsOf: statuses[line.status.rawValue])
    if line.arrived > 0, isConfirmed(line) {
      bytes.append(contentsOf: dates[line.day + line.transit])
    }
    bytes.append(comma)
    if let reason = line.cancelReason { bytes.append(text: PurchaseLine.cancelReasons[reason]) }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The fields of `line`, in the order of ``PlatformColumn``: for lines that get blemishes.
  func fields(_ line: PurchaseLine) -> [String] {
    let institution = city.institutions[line.institution]
    let product = city.products[line.product]
    let variant = line.variant.map { city.planted.variants[$0] }
    return [
      String(decoding: prefix, as: UTF8.self) + digits(line.serial, 7),
      String(decoding: dates[line.day], as: UTF8.self),
      institution.code, institution.name, institution.region,
      product.code, product.variety.name, product.form,
      variant?.specification ?? product.specification,
      String(variant?.ratio ?? product.ratio), product.maker, city.distributors[line.distributor],
      "平台采购",
      yuanText(fen: line.price), String(line.quantity), yuanText(fen: line.amount),
      isConfirmed(line) ? String(line.arrived) : "", String(line.returned),
      yuanText(fen: line.listing), line.status.text,
      line.arrived > 0 && isConfirmed(line)
        ? String(decoding: dates[line.day + line.transit], as: UTF8.self) : "",
      line.cancelReason.map { PurchaseLine.cancelReasons[$0] } ?? "",
    ]
  }

  /// Appends `fields` without a line feed; the specification stands in quotation marks always.
  func append(fields: some Collection<String>, to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if index == PlatformColumn.specification.rawValue {
        bytes.append(text: "\"\(field)\"")
      } else {
        bytes.append(field: field)
      }
    }
  }
}
