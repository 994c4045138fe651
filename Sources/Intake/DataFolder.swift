internal import DelimitedText
public import SystemPackage

/// A folder of price data: `purchases/` with exports, catalogues, plans, rules, profiles.
public struct DataFolder: Sendable {
  /// The folder.
  public let path: FilePath
  /// The purchase files, by path below the folder, in natural order: for one order line, the
  /// later file wins.
  public let purchaseFiles: [String]
  /// Other files below `purchases/`, which are not read: spreadsheets and the like, until they are
  /// saved as CSV.
  public let notCSV: [String]
  /// Folders below `purchases/` that were not looked into, and why.
  let foldersNotRead: [(path: String, error: Errno)]

  /// Looks into a folder.
  ///
  /// - Throws: ``InputError`` when the folder or its `purchases/` cannot be opened.
  public init(_ path: FilePath) throws(InputError) {
    self.path = path
    let listing: FolderListing.Listing
    do throws(Errno) {
      listing = try FolderListing.contents(of: path.appending("purchases"))
    } catch {
      throw InputError(
        .noInput, path: path.appending("purchases").string,
        chinese: "无法打开采购数据文件夹（\(error.chinese)）；可用 jicai init 新建一个",
        english: "the folder of purchase files cannot be opened (\(error)); `jicai init` makes one")
    }
    let files = listing.files
    foldersNotRead = listing.foldersNotRead.map { ("purchases/" + $0.path, $0.error) }
    purchaseFiles = files.filter { Self.hasEnding($0, ["csv"]) && !Self.isLeftBehind($0) }.map {
      "purchases/" + $0
    }
    .sorted(by: NaturalOrder.precedes)
    notCSV = files.filter { !Self.hasEnding($0, ["csv"]) && !Self.isNoData($0) }
      .map { "purchases/" + $0 }
  }

  /// Whether the file is about the others, or a program left it behind that people do not see.
  private static func isNoData(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return isLeftBehind(path)
      || ["readme", "thumbs.db", "desktop.ini"].contains { name.lowercased().hasPrefix($0) }
  }

  /// Whether a program left the file behind: `~$2025-12.csv` while WPS or Excel has the other open.
  private static func isLeftBehind(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasPrefix(".") || name.hasPrefix("~$")
  }

  private static func hasEnding(_ name: String, _ endings: [String]) -> Bool {
    endings.contains { name.lowercased().hasSuffix("." + $0) }
  }

  /// The rules file, where there is one: also one that cannot be read, which is an error and not the
  /// same as none.
  public var rulesFile: FilePath? {
    let file = path.appending("rules.yaml")
    return FolderListing.isThere(file) ? file : nil
  }

  /// The profiles in `profiles/`, by file name.
  ///
  /// - Throws: ``InputError`` when one of them is malformed or cannot be read.
  public func profiles() throws(InputError) -> [ImportProfile] {
    try Self.profiles(in: path.appending("profiles"))
  }

  private static func profiles(in folder: FilePath) throws(InputError) -> [ImportProfile] {
    guard FolderListing.isThere(folder) else { return [] }
    let listing: FolderListing.Listing
    do throws(Errno) {
      listing = try FolderListing.contents(of: folder)
    } catch {
      throw InputError.unreadable(folder, error)
    }
    // A profile that is not read leaves its files to the usual headers, which read them otherwise.
    if let (name, error) = listing.foldersNotRead.first {
      throw InputError.unreadable(folder.pushing(FilePath(name)), error)
    }
    var result: [ImportProfile] = []
    for name in listing.files where hasEnding(name, ["yaml", "yml"]) {
      var profile = try ImportProfile(folder.pushing(FilePath(name)))
      profile.source = "profiles/" + name
      result.append(profile)
    }
    return result
  }

  /// The profile by which a report reads a purchase file: the first in the `profiles/` beside the
  /// `purchases/` that the file lies below; `nil` where none is for it.
  ///
  /// - Parameter file: the file's absolute path.
  /// - Throws: ``InputError`` when one of the profiles is malformed or cannot be read.
  public static func profile(for file: FilePath) throws(InputError) -> ImportProfile? {
    let parts = file.lexicallyNormalized().components.map(\.string)
    for place in parts.indices.dropLast().reversed() where parts[place] == "purchases" {
      let data = parts[..<place].reduce(into: FilePath("/")) { $0.append($1) }
      let profiles = try profiles(in: data.appending("profiles"))
      let below = parts[(place + 1)...].joined(separator: "/")
      if !profiles.isEmpty { return profiles.first { $0.applies(to: below) } }
    }
    return nil
  }

  /// The profile that the command line names: one of ``profiles()`` by name, or a file.
  ///
  /// - Throws: ``InputError`` when there is no such profile, or it is malformed.
  public func profile(named name: String) throws(InputError) -> ImportProfile {
    if Self.hasEnding(name, ["yaml", "yml"]) { return try ImportProfile(FilePath(name)) }
    let all = try profiles()
    if let profile = all.first(where: { $0.name == name }) { return profile }
    let known = all.map(\.name)
    let nearest = Spelling.nearest(to: name, in: known).map { [$0] } ?? known
    let list = nearest.joined(separator: ", ")
    throw InputError(
      .usage, path: "", chinese: "没有名为 \(name) 的导入配置；可用：\(list)",
      english: "there is no profile \(name); known: \(list)")
  }
}
