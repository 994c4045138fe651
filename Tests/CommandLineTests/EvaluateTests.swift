import Foundation
import TestSupport
import Testing

struct EvaluateTests {
  private static let header = "monitor,product_code,institution_code,region,distributor,month\n"

  /// Two labels of one monitor, one found; one finding right, one implied, one wrong.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "labels.csv", Self.header + "price-rise,X1,,,,2025-12\nprice-rise,X2,,,,2025-12\n")
    try folder.write("labels-implied.csv", Self.header + "price-rise,X3,,,,2025-12\n")
    try folder.write(
      "Report/findings.csv",
      """
      \u{feff}finding_id,monitor,severity,month,product_code,institution_code,region,distributor\r
      a,price-rise,warn,2025-12,X1,,,\r
      b,price-rise,watch,2025-12,X3,,,\r
      c,price-rise,watch,2025-12,X4,,,\r

      """)
    return folder
  }

  @Test func scoresOfAListOfFindings() throws {
    let folder = try folder()
    let outcome = try Program.run(
      "evaluate", "--labels", "labels.csv", "Report", "--format", "csv", in: folder.path)
    #expect(outcome.error == "")
    #expect(
      outcome.out == """
        monitor,labels,found,missed,findings,correct,implied,wrong,tested,precision,recall,f1
        price-rise,2,1,1,3,1,1,1,,0.5000,0.5000,0.5000
        total,2,1,1,3,1,1,1,,0.5000,0.5000,0.5000

        """)
    try folder.write("odd.csv", "monitor,product_code\n\"rise, \"\"steep\"\"\",X1\n")
    let odd = try Program.run(
      "evaluate", "--labels", "odd.csv", "Report", "--format", "csv", in: folder.path)
    #expect(odd.out.contains("\n\"rise, \"\"steep\"\"\",1,0,1,0,"))
    let both = try Program.run(
      "evaluate", "--labels", "labels.csv", "Report", "--format", "csv", "--details",
      in: folder.path)
    #expect(both.code == 64)
    let text = try Program.run(
      "evaluate", "--labels", "labels.csv", "Report", "--details", in: folder.path)
    #expect(text.out.contains("price-rise,X4,,,,2025-12"))
    #expect(text.out.contains("price-rise,X2,,,,2025-12"))
  }

  @Test func scoresOfAReportWithItsTestedUnits() throws {
    let folder = try folder()
    try folder.write(
      "Report/report.json",
      """
      {"month": "2025-12", "monitors": [{"id": "price-rise", "tested": 40}], "findings": [
      {"monitor": "price-rise", "month": "2025-12", "productCode": "X2", "institutionCode": null}]}
      """)
    let outcome = try Program.run(
      "evaluate", "--labels", "labels.csv", "Report", "--format", "csv", in: folder.path)
    #expect(outcome.out.contains("price-rise,2,1,1,1,1,0,0,40,1.0000,0.5000,0.6667\n"))
    let json = try Program.run(
      "evaluate", "--labels", "labels.csv", "Report", "--format", "json", in: folder.path)
    #expect(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) is [String: Any])
  }

  /// Blank lines count, and a quote that is never closed takes no label away.
  @Test(arguments: [
    ("price-rise,X1,,,,2025-12\n\n\n\nprice-rise,,,,,\n", 6),
    ("price-rise,\"X1,,,,2025-12\nprice-rise,X2,,,,2025-12\n", 2),
  ])
  func aBadLabelIsNamedByItsLine(_ rows: String, _ line: Int) throws {
    let folder = try folder()
    try folder.write("bad.csv", Self.header + rows)
    let outcome = try Program.run("evaluate", "--labels", "bad.csv", "Report", in: folder.path)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("bad.csv:\(line): "))
  }

  /// What is there and cannot be read is not taken for missing; a pipe does not hold the run up.
  @Test(arguments: [
    "rm labels-implied.csv && ln -s labels-implied.csv labels-implied.csv",
    "rm labels-implied.csv && mkfifo labels-implied.csv",
    "mkfifo Report/report.json", "ln -s report.json Report/report.json", "mkdir Report/report.json",
  ])
  func whatIsNoFileIsAnError(_ command: String) throws {
    let folder = try folder()
    let outcome = try Program.shell(
      "\(command); timeout 20 jicai evaluate --labels labels.csv Report", in: folder.path)
    #expect(outcome.code == 66)
    #expect(outcome.error.contains("无法读取"))
  }

  @Test func whatCannotBeReadIsAnError() throws {
    let folder = try folder()
    #expect(
      try Program.run("evaluate", "--labels", "none.csv", "Report", in: folder.path).code == 66)
    #expect(
      try Program.run("evaluate", "--labels", "labels.csv", "None", in: folder.path).code == 66)
    try folder.write("other.csv", "a,b\n1,2\n")
    #expect(
      try Program.run("evaluate", "--labels", "other.csv", "Report", in: folder.path).code == 65)
    try folder.write("wrong.csv", "monitor,product\nprice-rise,X9\n")
    let wrong = try Program.run("evaluate", "--labels", "wrong.csv", "Report", in: folder.path)
    #expect(wrong.code == 65)
    #expect(wrong.error.contains("wrong.csv:2: "))
    #expect(wrong.error.contains("product_code"))
    try folder.write("Report/report.json", "{")
    #expect(
      try Program.run("evaluate", "--labels", "labels.csv", "Report", in: folder.path).code == 65)
  }
}
