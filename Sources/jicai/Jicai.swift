import ArgumentParser

/// The command line: each subcommand turns its options into one library call.
@main
struct Jicai: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jicai",
    abstract: "集采与医药价格监测 · Centralized procurement and price monitoring.",
    discussion: """
      采购数据放在数据文件夹的 purchases/ 下，一条命令写出当月价格监测月报：
        jicai report --data PriceData --out Reports
      """,
    version: "0.1.0",
    subcommands: [
      ReportCommand.self, ExplainCommand.self, InspectCommand.self, PlansCommand.self,
      SampleCommand.self, InitCommand.self, EvaluateCommand.self,
    ])
}
