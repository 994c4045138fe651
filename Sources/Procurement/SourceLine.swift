/// A line of an input file: what every figure can be traced back to.
public struct SourceLine: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The file's path below the data folder, with `/` between folders.
  public var file: String
  /// The physical line on which the record begins, counted from 1; 0 where the whole file is meant.
  public var line: Int

  /// Line `line` of `file`.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// The order of files, then of lines.
  public static func < (left: SourceLine, right: SourceLine) -> Bool {
    left.file == right.file ? left.line < right.line : left.file < right.file
  }

  /// `file:line`, or the file alone.
  public var description: String { line > 0 ? "\(file):\(line)" : file }
}
