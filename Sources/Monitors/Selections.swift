import PricePanel
import Procurement

/// In which batches of volume-based procurement each product of the panel is selected.
struct Selections: Sendable {
  /// A product's place in one batch catalogue.
  struct Selection: Sendable {
    /// The batch.
    let batch: Batch
    /// The selected price per smallest preparation unit; `nil` when the catalogue has none.
    let price: UnitPrice?
    /// Smallest preparation units in a pack, 1 when nothing says.
    let conversionRatio: Quantity
  }

  private let byProduct: [[Selection]]
  private let byVariety: [String: [Batch]]
  private let byCode: [String: [Batch]]

  /// Looks up the panel's products in the batch catalogues; rows of unknown batches are left out.
  ///
  /// - Complexity: O(products + catalogue rows).
  init(panel: Panel, catalogues: Catalogues) {
    var rows: [String: [Int]] = [:]
    var byVariety: [String: [Batch]] = [:]
    var byCode: [String: [Batch]] = [:]
    for (index, entry) in catalogues.entries.enumerated() {
      if !entry.productCode.isEmpty { rows[entry.productCode, default: []].append(index) }
      guard let batch = catalogues.batches[entry.batch] else { continue }
      byVariety[entry.variety, default: []].append(batch)
      if !entry.productCode.isEmpty { byCode[entry.productCode, default: []].append(batch) }
    }
    self.byVariety = byVariety
    self.byCode = byCode
    byProduct = panel.products.map { product in
      guard let rows = rows[product.code] else { return [] }
      return rows.compactMap { row in
        let entry = catalogues.entries[row]
        guard let batch = catalogues.batches[entry.batch] else { return nil }
        let ratio = entry.conversionRatio ?? product.packRatio
        let price = entry.selectedPrice.flatMap { UnitPrice(pack: $0, ratio: ratio) }
        return Selection(batch: batch, price: price, conversionRatio: ratio)
      }
    }
  }

  /// The selection whose price is in force at the end of `month`: of the batches in force that
  /// state a price, the one that started last (then the highest identifier, then the highest
  /// price, so that doubt is in the buyer's favour).
  func inForce(product: Int, at month: Month) -> Selection? {
    byProduct[product]
      .filter { $0.price != nil && $0.batch.isInForce(on: month.lastDay) }
      .max {
        if $0.batch.start != $1.batch.start { return $0.batch.start < $1.batch.start }
        if $0.batch.id != $1.batch.id { return $0.batch.id < $1.batch.id }
        return ($0.price?.raw ?? 0) < ($1.price?.raw ?? 0)
      }
  }

  /// Whether a catalogue of a batch in force at the end of `month` names the code.
  func isSelected(code: String, at month: Month) -> Bool {
    isInForce(byCode[code], at: month)
  }

  /// Whether the product is of a variety of a batch in force at the end of `month`, selected or
  /// not: a catalogue names its code, or its generic name.
  func isOfVarietyInForce(_ product: Product, at month: Month) -> Bool {
    isSelected(code: product.code, at: month) || isInForce(byVariety[product.name], at: month)
  }

  private func isInForce(_ batches: [Batch]?, at month: Month) -> Bool {
    batches?.contains { $0.isInForce(on: month.lastDay) } ?? false
  }

  /// The selections of a product in national batches of certain ordinals in force at the end of
  /// `month`.
  func national(
    product: Int, batches: ClosedRange<Int>, at month: Month
  ) -> [Selection] {
    byProduct[product].filter { selection in
      selection.batch.level == .national && selection.batch.isInForce(on: month.lastDay)
        && (selection.batch.ordinal.map(batches.contains) ?? false)
    }
  }

  /// Whether the product entered a batch, so that its price fell by procurement (集采降价): one
  /// started after the first day of `reference` and not after the last day of `month`.
  func entered(product: Int, after reference: Month, until month: Month) -> Bool {
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
  var packRatio: Quantity {
    if let conversionRatio, conversionRatio > .zero { return conversionRatio }
    return Quantity(tenThousandths: 10_000)
  }
}
