internal import DelimitedText
public import SystemPackage

/// A file that the run cannot go on without is missing or malformed: what, where, what to do.
public struct InputError: Error, Hashable, CustomStringConvertible {
  /// What kind of failure it is, as the exit code tells it.
  public enum Kind: Sendable {
    /// A file or folder is not there or cannot be read.
    case noInput
    /// A file is there, and its content is wrong.
    case malformed
    /// A file or folder that was to be made cannot be.
    case cannotCreate
    /// What the user asked for does not exist: a plan, a profile, a month.
    case usage
  }

  /// The kind of failure.
  public let kind: Kind
  /// The file or folder; empty where none is meant.
  public let path: String
  /// The line, counted from 1; `nil` where the whole file is meant.
  public let line: Int?
  /// The column, counted from 1; `nil` where the whole line is meant.
  public let column: Int?
  /// What is wrong and what to do, in Chinese.
  public let chinese: String
  /// What is wrong and what to do, in English.
  public let english: String

  /// A failure; see the properties.
  public init(
    _ kind: Kind, path: String, line: Int? = nil, column: Int? = nil, chinese: String,
    english: String
  ) {
    self.kind = kind
    self.path = path
    self.line = line
    self.column = column
    self.chinese = chinese
    self.english = english
  }

  /// `file:line:column`, as far as known.
  public var place: String {
    ([path] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }

  /// The place and the English text.
  public var description: String {
    path.isEmpty ? english : "\(place): \(english)"
  }
}

extension InputError {
  /// The system does not let a file or folder be read.
  public static func unreadable(_ path: FilePath, _ error: Errno) -> InputError {
    InputError(
      .noInput, path: path.string, chinese: "无法读取：\(error.chinese)",
      english: "cannot be read: \(error)")
  }

  /// There is no encoding of that name.
  static func unknownEncoding(_ name: String) -> InputError {
    InputError(
      .usage, path: "", chinese: "未知编码 \(name)；可用 utf-8、gb18030、utf-16",
      english: "unknown encoding \(name); use utf-8, gb18030 or utf-16")
  }
}
