import Evaluation
import Testing

@Suite("Evaluation against labels")
struct EvaluationTests {
  private func label(
    _ monitor: String, _ product: String = "", _ institution: String = "",
    month: String = "2025-12"
  ) -> Subject {
    Subject(monitor: monitor, product: product, institution: institution, month: month)
  }

  private func finding(
    _ monitor: String, _ product: String, _ institution: String = "", region: String = "盐湖区",
    distributor: String = ""
  ) -> Subject {
    Subject(
      monitor: monitor, product: product, institution: institution, region: region,
      distributor: distributor, month: "2025-12")
  }

  @Test("an empty field of a label matches anything, any other only itself")
  func matching() {
    let general = label("price-rise", "X1")
    #expect(general.matches(finding("price-rise", "X1", "H1")))
    #expect(!general.matches(finding("price-drop", "X1")))
    #expect(!general.matches(finding("price-rise", "X2")))
    #expect(!label("price-rise", "X1", "H2").matches(finding("price-rise", "X1", "H1")))
    #expect(!label("price-rise", "X1", month: "2025-11").matches(finding("price-rise", "X1")))
    var narrow = general
    narrow.region = "夏县"
    #expect(!narrow.matches(finding("price-rise", "X1")))
    narrow.region = "盐湖区"
    narrow.distributor = "甲"
    #expect(!narrow.matches(finding("price-rise", "X1")))
    #expect(narrow.matches(finding("price-rise", "X1", distributor: "甲")))
  }

  /// Four labels, of which three are found; five findings, of which three match a label and one
  /// an implied label. Precision 3 ÷ 4, recall 3 ÷ 4, F1 3 ÷ 4.
  @Test("counts and shares by hand")
  func byHand() throws {
    let evaluation = DetectionScores(
      findings: [
        finding("gap", "X1", "H1"), finding("gap", "X2", "H1"), finding("gap", "X3", "H7"),
        finding("gap", "X4", "H4"), finding("gap", "X5", "H5"),
      ],
      labels: [
        label("gap", "X1", "H1"), label("gap", "X2"), label("gap", "X3"), label("gap", "X9"),
      ],
      implied: [label("gap", "X4")], tested: ["gap": 2_000])
    let score = try #require(evaluation.scores["gap"])
    #expect(
      score
        == Score(labels: 4, found: 3, findings: 5, correct: 3, implied: 1, tested: 2_000))
    #expect(score.wrong == 1 && score.missed == 1)
    #expect(score.precision == 0.75 && score.recall == 0.75 && score.f1 == 0.75)
    #expect(evaluation.wrong == [finding("gap", "X5", "H5")])
    #expect(evaluation.missed == [label("gap", "X9")])
  }

  /// One label is matched by three findings: found once, three findings correct. Precision 3 ÷ 4,
  /// recall 1 ÷ 2, F1 = 2 × 0.375 ÷ 1.25 = 0.6.
  @Test("several findings may match one label, and one finding several labels")
  func many() throws {
    let evaluation = DetectionScores(
      findings: [
        finding("ceiling", "X1", "H1"), finding("ceiling", "X1", "H2"),
        finding("ceiling", "X1", "H3"), finding("ceiling", "X2"),
      ],
      labels: [label("ceiling", "X1"), label("ceiling", "X3")])
    let score = try #require(evaluation.scores["ceiling"])
    #expect(score.correct == 3 && score.found == 1)
    #expect(score.precision == 0.75 && score.recall == 0.5)
    #expect(try abs(#require(score.f1) - 0.6) < 1e-12)
    let twice = DetectionScores(
      findings: [finding("gap", "X1", "H1")], labels: [label("gap", "X1"), label("gap", "", "H1")])
    #expect(twice.scores["gap"] == Score(labels: 2, found: 2, findings: 1, correct: 1))
  }

  @Test("labels of other months are left out")
  func months() {
    let labels = [
      label("gap", "X1"), label("gap", "X2", month: "2025-11"), label("gap", "X3", month: ""),
    ]
    let evaluation = DetectionScores(findings: [], labels: labels, month: "2025-12")
    #expect(evaluation.scores["gap"]?.labels == 2)
    #expect(DetectionScores(findings: [], labels: labels).scores["gap"]?.labels == 3)
  }

  @Test("what cannot be computed is missing, not 0 or 1")
  func nothing() throws {
    let score = try #require(
      DetectionScores(findings: [], labels: [], tested: ["gap": 10]).scores["gap"])
    #expect(score.precision == nil && score.recall == nil && score.f1 == nil)
    #expect(DetectionScores(findings: [], labels: []).scores.isEmpty)
    let missedAll = Score(labels: 2, findings: 1)
    #expect(missedAll.precision == 0 && missedAll.recall == 0 && missedAll.f1 == 0)
  }

  @Test("the total adds all monitors up")
  func total() {
    let evaluation = DetectionScores(
      findings: [finding("gap", "X1"), finding("rise", "X2")],
      labels: [label("gap", "X1"), label("rise", "X3")], tested: ["gap": 10, "rise": 5])
    #expect(
      evaluation.total == Score(labels: 2, found: 1, findings: 2, correct: 1, tested: 15))
    #expect(evaluation.monitors == ["gap", "rise"])
    #expect(DetectionScores(findings: [], labels: [label("gap", "X1")]).total.tested == nil)
  }

  /// A label may name a variety, which a finding about another variety does not match.
  @Test(arguments: [("甲片", 1), ("乙片", 0), ("", 1)])
  func varietiesAreTold(_ variety: String, _ found: Int) {
    let finding = Subject(
      monitor: "zero-uptake", institution: "H1", month: "2025-12", variety: "甲片")
    let label = Subject(monitor: "zero-uptake", institution: "H1", variety: variety)
    let evaluation = DetectionScores(findings: [finding], labels: [label])
    #expect(evaluation.total.found == found)
  }
}
