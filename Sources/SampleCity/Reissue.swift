import Procurement

/// A later export (补传) of order lines that an earlier file has: some as they were, some changed.
struct Reissue {
  let city: City
  let pieces: PlatformLayout.Pieces
  /// The month whose lines come again.
  let month: Int
  let lines: [PurchaseLine]
  /// How many of the lines stay as they were.
  let unchanged: Int

  /// The file; its path is after those of the platform's months, so that its lines count.
  var file: SampleFile {
    SampleFile(path: "purchases/reissued/\(city.firstMonth.advanced(by: month)).csv")
  }

  /// The file's bytes.
  func bytes() -> [UInt8] {
    let layout = PlatformLayout(city: city, pieces: pieces, month: month)
    var bytes = PlatformColumn.headerRow
    for (index, original) in lines.enumerated() {
      var line = original
      if index >= unchanged {
        line.quantity -= max(1, line.quantity / 10)
        line.amount = line.price * line.quantity
        line.arrived = line.quantity
        line.status = .sent
      }
      layout.append(line, to: &bytes)
    }
    return bytes
  }
}
