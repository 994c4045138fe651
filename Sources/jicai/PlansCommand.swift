import ArgumentParser
import Intake
import Procurement
import Reporting
import SystemPackage

/// `jicai plans`: every plan's targets.
struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "列出各规划的目标 · List every plan's targets.",
    discussion: """
      示例 Example:
        jicai plans --data PriceData
      """)

  @Option(
    help: ArgumentHelp("数据文件夹 · The data folder.", valueName: "dir"), completion: .directory)
  var data = "PriceData"

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      let catalogues = CatalogueFiles.read(in: FilePath(data))
      guard !catalogues.plans.isEmpty else {
        throw InputError(
          .noInput, path: FilePath(data).appending("plans.csv").string,
          chinese: "没有可读的规划；可用 jicai init 新建数据文件夹",
          english: "holds no plan that can be read; `jicai init` makes a data folder")
      }
      Console.say(PlansText(catalogues.plans, language: language).text)
    }
  }
}
