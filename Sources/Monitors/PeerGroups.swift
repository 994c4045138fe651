import Execution
import PricePanel
import Procurement

/// Products of the same generic name, dosage form and strength (同通用名、同剂型、同规格), whoever
/// makes them.
struct PeerGroups: Sendable {
  /// A product's listing price.
  struct Listing: Sendable {
    /// The product's code.
    let code: String
    /// Its maker.
    let manufacturer: String
    /// Its listing price in 元 per smallest preparation unit.
    let price: Double
  }

  private struct Key: Hashable {
    let name: String
    let form: String
    let strength: String
  }

  /// The group of each product of the panel; −1 for what has none.
  private let places: [Int]
  /// The products of the panel in each group.
  let members: [[Int]]
  /// The products of the catalogue in each group that were never bought here.
  let unbought: [[Product]]

  /// Groups the products of panel and catalogue.
  ///
  /// - Complexity: O(*n*) in the products of both.
  init(panel: Panel, catalogues: Catalogues) {
    var numbers: [Key: Int] = [:]
    var members: [[Int]] = []
    var places: [Int] = []
    var seen: Set<String> = []
    var strengths: [String: String?] = [:]
    for (index, product) in panel.products.enumerated() {
      seen.insert(product.code)
      guard let key = PeerGroups.key(of: product, &strengths) else {
        places.append(-1)
        continue
      }
      let place = numbers[key] ?? members.count
      if place == members.count {
        numbers[key] = place
        members.append([])
      }
      members[place].append(index)
      places.append(place)
    }
    var unbought = [[Product]](repeating: [], count: members.count)
    for product in catalogues.products.values where !seen.contains(product.code) {
      guard let key = PeerGroups.key(of: product, &strengths),
        let place = numbers[key]
      else { continue }
      unbought[place].append(product)
    }
    self.places = places
    self.members = members
    self.unbought = unbought
  }

  /// The group of a product of the panel; `nil` when name, form or strength are not known.
  func group(of product: Int) -> Int? { places[product] < 0 ? nil : places[product] }

  /// The listing prices of other makers in a group, lowest first, without products that are selected
  /// or stand in in a batch in force, at a stated price or not; what is listed and never bought here
  /// is a peer as well.
  ///
  /// - Complexity: O(*n* log *n*) in the group, and O(cells) of its products without a listing
  ///   price in the catalogue.
  func listings(
    in group: Int, otherThan product: Product, context: MonitorContext
  ) -> [Listing] {
    func isOther(_ other: Product) -> Bool {
      other.code != product.code && other.manufacturer != product.manufacturer
    }
    func listing(_ product: Product, _ price: UnitPrice) -> Listing {
      Listing(code: product.code, manufacturer: product.manufacturer, price: price.yuan)
    }
    var result: [Listing] = []
    for index in members[group] {
      let other = context.panel.products[index]
      guard isOther(other),
        !context.selections.isSelected(product: index, at: context.month),
        let price = other.unitListingPrice
          ?? context.cells(of: index).compactMap(\.listing).min()
      else { continue }
      result.append(listing(other, price))
    }
    for other in unbought[group] {
      guard isOther(other), let price = other.unitListingPrice,
        !context.selections.isSelected(unbought: other.code, at: context.month)
      else { continue }
      result.append(listing(other, price))
    }
    return result.sorted { ($0.price, $0.code) < ($1.price, $1.code) }
  }

  /// - Parameter strengths: those of specifications known already: many products share one.
  private static func key(of product: Product, _ strengths: inout [String: String?]) -> Key? {
    guard product.name != product.code, !product.form.isEmpty else { return nil }
    let known = strengths[product.specification]
    let strength = known ?? strength(in: product.specification)
    if known == nil { strengths[product.specification] = .some(strength) }
    guard let strength else { return nil }
    return Key(name: product.name, form: product.form, strength: strength)
  }

  /// What stands before the pack in a specification, in small letters and without blanks:
  /// `0.25g` of `0.25g*24片,铝塑`; `nil` when nothing does.
  static func strength(in specification: String) -> String? {
    let end =
      specification.firstIndex { "*×✕xX,，/;；(（".contains($0) } ?? specification.endIndex
    let text = specification[..<end].filter { !$0.isWhitespace }.lowercased()
    return text.isEmpty ? nil : text
  }
}

extension Product {
  /// The catalogue's listing price (挂网价) of a smallest preparation unit; `nil` when it has none.
  fileprivate var unitListingPrice: UnitPrice? {
    listingPrice.flatMap { UnitPrice(pack: $0, ratio: packRatio) }
  }
}
