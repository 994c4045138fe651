import ArgumentParser
import DelimitedText
import Reporting
import SystemPackage

#if !os(Linux)
  import Foundation
#endif

/// The command line: each subcommand turns its options into one library call.
@main
struct Jicai: ParsableCommand {
  private static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "jicai",
    abstract: "集采与医药价格监测 · Centralized procurement and price monitoring.",
    discussion: """
      采购数据放在数据文件夹的 purchases/ 下，一条命令写出当月价格监测月报：
        jicai report --data PriceData --out Reports
      """,
    version: version,
    subcommands: [
      ReportCommand.self, ExplainCommand.self, InspectCommand.self, PlansCommand.self,
      SampleCommand.self, InitCommand.self, EvaluateCommand.self,
    ])

  /// Runs the subcommand; says in the output's language what is wrong with a command.
  static func main() {
    let language = isEnglishAsked(CommandLine.arguments) ? Language.en : .zh
    if let option = repeatedOption(in: CommandLine.arguments.dropFirst()) {
      Console.warn(
        "jicai: "
          + language("选项 \(option) 写了两次；只能写一次", "option \(option) is given twice"))
      exit(withError: Console.Status.usage)
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let text = fullMessage(for: error, columns: HelpText.unbroken)
      if text.hasPrefix("OVERVIEW: ") {
        Console.say(HelpText(text).text)
        return
      }
      guard exitCode(for: error) == Console.Status.usage, !text.isEmpty else {
        exit(withError: error)
      }
      let subcommands = configuration.subcommands.compactMap { $0.configuration.commandName }
      let usage = UsageText(text, subcommands: subcommands)
      let answer = language(usage.chinese, usage.english)
      Console.warn(HelpText(answer).text)
      exit(withError: Console.Status.usage)
    }
  }

  /// Tells this build of the program from every other; `nil` where its own file cannot be found.
  static var identity: String? {
    #if os(Linux)
      let path: String? = "/proc/self/exe"
    #else
      let path = Bundle.main.executablePath
    #endif
    return path.flatMap { FileIdentity(of: FilePath($0)) }.map { file in
      "\(version) \(file.device) \(file.number) \(file.size) \(file.modified) \(file.changed)"
    }
  }

  /// An option that is given twice, of which the parser would take the last without a word;
  /// `--format` may be.
  private static func repeatedOption(in arguments: ArraySlice<String>) -> String? {
    var seen: Set<Substring> = []
    // Behind `--` stand files.
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = argument.prefix { $0 != "=" }
      if name != "--format", !seen.insert(name).inserted { return String(name) }
    }
    return nil
  }

  /// Whether a command that could not be understood asks for English.
  private static func isEnglishAsked(_ arguments: [String]) -> Bool {
    arguments.contains("--language=en")
      || zip(arguments, arguments.dropFirst()).contains { $0 == ("--language", "en") }
  }
}
