import Analysis
import Foundation
import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport

/// The real exports that lie beside the project and are no part of it.
enum RealData {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let shared = root.deletingLastPathComponent().appending(path: "shared/realdata")

  /// What a run says where the files are not there.
  static let comment: String = "needs ../shared/realdata beside the package"

  /// Whether the files of one data set are there.
  static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: shared.appending(path: name).path)
  }

  /// A data folder with the files of one data set and the project's own import profiles.
  static func folder(_ name: String, ending: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let source = shared.appending(path: name)
    for file in try FileManager.default.contentsOfDirectory(atPath: source.path)
    where file.hasSuffix(ending) {
      try folder.write(
        "purchases/" + file, [UInt8](Data(contentsOf: source.appending(path: file))))
    }
    let profiles = root.appending(path: "PriceData/profiles")
    for file in try FileManager.default.contentsOfDirectory(atPath: profiles.path) {
      try folder.write(
        "profiles/" + file, [UInt8](Data(contentsOf: profiles.appending(path: file))))
    }
    return folder
  }

  /// What intake and panel make of a folder.
  static func read(_ folder: TemporaryFolder) throws -> (Panel, IntakeResult) {
    let intake = PurchaseIntake(
      folder: try DataFolder(FilePath(folder.path)), catalogues: Catalogues())
    let (builder, result) = try intake.read(into: PanelBuilder())
    return (builder.panel(with: result), result)
  }
}
