internal import Procurement

/// The dated packs of thresholds that come with the program (规则包).
enum RulePacks {
  /// The pack that stands below all others: the program's own rules.
  static let own = "系统默认"

  /// The texts of the other packs, with the file's name for messages.
  static var texts: [(file: String, text: String)] {
    [
      (
        "packs/neimenggu-2025-03.yaml",
        String(decoding: PackageResources.neimenggu_2025_03_yaml, as: UTF8.self)
      ),
      (
        "packs/national-9-11-non-selected.yaml",
        String(decoding: PackageResources.national_9_11_non_selected_yaml, as: UTF8.self)
      ),
    ]
  }

  /// All packs but the program's own, by name, in their order.
  static func all() throws(InputError) -> [(pack: RulePack, file: YAMLSection)] {
    var result: [(RulePack, YAMLSection)] = []
    for (path, text) in texts {
      let file = try YAMLSection(text: text, path: path)
      try file.check(known: ["name", "region", "date", "sources", "monitors"])
      let pack = RulePack(
        name: try file.string("name") ?? "", region: try file.string("region") ?? "",
        date: try file.string("date") ?? "", sources: try file.strings("sources"))
      result.append((pack, file))
    }
    return result
  }

  /// The packs that a rules file selects, the one that goes before the others first.
  ///
  /// - Throws: ``InputError`` when there is no such pack, when one is named twice, or when the
  ///   program's own stands before another, which it would hide.
  static func selected(
    by file: YAMLSection
  ) throws(InputError) -> [(pack: RulePack, file: YAMLSection?)] {
    let names = try file.strings("packs")
    let known = try all()
    var result: [(pack: RulePack, file: YAMLSection?)] = []
    for (index, name) in names.enumerated() {
      if names[..<index].contains(name) {
        throw file.error(
          at: "packs", chinese: "规则包 \(name) 写了两次",
          english: "the pack \(name) is named twice")
      }
      if name == own {
        guard index == names.count - 1 else {
          throw file.error(
            at: "packs", chinese: "\(own) 应写在最后，否则其余规则包不起作用",
            english: "\(own) must stand last, or else it hides the packs after it")
        }
        result.append((RulePack(name: own), nil))
      } else if let found = known.first(where: { $0.pack.name == name }) {
        result.append((found.pack, found.file))
      } else {
        let all = known.map(\.pack.name) + [own]
        let list = (Spelling.nearest(to: name, in: all).map { [$0] } ?? all)
          .joined(separator: ", ")
        throw file.error(
          at: "packs", chinese: "没有规则包 \(name)；可用：\(list)",
          english: "there is no pack \(name); known: \(list)")
      }
    }
    return result
  }
}
