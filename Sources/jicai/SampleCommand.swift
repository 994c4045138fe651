import ArgumentParser
import DelimitedText
import Intake
import Procurement
import Reporting
import SampleCity
import SystemPackage

/// `jicai sample`: a synthetic city.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "生成一座模拟城市的数据 · Write a synthetic city's data.",
    discussion: """
      相同的种子给出逐字节相同的文件。机构、企业和价格均为虚构。
      示例 Example:
        jicai sample --out Sample --lines 20000 --months 24 --seed 1
      """)

  @Option(help: ArgumentHelp("写到哪个文件夹 · Where to write.", valueName: "dir"), completion: .directory)
  var out: String

  @Option(help: ArgumentHelp("采购行数 · Purchase lines.", valueName: "n"))
  var lines = 20_000

  @Option(help: ArgumentHelp("月数（1–240） · Months.", valueName: "n"))
  var months = 24

  @Option(help: ArgumentHelp("随机种子 · Seed.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "植入多少处已知异常，0 为不植入；默认随规模 · Planted anomalies; default: as suits the size.",
      valueName: "n"))
  var anomalies: Int?

  @Flag(
    help: ArgumentHelp(
      "不含真实导出文件常见的脏数据 · Without the dirt of real exports.", visibility: .hidden))
  var clean = false

  @Flag(
    help: ArgumentHelp(
      "文件夹不空也写入，同名文件被覆盖 · Write to a folder that is not empty; files of the same names are replaced."
    ))
  var force = false

  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard (1...240).contains(months) else {
      throw ValidationError("--months 应在 1 至 240 之间 · must lie in 1…240")
    }
    guard (0...200_000_000).contains(lines) else {
      throw ValidationError("--lines 应在 0 至 2 亿之间 · must lie in 0…200,000,000")
    }
    guard (0...1_000_000).contains(anomalies ?? 0) else {
      throw ValidationError("--anomalies 应在 0 至 100 万之间 · must lie in 0…1,000,000")
    }
  }

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      let folder = FilePath(out)
      if !force { try checkIsEmpty(folder) }
      var writer = FolderWriter(folder, isOverwriting: force)
      let city = SampleCity(
        seed: seed, lines: lines, months: months, anomalies: anomalies, hasBlemishes: !clean)
      try city.write { (file, bytes) throws(InputError) in try writer.write(file, bytes) }
      try writer.write(SampleFile(path: "rules.yaml"), Array(RulesFile.defaultText.utf8))
      try writer.write(
        SampleFile(path: "decisions.csv"), Array(DecisionsFile.emptyText.utf8))
      try writer.close()
      Console.say(
        language(
          "已写出 \(writer.count) 个文件到 \(out)",
          "wrote \(writer.count) files to \(out)"))
    }
  }

  /// Decisions and rules that people have written, and data of real offices, are not to be written
  /// over by accident.
  private func checkIsEmpty(_ folder: FilePath) throws(InputError) {
    let contents: FolderListing.Listing
    do {
      contents = try FolderListing.contents(of: folder)
    } catch {
      if error == .noSuchFileOrDirectory, !FolderListing.isThere(folder) { return }
      throw InputError(
        .cannotCreate, path: out, chinese: "无法打开文件夹：\(error.chinese)",
        english: "the folder cannot be opened: \(error)")
    }
    // A link, or a folder that cannot be looked into, may hold anything.
    guard let first = contents.files.first ?? contents.foldersNotRead.first?.path else { return }
    throw InputError(
      .usage, path: out,
      chinese: "文件夹不空（如 \(first)）；请另选一个空文件夹，或用 --force 覆盖同名文件",
      english:
        "the folder is not empty (it has \(first)); choose an empty one, or replace files of "
        + "the same names with --force")
  }
}
