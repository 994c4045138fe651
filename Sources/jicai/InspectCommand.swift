import ArgumentParser
import Foundation
import Intake
import Reporting
import SystemPackage

/// `jicai inspect`: how a purchase file is understood.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "查看采购文件如何被识别 · Show how purchase files are understood.",
    discussion: """
      显示编码、分隔符、各列表头对应的字段、填写率以及最先出现的问题行；不写任何文件。
      位于数据文件夹的 purchases/ 之下的文件，按 profiles/ 中适用于它的导入配置读取。
      示例 Example:
        jicai inspect PriceData/purchases/platform/2025-12.csv
      """)

  @Argument(
    help: ArgumentHelp("采购文件 · Purchase files.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "导入配置文件，默认与 report 相同 · Import profile; default: as `jicai report`.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var profile: String?

  @Option(
    help: ArgumentHelp("文件编码，默认自动识别 · Encoding; default: found out.", valueName: "name"),
    completion: .list(["utf-8", "gb18030", "utf-16"]))
  var encoding: String?

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      let named = try profile.map { try ImportProfile(FilePath($0)) }
      let here = FilePath(FileManager.default.currentDirectoryPath)
      for (index, file) in files.enumerated() {
        let profile = try named ?? DataFolder.profile(for: here.pushing(FilePath(file)))
        let inspection = try FileInspection(
          FilePath(file), profile: profile, encodingName: encoding)
        if index > 0 { print() }
        Console.say(InspectionText(inspection, file: file, language: language).text)
      }
    }
  }
}
