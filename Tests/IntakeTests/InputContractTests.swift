import Foundation
import Intake
import Testing

/// The two versions of the input contract say the same, and what the program reads.
struct InputContractTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "PriceData")

  private static func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// The text without fenced blocks, and the lines of those.
  private static func parts(_ text: String) -> (prose: [String], fenced: [String]) {
    var prose: [String] = []
    var fenced: [String] = []
    var isFenced = false
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("```") {
        isFenced.toggle()
      } else if isFenced {
        fenced.append(line)
      } else {
        prose.append(line)
      }
    }
    return (prose, fenced)
  }

  /// How often each word in backquotes stands in a text.
  private static func words(_ lines: [String]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in lines {
      for match in line.matches(of: /`([^`]+)`/) { counts[String(match.1), default: 0] += 1 }
    }
    return counts
  }

  /// The cells of each table row.
  private static func rows(_ lines: [String]) -> [[String]] {
    lines.filter { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  @Test func bothVersionsNameTheSameFilesFieldsAndHeaders() throws {
    let english = Self.parts(try Self.text("README.md"))
    let chinese = Self.parts(try Self.text("README.zh-CN.md"))
    #expect(Self.words(english.prose) == Self.words(chinese.prose))
    let names = [english, chinese].map { $0.fenced.map { $0.split(separator: " ").first } }
    #expect(names[0] == names[1])
    #expect(names[0].count > 10)

    let rows = [Self.rows(english.prose), Self.rows(chinese.prose)]
    #expect(rows[0].count == rows[1].count)
    for (left, right) in zip(rows[0], rows[1]) {
      #expect(left.count == right.count)
      // 中文 | English: columns of a catalogue.
      guard left.count == 3, left[1].hasPrefix("`"), !left[1].hasSuffix(".csv`") else { continue }
      #expect(left[0] == right[0])
      #expect(left[1] == right[1])
    }
  }

  @Test(arguments: ["README.md", "README.zh-CN.md"])
  func everyHeaderThatIsReadIsListedInItsOrder(_ name: String) throws {
    let rows = Self.rows(Self.parts(try Self.text(name)).prose)
    for field in PurchaseField.allCases {
      let row = rows.first { $0.first == "`\(field.name)`" }
      let cell = try #require(row?.dropFirst().first, "\(field.name)")
      #expect(cell.hasPrefix(field.synonyms.joined(separator: ", ")), "\(field.name)")
    }
  }
}
