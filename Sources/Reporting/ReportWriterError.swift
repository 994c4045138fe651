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
  /// What the system says.
  public let reason: String

  init(_ step: Step, path: String, reason: String) {
    self.step = step
    self.path = path
    self.reason = reason
  }

  init(_ step: Step, path: String, _ error: any Error) {
    self.init(step, path: path, reason: "\(error)")
  }

  /// One sentence for the terminal.
  public var description: String {
    switch step {
    case .createFolder:
      "cannot make the folder \(path): \(reason); choose another folder with --out"
    case .write:
      "cannot write \(path): \(reason); free some space or choose another folder with --out; "
        + "the last report is unchanged"
    case .replace:
      "cannot replace \(path): \(reason); close it in other programs, then run again"
    }
  }
}
