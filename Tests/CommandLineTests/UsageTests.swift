import Foundation
import TestSupport
import Testing

/// What is said of a command that cannot be understood.
struct UsageTests {
  @Test(arguments: [
    ("report --mnth 2025-12", "错误：没有选项 --mnth；是否为 --month？"),
    ("report --zzzzzzzz", "错误：没有选项 --zzzzzzzz"),
    ("raport", "错误：没有子命令 raport；是否为 report？"),
    ("qqqqqqqq", "错误：没有子命令 qqqqqqqq"),
    ("report extra", "错误：多余的参数 extra"),
    ("report one two", "错误：多余的参数 'one', 'two'"),
    ("report --format pdf", "错误：--format <format> 不能为 pdf；可用 html、xlsx、json、csv"),
    ("report --language fr", "错误：--language <zh|en> 不能为 fr；可用 zh、en"),
    ("report --month 2025-13", "错误：--month <YYYY-MM> 不能为 2025-13"),
    ("report --month", "错误：--month <YYYY-MM> 缺少取值"),
    ("report --quiet=yes", "错误：选项 --quiet 不带取值，却写了 yes"),
    ("init", "错误：缺少参数 <dir>"),
  ])
  func aWrongCommandIsAnsweredInChinese(_ command: String, _ first: String) throws {
    let outcome = try Program.run(command.split(separator: " ").map(String.init))
    #expect(outcome.code == 64)
    #expect(outcome.out == "")
    let lines = outcome.error.split(separator: "\n").map(String.init)
    #expect(lines.first == first)
    #expect(lines.contains { $0.hasPrefix("用法：jicai") })
    #expect(lines.last?.hasPrefix("  详见 jicai ") == true)
    for word in ["Error", "Usage", "See '"] { #expect(!outcome.error.contains(word)) }
  }

  @Test(arguments: [
    ("report --mnth 2025-12 --language en", "Unknown option '--mnth'. Did you mean '--month'?"),
    ("raport --language=en", "Unknown option '--language'"),
    ("init --language en", "Missing expected argument '<dir>'"),
  ])
  func englishIsAnsweredInEnglish(_ command: String, _ message: String) throws {
    let outcome = try Program.run(command.split(separator: " ").map(String.init))
    #expect(outcome.code == 64)
    #expect(outcome.error.hasPrefix("Error: " + message))
    #expect(outcome.error.contains("Usage: jicai"))
  }

  /// What stands behind `--` are files, whatever their names look like.
  @Test func filesMayBeNamedLikeOptions() throws {
    let folder = try TemporaryFolder()
    try folder.write("--x.csv", "采购日期,医疗机构编码,通用名,采购单价,采购数量\n2025-01-01,H1,甲,10,1\n")
    let outcome = try Program.run("inspect", "--", "--x.csv", "--x.csv", in: folder.path)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    let twice = try Program.run("report", "--month=2025-11", "--month", "2025-12")
    #expect(twice.code == 64)
    #expect(twice.error.contains("--month 写了两次"))
  }

  @Test func withoutArgumentsTheHelpIsShown() throws {
    let outcome = try Program.run()
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    #expect(outcome.out == (try Program.run("--help").out))
  }

  static let subcommands = ["report", "explain", "inspect", "plans", "sample", "init", "evaluate"]

  /// The commands that a help text gives as examples.
  private func examples(in help: String) -> [String] {
    help.split(separator: "\n").filter { $0.hasPrefix("  jicai ") }.map { String($0.dropFirst(2)) }
  }

  @Test func everyExampleOfTheHelpWorks() throws {
    let folder = try TemporaryFolder()
    let sample = Program.root.appending(path: "PriceData").path
    for (name, bytes) in try TemporaryFolder.contents(below: sample) {
      try folder.write("PriceData/" + name, bytes)
    }
    // The first writes the report that a later one reads.
    for subcommand in Self.subcommands {
      let help = try Program.run(subcommand, "--help")
      let examples = examples(in: help.out)
      #expect(!examples.isEmpty, "\(subcommand)")
      for example in examples {
        let outcome = try Program.shell(example, in: folder.path)
        #expect(outcome.code == 0, "\(example): \(outcome.error)")
        #expect(outcome.error == "")
        #expect(!outcome.out.isEmpty)
      }
    }
    let all = try Program.run("--help")
    let first = try #require(examples(in: all.out).first)
    #expect(try Program.shell(first, in: folder.path).code == 0)
    for subcommand in Self.subcommands { #expect(all.out.contains("  \(subcommand) ")) }
  }

  @Test func noLineOfTheHelpIsWiderThanATerminal() throws {
    for arguments in Self.subcommands.map({ [$0, "--help"] }) + [["help"], ["report", "--mnth"]] {
      let outcome = try Program.run(arguments)
      for line in (outcome.out + outcome.error).split(separator: "\n") {
        let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
        #expect(columns <= 80, "\(arguments): \(line)")
      }
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsKnowEverySubcommand(_ shell: String) throws {
    let outcome = try Program.run("--generate-completion-script", shell)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    for subcommand in Self.subcommands { #expect(outcome.out.contains(subcommand)) }
    for option in ["quiet", "months", "base-month"] { #expect(outcome.out.contains(option)) }
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/bin/bash"), "needs bash"),
    arguments: [
      ("rep", 1, ["report"]), ("plans --la", 2, ["--language"]),
      ("report --format js", 3, ["json"]),
    ])
  func bashCompletesWords(_ typed: String, _ place: Int, _ expected: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "jicai.bash", try Program.run("--generate-completion-script", "bash").out)
    // As bash itself calls the function: the command, the word at the cursor, the one before it.
    let line = "jicai " + typed
    let words = line.split(separator: " ").map(String.init)
    try folder.write(
      "try.bash",
      """
      set -e
      bash -n jicai.bash
      source jicai.bash
      COMP_WORDS=(\(line)) COMP_CWORD=\(place) COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count)
      COMP_TYPE=9
      set +e
      _jicai jicai '\(words[place])' '\(words[place - 1])'
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    let outcome = try Program.shell("bash try.bash", in: folder.path)
    #expect(outcome.code == 0)
    let completions = outcome.out.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(completions == expected, "\(outcome.error)")
  }
}
