import Foundation
import TestSupport

/// The built program, run as people run it.
enum Program {
  /// What a run left.
  struct Outcome {
    var code: Int32
    var out: String
    var error: String
  }

  /// The package's folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program lies beside the test bundle, wherever the build was told to go.
  static let path: String = {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") || $0.contains(".xctest/") }
    var folder = URL(filePath: bundle ?? arguments[0])
    while folder.path.contains(".xctest") { folder.deleteLastPathComponent() }
    return folder.appending(path: "jicai").path
  }()

  /// Runs `jicai` with `arguments` in `folder`.
  static func run(
    _ arguments: String..., in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, in: folder, environment: environment)
  }

  /// Runs a shell's command, which knows `jicai`, in `folder`.
  static func shell(
    _ command: String, in folder: String, environment: [String: String] = [:]
  ) throws -> Outcome {
    let here = URL(filePath: path).deletingLastPathComponent().path
    let known = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try start(
      "/bin/sh", ["-c", command], in: folder,
      environment: ["PATH": here + ":" + known, "HOME": folder].merging(environment) { $1 })
  }

  /// Runs `jicai` with `arguments` in `folder`.
  static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(path, arguments, in: folder, environment: environment)
  }

  private static func start(
    _ program: String, _ arguments: [String], in folder: String?, environment: [String: String]
  ) throws -> Outcome {
    // The streams go to files: a pipe that nobody empties would stop a program that says much.
    let streams = try TemporaryFolder()
    try streams.write("out", "")
    try streams.write("error", "")
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: streams.path + "/out"))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: streams.path + "/error"))
    try process.run()
    process.waitUntilExit()
    let contents = try streams.contents()
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : -1,
      out: String(decoding: contents["out"] ?? [], as: UTF8.self),
      error: String(decoding: contents["error"] ?? [], as: UTF8.self))
  }

  /// A temporary folder with a small sample city in `PriceData`.
  static func city(lines: Int = 1_500, months: Int = 4) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let outcome = try run(
      "sample", "--out", folder.path + "/PriceData", "--lines", "\(lines)", "--months",
      "\(months)", "--seed", "7")
    guard outcome.code == 0 else { throw Failure(text: outcome.error) }
    return folder
  }

  /// A run that a test needs did not succeed.
  struct Failure: Error {
    var text: String
  }
}
