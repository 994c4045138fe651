import Foundation
import TestSupport
import Testing

/// The console blocks of the documentation are runs of the program, and show what it prints.
struct ConsoleBlockTests {
  /// A command of a block and what it is shown to print.
  struct Example: CustomTestStringConvertible, Sendable {
    var file: String
    var command: String
    var expected: [String]
    var testDescription: String { "\(file): \(command)" }
  }

  static let documents: [String] = {
    let pages = Program.root.appending(path: "Documentation")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: pages.path)) ?? []
    let all =
      ["README.md", "README.zh-CN.md"] + names.sorted().map { "Documentation/" + $0 }
    return all.filter {
      $0.hasSuffix(".md")
        && FileManager.default.fileExists(atPath: Program.root.appending(path: $0).path)
    }
  }()

  /// Pages whose blocks follow each other in one folder, empty at first; their `sh` blocks are run
  /// as well.
  static let sessions = [
    "Documentation/recipes.md", "Documentation/tutorial.md", "Documentation/tutorial.zh-CN.md",
  ]

  /// The commands of a document's blocks: those after `$ ` in `console` blocks with what they are
  /// shown to print, and, where `withScripts`, whole `sh` blocks, whose output is not shown.
  static func examples(in text: String, file: String, withScripts: Bool = false) -> [[Example]] {
    var blocks: [[Example]] = []
    var kind: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        kind = kind == nil ? String(line.dropFirst(3)) : nil
        if kind == "console" { blocks.append([]) }
        if kind == "sh", withScripts {
          blocks.append([Example(file: file, command: "", expected: ["…"])])
        }
      } else if kind == "console", line.hasPrefix("$ ") {
        blocks[blocks.count - 1].append(
          Example(file: file, command: String(line.dropFirst(2)), expected: []))
      } else if kind == "console", !blocks[blocks.count - 1].isEmpty {
        let block = blocks.count - 1
        blocks[block][blocks[block].count - 1].expected.append(line)
      } else if kind == "sh", withScripts {
        blocks[blocks.count - 1][0].command += line + "\n"
      }
    }
    return blocks.filter { !$0.isEmpty }
  }

  /// Whether lines are as expected, where a line `…` stands for any number of lines.
  static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains {
        matches(lines[$0...], expected.dropFirst())
      }
    }
    return lines.first == first && matches(lines.dropFirst(), expected.dropFirst())
  }

  /// Lines without blanks at their ends and byte order marks, and without empty ones at the end of
  /// all.
  static func lines(_ text: [String]) -> [String] {
    var lines = text.map { line in
      String(line.replacing("\u{FEFF}", with: "").reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// A folder with the sample's data, as a page that is no session begins with.
  private static func sampleFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let sample = Program.root.appending(path: "PriceData").path
    for (name, bytes) in try TemporaryFolder.contents(below: sample) {
      try folder.write("PriceData/" + name, bytes)
    }
    return folder
  }

  @Test(arguments: documents)
  func documentsShowWhatTheProgramPrints(_ document: String) throws {
    let url = Program.root.appending(path: document)
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let isSession = Self.sessions.contains(document)
    let session = try TemporaryFolder()
    for block in Self.examples(in: text, file: document, withScripts: isSession) {
      // The commands of a block follow each other in one folder.
      let folder = isSession ? session : try Self.sampleFolder()
      for example in block {
        let outcome = try Program.shell(example.command, in: folder.path)
        let printed = Self.lines((outcome.out + outcome.error).components(separatedBy: "\n"))
        let expected = Self.lines(example.expected)
        #expect(
          Self.matches(printed[...], expected[...]),
          "\(example.testDescription) printed:\n\(printed.joined(separator: "\n"))")
        #expect(outcome.code == 0, "\(example.testDescription) ended with \(outcome.code)")
      }
    }
  }

  @Test func sessionsAreDocuments() {
    for page in Self.sessions { #expect(Self.documents.contains(page)) }
  }

  @Test func blocksAreRead() {
    let text = """
      ```console
      $ ls
      …
      $ jicai plans --language en
      one
      …
      two
      ```
      ```sh
      cat > a <<'END'
      $ no
      END
      ```
      ```yaml
      $ no
      ```
      """
    let blocks = Self.examples(in: text, file: "x.md")
    #expect(blocks.map { $0.map(\.command) } == [["ls", "jicai plans --language en"]])
    #expect(blocks.first?.map(\.expected) == [["…"], ["one", "…", "two"]])
    let scripts = Self.examples(in: text, file: "x.md", withScripts: true)
    #expect(scripts.last?.map(\.command) == ["cat > a <<'END'\n$ no\nEND\n"])
    #expect(Self.matches(["one", "a", "b", "two"], ["one", "…", "two"]))
    #expect(Self.matches(["one", "two"], ["one", "…", "two"]))
    #expect(!Self.matches(["one", "a"], ["one", "…", "two"]))
    #expect(!Self.matches(["one", "two", "three"], ["one", "…", "two"]))
  }
}
