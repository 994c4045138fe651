import Analysis
import Procurement

/// `prices.csv`: one row a product bought in the month, for publication.
///
/// UTF-8 with BOM, CRLF, numbers plain. `Reports/README.md` documents the columns.
enum PricesCSV {
  /// The columns in their order.
  static let columns = [
    "product_code", "product_name", "dosage_form", "specification", "manufacturer",
    "conversion_ratio", "lowest", "median", "highest", "institutions",
  ]

  /// The prices of `disclosure`.
  ///
  /// - Complexity: O(*n*) in the products.
  static func bytes(of disclosure: Disclosure) -> [UInt8] {
    csv(columns, disclosure.prices.lazy.map(row))
  }

  private static func row(_ price: ProductPrice) -> [CSVCell] {
    let product = price.product
    return [
      .text(product.code), .text(product.name), .text(product.form), .text(product.specification),
      .text(product.manufacturer), .number(product.conversionRatio?.decimal ?? ""),
      .number(price.lowest.decimal), .number(FindingText.price(price.median)),
      .number(price.highest.decimal), .number(String(price.institutions)),
    ]
  }
}
