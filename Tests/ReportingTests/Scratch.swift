import Foundation
import Testing

/// A folder for one test, gone when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "jicai-reporting-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path + "/" + name)))
  }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }
}

/// The rows of a CSV file, read naively: quotes, CRLF, BOM.
func csvRows(_ bytes: [UInt8]) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var field: [UInt8] = []
  var isQuoted = false
  var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  func end() {
    row.append(String(decoding: field, as: UTF8.self))
    field = []
  }
  while let byte = rest.popFirst() {
    switch byte {
    case 0x22 where isQuoted && rest.first == 0x22:
      field.append(0x22)
      rest.removeFirst()
    case 0x22: isQuoted.toggle()
    case 0x2C where !isQuoted: end()
    case 0x0D where !isQuoted: break
    case 0x0A where !isQuoted:
      end()
      rows.append(row)
      row = []
    default: field.append(byte)
    }
  }
  return rows
}

/// One member of a workbook, by `unzip`.
func member(_ name: String, of workbook: String) throws -> String {
  try output("/usr/bin/unzip", ["-p", workbook, name])
}

/// What a program writes.
func output(_ program: String, _ arguments: [String]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return String(decoding: data, as: UTF8.self)
}

/// Whether `sha256sum` is there.
let hasSHA256 = FileManager.default.isExecutableFile(atPath: "/usr/bin/sha256sum")

/// Whether `unzip` is there to look into workbooks.
let hasUnzip = FileManager.default.isExecutableFile(atPath: "/usr/bin/unzip")
