import Analysis
import DelimitedText
import Procurement

/// `prices.csv`: one row a product bought in the month, for publication.
///
/// UTF-8 with BOM, CRLF, numbers plain. `Reports/README.md` documents the columns.
struct PricesCSV: Sendable {
  /// The columns in their order.
  static let columns = [
    "product_code", "product_name", "dosage_form", "specification", "manufacturer",
    "conversion_ratio", "lowest", "median", "highest", "institutions",
  ]

  private let prices: [ProductPrice]

  /// The prices of `disclosure`.
  init(_ disclosure: Disclosure) {
    prices = disclosure.prices
  }

  /// The file's bytes.
  ///
  /// - Complexity: O(*n*) in the products.
  func bytes() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.write(Self.columns)
    for price in prices {
      let product = price.product
      writer.write([
        .text(product.code), .text(product.name), .text(product.form),
        .text(product.specification), .text(product.manufacturer),
        .number(product.conversionRatio?.decimal ?? ""), .number(price.lowest.decimal),
        .number(FindingText.price(price.median)), .number(price.highest.decimal),
        .number(String(price.institutions)),
      ])
    }
    return writer.bytesWithMark
  }
}
