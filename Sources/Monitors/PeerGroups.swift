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
  /// The listing prices in each group, lowest first, without products selected in a batch.
  private let listings: [[Listing]]
  /// The products of the panel in each group.
  let members: [[Int]]

  /// No groups.
  init() {
    places = []
    listings = []
    members = []
  }

  /// Groups the products of panel and catalogue.
  ///
  /// - Complexity: O(*n* log *n*) in the products of both.
  init(_ context: MonitorContext) {
    var numbers: [Key: Int] = [:]
    var members: [[Int]] = []
    var listings: [[Listing]] = []
    func number(of product: Product) -> Int? {
      guard let key = PeerGroups.key(of: product) else { return nil }
      if let known = numbers[key] { return known }
      numbers[key] = members.count
      members.append([])
      listings.append([])
      return members.count - 1
    }
    var places: [Int] = []
    var seen: Set<String> = []
    for (index, product) in context.panel.products.enumerated() {
      seen.insert(product.code)
      let place = number(of: product) ?? -1
      places.append(place)
      guard place >= 0 else { continue }
      members[place].append(index)
      guard context.selections.inForce(product: index, at: context.month) == nil else { continue }
      let stated = context.cells(of: index).compactMap(\.listing).min()
      let price =
        product.listingPrice.flatMap { UnitPrice(pack: $0, ratio: product.packRatio) } ?? stated
      if let price {
        listings[place].append(
          Listing(
            code: product.code, manufacturer: product.manufacturer, price: price.yuan))
      }
    }
    // What is listed and never bought here is a peer as well.
    for product in context.catalogues.products.values where !seen.contains(product.code) {
      guard let listing = product.listingPrice, let key = PeerGroups.key(of: product),
        let place = numbers[key], !context.selections.isSelected(code: product.code),
        let price = UnitPrice(pack: listing, ratio: product.packRatio)
      else { continue }
      listings[place].append(
        Listing(code: product.code, manufacturer: product.manufacturer, price: price.yuan))
    }
    self.places = places
    self.members = members
    self.listings = listings.map { group in
      group.sorted { ($0.price, $0.code) < ($1.price, $1.code) }
    }
  }

  /// The group of a product of the panel; `nil` when name, form or strength are not known.
  func group(of product: Int) -> Int? { places[product] < 0 ? nil : places[product] }

  /// The listing prices of other makers in a group, lowest first.
  func listings(in group: Int, otherThan product: Product) -> [Listing] {
    listings[group].filter {
      $0.code != product.code && $0.manufacturer != product.manufacturer
    }
  }

  private static func key(of product: Product) -> Key? {
    guard product.name != product.code, !product.form.isEmpty,
      let strength = strength(in: product.specification)
    else { return nil }
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
