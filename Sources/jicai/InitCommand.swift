import ArgumentParser
import Intake
import Reporting
import SampleCity
import SystemPackage

/// `jicai init`: an empty data folder.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "新建空的数据文件夹 · Make an empty data folder.",
    discussion: """
      写出带注释的规则文件、只有表头的目录文件和五份规划；已有的文件不会被覆盖。
      示例 Example:
        jicai init MyData
      """)

  @Argument(help: ArgumentHelp("文件夹 · The folder.", valueName: "dir"))
  var directory: String

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      var writer = FolderWriter(FilePath(directory), isOverwriting: false)
      let folder = EmptyFolder(extraFiles: [
        ("rules.yaml", RulesFile.defaultText), ("decisions.csv", DecisionsFile.emptyText),
      ])
      try folder.write { (file, _) throws(InputError) in try writer.checkIsFree(file) }
      try folder.write { (file, bytes) throws(InputError) in try writer.write(file, bytes) }
      try writer.close()
      Console.say(
        language(
          "已新建 \(directory)；把采购导出文件（CSV）放入 \(directory)/purchases/，"
            + "然后运行 jicai report --data \(directory)",
          "made \(directory); put purchase exports (CSV) into \(directory)/purchases/, then run "
            + "jicai report --data \(directory)"))
    }
  }
}
