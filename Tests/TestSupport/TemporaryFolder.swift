import Foundation

/// A folder for one test, gone when the test is over.
public final class TemporaryFolder: Sendable {
  /// Where it lies.
  public let path: String

  /// Makes an empty folder.
  public init() throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "jicai-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, making the folders that it needs.
  public func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes a file of text in UTF-8.
  public func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  /// The bytes of every file below the folder, or below `folder` in it, by path.
  public func contents(of folder: String = "") throws -> [String: [UInt8]] {
    try Self.contents(below: folder.isEmpty ? path : path + "/" + folder)
  }

  /// The bytes of every file below any folder, by path.
  public static func contents(below root: String) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let file = root + "/" + name
      let type = try FileManager.default.attributesOfItem(atPath: file)[.type]
      guard type as? FileAttributeType == .typeRegular else { continue }
      result[name] = [UInt8](try Data(contentsOf: URL(filePath: file)))
    }
    return result
  }
}
