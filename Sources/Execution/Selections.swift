import PricePanel
package import Procurement

/// In which batches of volume-based procurement each product of the panel is selected, or stands in.
package struct Selections: Sendable {
  /// A product's place in one batch catalogue.
  package struct Selection: Sendable {
    /// The batch.
    package let batch: Batch
    /// The selected price per smallest preparation unit; `nil` when the catalogue has none.
    package let price: UnitPrice?
    /// Smallest preparation units in a pack, 1 when nothing says.
    package let conversionRatio: Quantity
  }

  private let byProduct: [[Selection]]
  /// The batches whose catalogues name each product's code, and its generic name.
  private let listings: [(byCode: [Batch], byName: [Batch])]
  /// The selections of products that nobody here buys, by code.
  private let unbought: [String: [Selection]]

  /// Looks up the panel's products in the batch catalogues; rows of unknown batches are left out.
  ///
  /// - Complexity: O(products + catalogue rows).
  init(panel: Panel, catalogues: Catalogues, codes: ListedCodes) {
    var rows: [String: [Int]] = [:]
    var byVariety: [String: [Batch]] = [:]
    var listed: [String: [Batch]] = [:]
    for (index, entry) in catalogues.entries.enumerated() {
      let isNamed = !entry.productCode.isEmpty
      if isNamed, entry.role != .nonSelected {
        rows[entry.productCode, default: []].append(index)
      }
      guard let batch = catalogues.batches[entry.batch] else { continue }
      byVariety[entry.variety, default: []].append(batch)
      if isNamed { listed[entry.productCode, default: []].append(batch) }
    }
    listings = zip(codes.codes, panel.products).map { code, product in
      (listed[code] ?? [], byVariety[product.name] ?? [])
    }
    func selections(_ rows: [Int], of product: Product) -> [Selection] {
      rows.compactMap { row in
        let entry = catalogues.entries[row]
        guard let batch = catalogues.batches[entry.batch] else { return nil }
        let ratio = entry.conversionRatio ?? product.packRatio
        let price = entry.selectedPrice.flatMap { UnitPrice(pack: $0, ratio: ratio) }
        return Selection(batch: batch, price: price, conversionRatio: ratio)
      }
    }
    byProduct = zip(codes.codes, panel.products).map { code, product in
      rows[code].map { selections($0, of: product) } ?? []
    }
    for code in codes.codes { rows.removeValue(forKey: code) }
    unbought = Dictionary(
      uniqueKeysWithValues: rows.map { code, rows in
        (code, selections(rows, of: catalogues.products[code] ?? Product(code: code)))
      })
  }

  /// The selection whose price is in force at the end of `month`: of the batches in force that
  /// state a price, the one that started last (then the highest identifier, then the highest
  /// price, so that doubt is in the buyer's favour).
  package func inForce(product: Int, at month: Month) -> Selection? {
    byProduct[product]
      .filter { $0.price != nil && $0.batch.isInForce(on: month.lastDay) }
      .max {
        if $0.batch.start != $1.batch.start { return $0.batch.start < $1.batch.start }
        if $0.batch.id != $1.batch.id { return $0.batch.id < $1.batch.id }
        return ($0.price?.raw ?? 0) < ($1.price?.raw ?? 0)
      }
  }

  /// Whether the product is selected, or a stand-in, in a batch in force at the end of `month`,
  /// whether or not the catalogue states a price.
  package func isSelected(product: Int, at month: Month) -> Bool {
    isSelected(byProduct[product], at: month)
  }

  /// Whether one that nobody here buys is.
  package func isSelected(unbought code: String, at month: Month) -> Bool {
    isSelected(unbought[code] ?? [], at: month)
  }

  private func isSelected(_ selections: [Selection], at month: Month) -> Bool {
    selections.contains { $0.batch.isInForce(on: month.lastDay) }
  }

  /// Whether the product is of a variety of a batch in force at the end of `month`, selected or
  /// not: a catalogue names its code, or its generic name.
  package func isOfVarietyInForce(product: Int, at month: Month) -> Bool {
    isInForce(listings[product].byCode, at: month) || isInForce(listings[product].byName, at: month)
  }

  private func isInForce(_ batches: [Batch], at month: Month) -> Bool {
    batches.contains { $0.isInForce(on: month.lastDay) }
  }

  /// The selections of a product in national batches of certain ordinals in force at the end of
  /// `month`.
  package func national(
    product: Int, batches: ClosedRange<Int>, at month: Month
  ) -> [Selection] {
    national(byProduct[product], batches: batches, at: month)
  }

  /// Those of a product that nobody here buys.
  package func national(
    unbought code: String, batches: ClosedRange<Int>, at month: Month
  ) -> [Selection] {
    national(unbought[code] ?? [], batches: batches, at: month)
  }

  private func national(
    _ selections: [Selection], batches: ClosedRange<Int>, at month: Month
  ) -> [Selection] {
    selections.filter { selection in
      selection.batch.level == .national && selection.batch.isInForce(on: month.lastDay)
        && (selection.batch.ordinal.map(batches.contains) ?? false)
    }
  }

  /// Whether the product entered a batch, so that its price fell by procurement (集采降价): one
  /// started after the first day of `reference` and not after the last day of `month`.
  package func entered(product: Int, after reference: Month, until month: Month) -> Bool {
    byProduct[product].contains { selection in
      let start = selection.batch.start
      let isAfter = start.month > reference || (start.month == reference && start.day > 1)
      return isAfter && start.month <= month
    }
  }
}

extension Product {
  /// Smallest preparation units in a pack (转换比), 1 when it is not known: the prices of such a
  /// product are prices of what the records count.
  package var packRatio: Quantity {
    if let conversionRatio, conversionRatio > .zero { return conversionRatio }
    return Quantity.one
  }
}
