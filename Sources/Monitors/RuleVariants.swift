import Procurement

/// A section of the rules as it stands for each product: mostly one and the same, and another
/// where a category or a product has thresholds of its own.
///
/// A monitor is made once for each of the ``sections``, so that no monitor knows of overrides.
struct RuleVariants: Sendable {
  /// The different sections; the first one is the section without overrides.
  let sections: [RuleSection]
  /// Which of them each product has; empty when there is one only.
  private let places: [Int]

  /// The variants of `section` among `products`.
  ///
  /// - Complexity: O(products) where there are overrides.
  init(_ section: RuleSection, products: [Product]) {
    var plain = section
    plain.categories = [:]
    plain.products = [:]
    guard !section.categories.isEmpty || !section.products.isEmpty else {
      sections = [plain]
      places = []
      return
    }
    var sections = [plain]
    var ofCategory: [ProductCategory: Int] = [:]
    func place(of product: Product) -> Int {
      let applied = section.applying(to: product)
      if let known = sections.firstIndex(of: applied) { return known }
      sections.append(applied)
      return sections.count - 1
    }
    var places: [Int] = []
    places.reserveCapacity(products.count)
    for product in products {
      if section.products[product.code] != nil {
        places.append(place(of: product))
      } else if let known = ofCategory[product.category] {
        places.append(known)
      } else {
        let new = place(of: product)
        ofCategory[product.category] = new
        places.append(new)
      }
    }
    self.sections = sections
    self.places = places
  }

  /// Which of ``sections`` the product at index `product` has.
  subscript(product: Int) -> Int { places.isEmpty ? 0 : places[product] }
}
