internal import DelimitedText
internal import Procurement
internal import SystemPackage

/// Finds purchase files that are copies of others: without numbers of order lines, nothing else tells
/// that their lines stand in the input twice.
enum IdenticalFiles {
  /// How much of the start of each file is compared before the rest is.
  private static let startSize = 1 << 12

  /// A notice of every file that is the same as one before it, which is named.
  ///
  /// Only files of equal size whose starts are equal are read further, so that an ordinary run reads
  /// none.
  ///
  /// - Parameter sizes: the size of each file in bytes.
  static func notices(of paths: [String], sizes: [Int], in folder: FilePath) -> [Notice] {
    var notices: [Notice] = []
    for files in Dictionary(grouping: paths.indices, by: { sizes[$0] }).values
    where files.count > 1 && sizes[files[0]] > 0 {
      var originals: [(path: String, start: [UInt8])] = []
      for path in files.map({ paths[$0] }) {
        let file = folder.pushing(FilePath(path))
        // What cannot be read is named by who reads it.
        guard let start = try? FileBytes.start(of: file, count: startSize) else { continue }
        let original = originals.first { known in
          guard known.start == start else { return false }
          return (try? FileBytes.areEqual(folder.pushing(FilePath(known.path)), file)) ?? false
        }
        if let original {
          notices.append(
            Notice(
              source: SourceLine(file: path, line: 0), column: "", value: original.path,
              reason: .identicalFile))
        } else {
          originals.append((path, start))
        }
      }
    }
    return notices.sorted { $0.source < $1.source }
  }
}
