package import PricePanel
package import Procurement

/// What is known of institutions: from the purchases, and from the catalogue where they bought
/// nothing.
package struct KnownInstitutions {
  /// All of them by code.
  package let byCode: [String: Institution]

  /// Looks up both.
  package init(panel: Panel, catalogues: Catalogues) {
    byCode = catalogues.institutions.merging(
      panel.institutions.lazy.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
  }

  /// The institution with the code `code`; of one that nothing knows only the code is told.
  package subscript(code: String) -> Institution {
    byCode[code] ?? Institution(code: code, name: code, ownership: .unstated)
  }
}
