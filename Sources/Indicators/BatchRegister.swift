import Procurement

/// What the batch catalogues of one kind list, by batch: varieties, or the categories they belong
/// to. Counting is by distinct key, so that a renewed batch (接续) adds nothing.
struct BatchRegister {
  private let batches: [(batch: Batch, keys: [Int])]
  private let keyCount: Int

  /// Whether the catalogues list anything of the kind.
  var isEmpty: Bool { batches.isEmpty }

  /// Reads the rows of batches of `kind`.
  ///
  /// - Parameters:
  ///   - catalogues: batches and catalogue rows; rows of unknown batches are left out.
  ///   - kind: drugs or consumables.
  ///   - key: what a variety counts as; `nil`: as nothing.
  init(_ catalogues: Catalogues, kind: BatchKind, key: (_ variety: String) -> String?) {
    var keys: [String: Int] = [:]
    var byBatch: [String: [Int]] = [:]
    for entry in catalogues.entries where catalogues.batches[entry.batch]?.kind == kind {
      guard let name = key(entry.variety) else {
        byBatch[entry.batch, default: []] += []
        continue
      }
      let index = keys[name] ?? keys.count
      keys[name] = index
      byBatch[entry.batch, default: []].append(index)
    }
    batches = byBatch.compactMap { id, keys in catalogues.batches[id].map { ($0, keys) } }
    keyCount = keys.count
  }

  /// How many keys the batches of `levels` that satisfy `condition` list.
  func count(levels: [BatchLevel], where condition: (Batch) -> Bool) -> Int {
    marks(levels: levels, where: condition).count { $0 }
  }

  /// How many keys are in force on `day`.
  func inForce(on day: Day, levels: [BatchLevel]) -> Int {
    count(levels: levels) { $0.isInForce(on: day) }
  }

  /// How many keys are listed for the first time by batches that start in `month`.
  func new(in month: Month, levels: [BatchLevel]) -> Int {
    let now = marks(levels: levels) { $0.start.month <= month }
    let before = marks(levels: levels) { $0.start.month < month }
    return zip(now, before).count { $0 && !$1 }
  }

  /// How many keys in force on `day` are in no batch that runs longer than `days` more days.
  func expiring(within days: Int, of day: Day, levels: [BatchLevel]) -> Int {
    let now = marks(levels: levels) { $0.isInForce(on: day) }
    let longer = marks(levels: levels) {
      $0.isInForce(on: day) && $0.end.ordinal - day.ordinal > days
    }
    return zip(now, longer).count { $0 && !$1 }
  }

  private func marks(levels: [BatchLevel], where condition: (Batch) -> Bool) -> [Bool] {
    var marks = [Bool](repeating: false, count: keyCount)
    for (batch, keys) in batches where levels.contains(batch.level) && condition(batch) {
      for key in keys { marks[key] = true }
    }
    return marks
  }
}
