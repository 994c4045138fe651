public import Procurement

/// What `jicai plans` prints.
public struct PlansText: Sendable {
  private let plans: [Plan]
  private let language: Language

  /// The text for `plans`.
  public init(_ plans: [Plan], language: Language) {
    self.plans = plans
    self.language = language
  }

  /// The text, without a line feed at the end: a paragraph a plan, a line a target.
  public var text: String {
    plans.map(paragraph).joined(separator: "\n\n")
  }

  private func paragraph(_ plan: Plan) -> String {
    let labels = plan.targets.map { language(Phrases.shortIndicator($0.indicator)) }
    let width = labels.map(TextWidth.columns).max() ?? 0
    let lines = zip(plan.targets, labels).map { target, label in
      "  \(TextWidth.padded(label, to: width))  "
        + "\(year(target.baselineYear)) \(printed(target.baseline)) → "
        + "\(year(target.targetYear)) \(printed(target.target))"
    }
    return (["\(plan.id)  \(plan.region)  \(plan.document)"] + lines).map(HarmlessText.line)
      .joined(separator: "\n")
  }

  /// A year, and a dash where the plan prints none.
  private func year(_ year: Int?) -> String { year.map(String.init) ?? "–" }

  /// A value as the plan prints it, and a word where it prints nothing.
  private func printed(_ value: PlanValue) -> String {
    value.text.isEmpty ? language(Phrase("（空白）", "(blank)")) : value.text
  }
}
