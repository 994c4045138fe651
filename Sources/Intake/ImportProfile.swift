public import DelimitedText
internal import Procurement
public import SystemPackage

/// How one kind of export is to be read, where the built-in synonyms are not enough.
public struct ImportProfile: Sendable {
  /// The profile's name.
  public var name: String
  /// The files it is for, as a pattern of their paths below `purchases/` with `*` and `?`; empty:
  /// only where it is named on the command line.
  public var files = ""
  /// Where the profile stands, below the data folder, and the line of ``files``, for notices.
  var source = ""
  private(set) var filesLine = 0
  /// The files' encoding; `nil` to find it out.
  public var encoding: TextEncoding?
  /// The byte between fields; `nil` to find it out.
  public var delimiter: UInt8?
  /// The headers of a field, the preferred one first.
  public var fields: [PurchaseField: [String]] = [:]
  /// A field's values → what they stand for.
  public var values: [PurchaseField: [String: String]] = [:]
  /// A field's value in every line.
  public var constants: [PurchaseField: String] = [:]
  /// A field's value as the first bracketed part of a pattern finds it in the file's name.
  public var fileName: [PurchaseField: String] = [:]
  /// Words that stand for an empty field, beside the usual ones.
  public var nulls: [String] = []
  /// The currency of all amounts.
  public var currency = "CNY"
  /// By which power of ten the numbers of a field are multiplied.
  public var powers: [PurchaseField: Int] = [:]
  /// Forms of dates beside the year-month-day ones.
  var dates = DateText()

  /// Reads a profile.
  ///
  /// - Throws: ``InputError`` when the file cannot be read, is no YAML, or has a key or value that
  ///   nothing reads.
  public init(_ path: FilePath) throws(InputError) {
    try self.init(text: readText(path), path: path.string)
  }

  /// A profile as text; `path` is for messages.
  init(text: String, path: String) throws(InputError) {
    let file = try YAMLSection(text: text, path: path)
    try file.check(known: [
      "name", "files", "encoding", "delimiter", "fields", "values", "dates", "constants",
      "file-name", "nulls", "currency", "units",
    ])
    name = try file.string("name") ?? FilePath(path).stem ?? ""
    files = Self.pattern(try file.string("files") ?? "")
    source = path
    filesLine = file.line(of: "files") ?? 0
    nulls = try file.strings("nulls")
    let currency = try file.string("currency") ?? "CNY"
    self.currency = ["元", "人民币", "人民币元", "RMB"].contains(currency) ? "CNY" : currency
    encoding = try Self.encoding(file)
    delimiter = try Self.delimiter(file)
    dates.forms = try Self.dateForms(file)
    try Self.each(file, "fields") { (section, key, field) throws(InputError) in
      fields[field] = try section.strings(key)
    }
    try Self.each(file, "constants") { (section, key, field) throws(InputError) in
      constants[field] = try section.string(key)
    }
    try Self.each(file, "file-name") { (section, key, field) throws(InputError) in
      let pattern = try section.string(key) ?? ""
      guard (try? Regex(pattern)) != nil else {
        throw section.error(
          at: key, chinese: "不是有效的正则表达式：\(pattern)", english: "not a regular expression: \(pattern)"
        )
      }
      fileName[field] = pattern
    }
    try Self.each(file, "values") { (section, key, field) throws(InputError) in
      values[field] = try Self.map(section, key, field)
    }
    try Self.each(file, "units") { (section, key, field) throws(InputError) in
      let text = try section.string(key) ?? ""
      guard field.isNumber, let power = Self.powerOfTen(text) else {
        throw section.error(
          at: key, chinese: "units 只用于数字列，且应为 10 的幂（如 0.01、10000）：\(text)",
          english: "units are for number fields and must be a power of ten (0.01, 10000): \(text)")
      }
      powers[field] = power
    }
    try checkConstants(file)
  }

  /// `4` for `10000`, `-2` for `0.01`; `nil` for what is no power of ten.
  static func powerOfTen(_ text: String) -> Int? {
    guard let value = NumberText.parse(text, places: 8)?.scaled, value > 0 else { return nil }
    var (rest, power) = (value, -8)
    while rest % 10 == 0 {
      rest /= 10
      power += 1
    }
    return rest == 1 ? power : nil
  }

  /// Everything that the profile says, in one text: profiles of the same text read files alike.
  var content: String {
    func list<Value>(_ values: [PurchaseField: Value], _ text: (Value) -> String) -> String {
      values.sorted { $0.key.ordinal < $1.key.ordinal }
        .map { "\($0.key.name)=\(text($0.value))" }.joined(separator: "\u{1D}")
    }
    return [
      name, files, encoding?.rawValue ?? "", delimiter.map(String.init) ?? "",
      list(fields) { $0.joined(separator: "\u{1E}") },
      list(values) { map in
        map.sorted { $0.key < $1.key }.map { "\($0.key)\u{1F}\($0.value)" }
          .joined(separator: "\u{1E}")
      },
      list(constants) { $0 }, list(fileName) { $0 }, nulls.joined(separator: "\u{1E}"), currency,
      list(powers) { String($0) }, "\(dates.forms)",
    ].joined(separator: "\u{1C}")
  }

  /// Whether the profile says where a field comes from; then the built-in headers do not count.
  func says(_ field: PurchaseField) -> Bool {
    fields[field] != nil || constants[field] != nil || fileName[field] != nil
  }

  /// Whether the profile is for the file at `path` below `purchases/`.
  public func applies(to path: String) -> Bool {
    guard !files.isEmpty else { return false }
    let pattern = Wildcard(Self.withSmallEnding(files))
    let path = Self.withSmallEnding(path)
    return pattern.matches(path) || pattern.matches(path.split(separator: "/").last ?? "")
  }

  /// A pattern from `purchases/` on, as paths of the report and of a shell have it before that.
  private static func pattern(_ text: String) -> String {
    var text = text[...]
    while text.hasPrefix("./") { text = text.dropFirst(2) }
    if text.hasPrefix("purchases/") { text = text.dropFirst("purchases/".count) }
    return String(text)
  }

  /// A path or pattern whose ending has small letters: `.CSV` is `.csv`.
  private static func withSmallEnding(_ path: String) -> String {
    path.lowercased().hasSuffix(".csv") ? path.dropLast(4) + ".csv" : path
  }
}
