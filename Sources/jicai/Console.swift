public import ArgumentParser
import DelimitedText
import Foundation
import Intake
public import Reporting
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What all subcommands share in talking to the terminal.
enum Console {
  /// Exit codes after `sysexits.h`; `Documentation/exit-codes.md` lists them.
  enum Status {
    static let usage = ExitCode(64)
    static let malformed = ExitCode(65)
    static let noInput = ExitCode(66)
    static let cannotWrite = ExitCode(74)
    static let cannotCreate = ExitCode(73)
  }

  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether standard output is a terminal that is to be coloured: not when `NO_COLOR` is set
  /// (https://no-color.org), nor when the terminal says that it is dumb.
  static var showsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"] ?? "" == ""
      && environment["TERM"] != "dumb"
  }

  /// Writes lines to standard output; what would steer a terminal in them is replaced.
  static func say(_ text: String) {
    print(HarmlessText.lines(text))
  }

  /// Writes lines to standard error; what would steer a terminal in them is replaced.
  static func warn(_ text: String) {
    writeError(HarmlessText.lines(text) + "\n")
  }

  /// Writes text to standard error as it is.
  static func writeError(_ text: String) {
    var bytes = Array(text.utf8)
    _ = unsafe write(STDERR_FILENO, &bytes, bytes.count)
  }

  /// Makes sure that all that was said has been written.
  static func finish(in language: Language) throws {
    guard fflush(nil) != 0 else { return }
    let reason = Errno(rawValue: errno)
    warn(
      language(
        "jicai: 无法写到标准输出：\(reason.chinese)",
        "jicai: cannot write to standard output: \(reason)"))
    throw Status.cannotWrite
  }

  /// Runs `body`, and turns what it throws into a message and an exit code.
  static func run<Result>(
    in language: Language, _ body: () throws -> Result
  ) throws -> Result {
    do {
      let result = try body()
      try finish(in: language)
      return result
    } catch let error as InputError {
      let text = language(error.chinese, error.english)
      warn("jicai: " + (error.path.isEmpty ? text : "\(error.place): \(text)"))
      throw switch error.kind {
      case .noInput: Status.noInput
      case .malformed: Status.malformed
      case .cannotCreate: Status.cannotCreate
      case .usage: Status.usage
      }
    } catch let error as ReportWriterError {
      warn("jicai: " + error.text(in: language))
      throw Status.cannotCreate
    }
  }
}

extension Language: ExpressibleByArgument {}

/// The option that every subcommand has.
struct LanguageOption: ParsableArguments {
  @Option(help: ArgumentHelp("输出语言 · Language of the output.", valueName: "zh|en"))
  var language: Language = .zh
}
