import Analysis
import Intake
import Procurement
import SystemPackage
import TestSupport

/// A data folder written by a test, and what the analysis makes of it.
struct OfficeFolder {
  let folder: TemporaryFolder

  /// A folder that is there.
  init(folder: TemporaryFolder) {
    self.folder = folder
  }

  /// A folder with one purchase file.
  ///
  /// - Parameter lines: date, institution, product, price, quantity; conversion ratio 1.
  init(_ lines: [(String, String, String, String, Int)]) throws {
    folder = try TemporaryFolder()
    var text = "订单明细编号,采购日期,医疗机构名称,地区,通用名,采购单价,采购数量\n"
    for (index, line) in lines.enumerated() {
      text += "L\(index),\(line.0),\(line.1),东区,\(line.2),\(line.3),\(line.4)\n"
    }
    try folder.write("purchases/a.csv", text)
  }

  /// Three months in which 丁 pays 2.00 and three others 1.00 for product 甲; in the last month
  /// 丁 pays 3.00 for 乙 as well.
  static func gaps() throws -> OfficeFolder {
    var lines: [(String, String, String, String, Int)] = []
    for month in ["2025-10", "2025-11", "2025-12"] {
      for name in ["东一院", "东二院", "东三院"] {
        lines.append(("\(month)-05", name, "甲片", "1.00", 1_000))
        lines.append(("\(month)-05", name, "乙片", "1.00", 1_000))
      }
      lines.append(("\(month)-06", "东四院", "甲片", "2.00", 1_000))
      lines.append(("\(month)-06", "东四院", "乙片", month == "2025-12" ? "3.00" : "1.00", 1_000))
    }
    return try OfficeFolder(lines)
  }

  /// The analysis of one month.
  func examine(_ month: String? = nil) throws -> Examination {
    var analysis = MonthlyAnalysis(data: FilePath(folder.path))
    analysis.month = month.map { testMonth($0) }
    return try analysis.examine()
  }
}
