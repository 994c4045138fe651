import Foundation
import Testing

/// The pages lead to each other, and none is left out of the index.
struct DocumentTests {
  /// The Markdown pages of the project, by path below its root.
  private static let pages: [String] = {
    let root = ["CHANGELOG.md", "CONTRIBUTING.md", "README.md", "README.zh-CN.md"]
    let folders = ["Documentation", "PriceData", "Reports"].flatMap { folder in
      let path = Program.root.appending(path: folder).path
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      return names.sorted().filter { $0.hasSuffix(".md") }.map { folder + "/" + $0 }
    }
    return root + folders
  }()

  /// The lines of a page outside of its fenced blocks.
  private static func lines(_ page: URL) throws -> [String] {
    var isFenced = false
    let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    return text.split(separator: "\n").map(String.init).filter { line in
      if line.hasPrefix("```") { isFenced.toggle() }
      return !isFenced
    }
  }

  /// The relative links of a page: where they lead, and the anchor there.
  private static func links(_ page: String) throws -> [(target: URL, anchor: String)] {
    let url = Program.root.appending(path: page)
    return try lines(url).joined(separator: "\n").matches(of: /\]\(([^)\s]+)\)/).map {
      String($0.1)
    }
    .filter { !$0.contains("://") && !$0.hasPrefix("mailto:") }
    .map { link in
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = String(parts[0])
      let target =
        path.isEmpty ? url : url.deletingLastPathComponent().appending(path: path).standardized
      return (target, parts.count > 1 ? String(parts[1]) : "")
    }
  }

  /// The anchors of a page's headings, as the places that show Markdown make them.
  private static func anchors(_ page: URL) throws -> Set<String> {
    Set(
      try lines(page).filter { $0.hasPrefix("#") }.map { line in
        String(
          line.drop { $0 == "#" || $0 == " " }.lowercased().filter {
            $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == " "
          }
        ).replacing(" ", with: "-")
      })
  }

  @Test(arguments: pages)
  func everyLinkLeadsSomewhere(_ page: String) throws {
    for (target, anchor) in try Self.links(page) {
      let exists = FileManager.default.fileExists(atPath: target.path)
      #expect(exists, "\(page): \(target.path)")
      guard exists, !anchor.isEmpty, target.pathExtension == "md" else { continue }
      #expect(try Self.anchors(target).contains(anchor), "\(page): \(target.path)#\(anchor)")
    }
  }

  @Test func theIndexNamesEveryPageOfTheDocumentation() throws {
    let named = Set(try Self.links("Documentation/README.md").map(\.target.path))
    for page in Self.pages where page.hasPrefix("Documentation/") {
      // Records of measurements are listed by the page on performance.
      let isRecord = page.hasPrefix("Documentation/performance/2")
      guard page != "Documentation/README.md", !isRecord else { continue }
      #expect(named.contains(Program.root.appending(path: page).path), "\(page)")
    }
    #expect(named.count > 20)
  }
}
