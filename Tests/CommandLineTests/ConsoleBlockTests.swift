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

  /// The commands of a document's blocks that run `jicai`.
  static func examples(in text: String, file: String) -> [[Example]] {
    var blocks: [[Example]] = []
    var isInside = false
    var isOurs = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if !isInside, line.hasPrefix("```console") {
        isInside = true
        isOurs = false
        blocks.append([])
      } else if isInside, line.hasPrefix("```") {
        isInside = false
      } else if isInside, line.hasPrefix("$ ") {
        isOurs = line.hasPrefix("$ jicai ")
        if isOurs {
          let command = String(line.dropFirst("$ jicai ".count))
          blocks[blocks.count - 1].append(Example(file: file, command: command, expected: []))
        }
      } else if isInside, isOurs {
        let block = blocks.count - 1
        blocks[block][blocks[block].count - 1].expected.append(line)
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

  /// Lines without blanks at their ends, and without empty ones at the end of all.
  static func lines(_ text: [String]) -> [String] {
    var lines = text.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  @Test(arguments: documents)
  func documentsShowWhatTheProgramPrints(_ document: String) throws {
    let url = Program.root.appending(path: document)
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    for block in Self.examples(in: text, file: document) {
      // The commands of a block follow each other in one folder.
      let folder = try TemporaryFolder()
      for (name, bytes) in try TemporaryFolder.contents(
        below: Program.root.appending(path: "PriceData").path)
      {
        try folder.write("PriceData/" + name, bytes)
      }
      for example in block {
        let words = example.command.split(separator: " ").map(String.init)
        let outcome = try Program.run(words, in: folder.path)
        let printed = Self.lines((outcome.out + outcome.error).components(separatedBy: "\n"))
        let expected = Self.lines(example.expected)
        #expect(
          Self.matches(printed[...], expected[...]),
          "\(example.testDescription) printed:\n\(printed.joined(separator: "\n"))")
      }
    }
  }

  @Test func blocksAreRead() {
    let text = """
      ```console
      $ make report
      …
      $ jicai plans --language en
      one
      …
      two
      ```
      ```sh
      $ jicai no
      ```
      """
    let blocks = Self.examples(in: text, file: "x.md")
    #expect(blocks.map { $0.map(\.command) } == [["plans --language en"]])
    #expect(blocks.first?.first?.expected == ["one", "…", "two"])
    #expect(Self.matches(["one", "a", "b", "two"], ["one", "…", "two"]))
    #expect(Self.matches(["one", "two"], ["one", "…", "two"]))
    #expect(!Self.matches(["one", "a"], ["one", "…", "two"]))
    #expect(!Self.matches(["one", "two", "three"], ["one", "…", "two"]))
  }
}
