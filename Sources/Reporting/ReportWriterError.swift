internal import DelimitedText
internal import SystemPackage

/// A report could not be written: what was tried, where, why, and what to do about it.
public struct ReportWriterError: Error, CustomStringConvertible, Sendable {
  /// What was tried.
  public enum Step: String, Sendable {
    /// Making the month's folder.
    case createFolder
    /// Writing a file under its temporary name.
    case write
    /// Putting a file in the place of the last report's.
    case replace
  }

  /// What was tried.
  public let step: Step
  /// The folder or file.
  public let path: String
  /// Why it could not be done.
  private let cause: Phrase

  init(_ step: Step, path: String, _ error: any Error) {
    self.step = step
    self.path = path
    cause = Self.cause(error)
  }

  /// One sentence for the terminal, in English.
  public var description: String { text(in: .en) }

  /// One sentence for the terminal.
  public func text(in language: Language) -> String {
    let reason = language(cause)
    let phrase =
      switch step {
      case .createFolder:
        Phrase(
          "无法新建文件夹 \(path)：\(reason)；请用 --out 另选文件夹",
          "cannot make the folder \(path): \(reason); choose another folder with --out")
      case .write:
        Phrase(
          "无法写入 \(path)：\(reason)；请腾出空间或用 --out 另选文件夹；上次的报告未改动",
          "cannot write \(path): \(reason); free some space or choose another folder with --out; "
            + "the last report is unchanged")
      case .replace:
        Phrase(
          "无法替换 \(path)：\(reason)；请先在其他程序中关闭它，再运行一次；上次的报告未改动",
          "cannot replace \(path): \(reason); close it in other programs, then run again; "
            + "the last report is unchanged")
      }
    return language(phrase)
  }

  /// What the system says, in the words that fit a place to write to.
  private static func cause(_ error: any Error) -> Phrase {
    switch error as? Errno {
    case .permissionDenied?, .notPermitted?: Phrase("没有权限", "no permission")
    case .readOnlyFileSystem?: Phrase("磁盘为只读", "the disk is read-only")
    case .noSpace?, .diskQuotaExceeded?: Phrase("磁盘已满", "the disk is full")
    case .notDirectory?, .fileExists?:
      Phrase("路径中有文件而不是文件夹", "a file of that name is in the way")
    case .isDirectory?: Phrase("同名文件夹占用了位置", "a folder of that name is in the way")
    case let code?: Phrase(code.chinese, code.description)
    case nil: Phrase("\(error)", "\(error)")
    }
  }
}
