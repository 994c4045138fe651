import Analysis
import Procurement

/// Why a clue is one, in sentences.
extension ReportTables {
  /// What was observed, and what it was held against, in a clause without a full stop.
  func comparison(of finding: Finding) -> String {
    let month = finding.referenceMonth.map { " \($0)" } ?? ""
    let kind = t.inline(finding.referenceKind.phrase) + month
    let observed = finding.unit.cell(finding.observed).text
    let reference = finding.unit.cell(finding.reference).text
    switch finding.unit {
    case .price where finding.stakeKind == nil && finding.monitor == "unit-mismatch":
      let ratio = finding.ratio.map { NumberText.fixed($0, places: 2) } ?? NumberText.nothing
      return t(
        "采购价 \(observed)，为\(kind) \(reference) 的 \(ratio) 倍，疑似计价单位口径不同",
        "bought at \(observed), \(ratio) times the \(kind) of \(reference): the unit is in doubt")
    case .price:
      let ratio = finding.ratio.map { NumberText.fixed($0, places: 2) } ?? NumberText.nothing
      return t(
        "采购价 \(observed)，为\(kind) \(reference) 的 \(ratio) 倍",
        "bought at \(observed), \(ratio) times \(reference) (\(kind))")
    case .share:
      let name = t(finding.observedName)
      return t(
        "\(name) \(observed)，\(kind) \(reference)", "\(name) \(observed), \(kind) \(reference)")
    case .count:
      let name = t(finding.observedName)
      return t(
        "\(name) \(observed)，\(kind) \(reference)", "\(name) \(observed), \(kind) \(reference)")
    }
  }

  /// Why a clue is one, a sentence each: what was compared with what, where the reference comes
  /// from, what would have been normal, the rule with its authority, the plan's clause, and how the
  /// money is computed.
  ///
  /// - Parameter origins: the set prices that the reference was made from.
  func reasons(for finding: Finding, origins: [Explanation.Origin]) -> [(
    label: Phrase, text: String
  )] {
    let stop = t("。", ".")
    let isOfInstitution = finding.institution != nil
    var reference = t(finding.referenceKind.method(isOfInstitution: isOfInstitution))
    if finding.peers > 0, finding.referenceKind.isOfPeers {
      let count = NumberText.count(finding.peers)
      reference += t("（可比 \(count) 家）", " (\(count) compared)")
    }
    var reasons: [(Phrase, String)] = [
      (Phrase("为何提示", "Why"), capitalized(comparison(of: finding)) + limit(of: finding) + stop),
      (Phrase("参照来源", "Reference"), capitalized(reference) + stop),
    ]
    if !origins.isEmpty {
      let texts = origins.prefix(3).map { origin($0) }
      reasons.append((Phrase("参照价格", "Its price"), texts.joined(separator: t("；", "; ")) + stop))
    }
    reasons.append((Phrase("规则", "Rule"), rule(of: finding) + stop))
    if !report.plans.isEmpty {
      reasons.append((clauseLabel(of: finding), clauses(of: finding)))
    }
    reasons += doubts(about: finding).map { (Phrase("数据存疑", "In doubt"), $0) }
    if let stake = computation(of: finding) {
      reasons.append((Phrase("涉及金额", "At stake"), stake + stop))
    }
    return reasons.map { (label: $0.0, text: $0.1) }
  }

  /// What is said of the contracts behind a clue where their quantities, or what counts for them, are in
  /// doubt.
  func doubts(about finding: Finding) -> [String] {
    doubtful(about: finding).map {
      let column = $0.reason == .sharedProduct ? "batch" : "contracted quantity"
      return "\($0.source)\(t("：", ": "))\(t($0.column, column)) \($0.value)"
        + t("，", "; ") + t($0.reason.advice)
    }
  }

  /// The notices that cast doubt on the contracts behind a clue.
  func doubtful(about finding: Finding) -> [Notice] {
    guard finding.referenceKind == .timeProgress else { return [] }
    return report.data.notices.filter {
      [.packLikeQuantity, .sharedProduct].contains($0.reason)
        && finding.evidence.contains($0.source)
    }
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A set price with what it was divided by.
  func origin(_ origin: Explanation.Origin) -> String {
    let place = origin.source.map { t("（\($0)）", " (\($0))") } ?? ""
    return origin.name + place + t("：", ": ") + "\(NumberText.money(origin.pack)) ÷ "
      + "\(NumberText.quantity(origin.ratio)) = "
      + NumberText.exactPrice(origin.pack.yuan / origin.ratio.units)
  }

  /// What would not have been a clue.
  private func limit(of finding: Finding) -> String {
    if let normal = normalProgress(of: finding) {
      return t("；\(normal)为正常", "; normal: \(normal)")
    }
    func text(_ value: Double) -> String { bound(value, of: finding) }
    switch (finding.bounds.lower, finding.bounds.upper) {
    case (let lower?, let upper?):
      return t(
        "；正常范围 \(text(lower))–\(text(upper))", "; normal from \(text(lower)) to \(text(upper))")
    case (nil, nil): return ""
    default:
      let range = range(of: finding)
      return t("；\(range) 为正常", "; normal \(range)")
    }
  }

  /// Up to where, or from where on, nothing would have been a clue, for a finding with one bound; empty for
  /// others. A clue that stands on its bound reaches it: what lies before it is normal, and it is not.
  func range(of finding: Finding) -> String {
    func isOn(_ bound: Double) -> Bool { abs(finding.observed - bound) <= abs(bound) * 1e-6 }
    func text(_ value: Double) -> String { bound(value, of: finding) }
    return switch (finding.bounds.lower, finding.bounds.upper) {
    case (let lower?, nil):
      isOn(lower) ? t("高于 ", "above ") + text(lower) : t("不低于 ", "from ") + text(lower)
    case (nil, let upper?):
      isOn(upper) ? t("低于 ", "below ") + text(upper) : t("不高于 ", "up to ") + text(upper)
    default: ""
    }
  }

  /// A bound of a finding, with as many decimals as tell a price from it.
  func bound(_ value: Double, of finding: Finding) -> String {
    let text = finding.unit.cell(value).text
    return finding.unit == .price && text == finding.unit.cell(finding.observed).text
      ? NumberText.exactPrice(value) : text
  }

  /// The limits in force for the clue's product, as the annex of rules has them.
  private func rule(of finding: Finding) -> String {
    guard let section = report.rules.monitors[finding.monitor]?.applying(to: finding.product) else {
      return t(Phrases.method(finding.method))
    }
    let limits = section.values.sorted { left, right in
      // 关注 before 预警, as they come into force.
      let (first, second) = (left.key.hasPrefix("warn"), right.key.hasPrefix("warn"))
      return first == second ? left.key < right.key : second
    }.compactMap { name, value -> String? in
      guard case .number(let number) = value,
        name.hasPrefix("watch") || name.hasPrefix("warn") || name.hasPrefix("minimum-rate")
      else { return nil }
      return "\(name) \(NumberText.trimmed(number, places: 6))"
    }
    let authority = t.rule(section.authority)
    return ([finding.monitor] + limits).joined(separator: t("，", ", "))
      + (authority.isEmpty ? "" : t("（依据：\(authority)）", " (authority: \(authority))"))
      + t("；界限方法：", "; bounds by: ") + t(Phrases.method(finding.method))
  }

  /// Whose the clauses are: the chosen plan's, or, where it has none, other regions', which do not
  /// bind here.
  func clauseLabel(of finding: Finding) -> Phrase {
    let clauses = PlanClause.answered(by: finding.monitor, plan: report.plan?.id)
    return clauses.contains { $0.plan != report.plan?.id }
      ? Phrase("参考（外地规划）", "For reference (plans of other regions)")
      : Phrase("依据条款", "Clause")
  }

  private func clauses(of finding: Finding) -> String {
    let clauses = PlanClause.answered(by: finding.monitor, plan: report.plan?.id)
    guard !clauses.isEmpty else {
      return t("各规划未作规定，为系统默认监测项。", "No plan asks for it; the program's own monitor.")
    }
    return clauses.map { "\(t($0.place))\(t("：", ": "))“\($0.words)”" }
      .joined(separator: t("；", "; ")) + t("。", ".")
  }

  /// How the money at stake comes about; `nil` where there is none.
  private func computation(of finding: Finding) -> String? {
    guard let kind = finding.stakeKind else { return nil }
    let word = t(kind.phrase)
    let text = equation(of: finding) ?? "\(NumberText.money(finding.stake)) \(t.currency)"
    return switch kind {
    case .above, .below: text + t("，\(word)", ", \(word)")
    case .beyond, .notBought, .notArrived:
      text + t("，\(word)，不计入价格类合计", ", \(word); in no total of prices")
    }
  }

  /// The money at stake as it is computed from the figures beside it: with `=` where these give it
  /// to the fen, with `≈` where they are rounded too far for that; `nil` where it is not computed
  /// from them.
  ///
  /// Of a contract it is (contracted × time progress − bought) × the price that it is valued at, of
  /// deliveries (due × limit − arrived) × the price, of other shares (observed − limit) × the whole.
  func equation(of finding: Finding) -> String? {
    guard let kind = finding.stakeKind else { return nil }
    let quantity = finding.quantity.units
    let left: (text: String, value: Double)
    switch kind {
    case .above, .below:
      let prices = [finding.observed, finding.reference]
      let ordered = kind == .above ? prices : prices.reversed()
      let texts = ordered.map(NumberText.exactPrice)
      let difference = Self.rounded(ordered[0], 6) - Self.rounded(ordered[1], 6)
      left = (
        "(\(texts[0]) − \(texts[1])) × \(NumberText.quantity(finding.quantity))",
        difference * quantity
      )
    case .notBought, .notArrived:
      guard let price = finding.valuedAt else { return nil }
      let done = Quantity(rounding: finding.observed * quantity)
      let goal = NumberText.trimmedGrouped(finding.reference * 100, places: 4)
      left = (
        "(\(NumberText.quantity(finding.quantity)) × \(goal)% − \(NumberText.quantity(done))) × "
          + NumberText.exactPrice(price),
        (quantity * Self.rounded(finding.reference, 6) - done.units) * Self.rounded(price, 6)
      )
    case .beyond:
      guard let whole = finding.denominator else { return nil }
      let shares = [finding.observed, finding.reference]
      let texts = shares.map { NumberText.trimmedGrouped($0 * 100, places: 4) + "%" }
      left = (
        "(\(texts[0]) − \(texts[1])) × \(NumberText.money(whole))",
        (Self.rounded(shares[0], 6) - Self.rounded(shares[1], 6)) * whole.yuan
      )
    }
    let isExact = (left.value * 100).rounded() == (finding.stake.yuan * 100).rounded()
    return "\(left.text) \(isExact ? "=" : "≈") \(NumberText.money(finding.stake)) \(t.currency)"
  }

  /// `value` as it is printed with `places` decimals.
  private static func rounded(_ value: Double, _ places: Int) -> Double {
    Double(NumberText.plain(value, places: places)) ?? value
  }

  /// What is normal of a contract, against time progress as its money is; `nil` for other clues.
  func normalProgress(of finding: Finding) -> String? {
    guard finding.referenceKind == .timeProgress, let lower = finding.bounds.lower else {
      return nil
    }
    guard lower > 0 || finding.observed > 0 else { return t("大于 0", "above 0") }
    let points = NumberText.fixed((finding.reference - lower) * 100, places: 2)
    return t("落后时间进度不超过 \(points) 个百分点", "at most \(points) points behind time progress")
  }

  /// Where a line of a finding's evidence stands, and whether it is another's.
  func place(of line: SourceLine, in finding: Finding) -> String {
    line.description + (finding.peerEvidence.contains(line) ? t(Self.peerMark) : "")
  }

  /// What stands behind a line that another bought on.
  static let peerMark = Phrase("（对照）", " (compared with)")

  /// What the lines of `finding` that are listed are: a contract's rows, or those that tell most.
  func evidenceNote(of finding: Finding) -> String {
    finding.referenceKind == .timeProgress
      ? t(
        "约定采购量所在行；已采购量为协议期内全部采购之和，不逐行列出",
        "the contract's rows; what was bought is the sum of all purchases in the period, not listed"
      )
      : t("仅列主要来源行，同一线索可涉及更多采购行", "the telling ones; more may stand behind the clue")
  }
}

extension Finding {
  /// What was observed.
  var observedName: Phrase {
    switch unit {
    case .price: return Phrase("采购价", "price")
    case .count:
      guard monitor == "change-frequency" else {
        return Phrase("家数", "number of suppliers or institutions")
      }
      return referenceKind == .riseLimit
        ? Phrase("观察期内涨价次数", "price rises in the months watched")
        : Phrase("观察期内涨跌次数", "price changes in the months watched")
    case .share:
      if monitor == "supply-warning", bounds.upper != nil {
        return Phrase("有订单而未到货的机构占比", "share of institutions with orders and no arrivals")
      }
      return switch Explanation.HistoryKind(of: self) {
      case .completion: Phrase("约定采购量完成率", "completion of the contract")
      case .nonSelectedShare: Phrase("非中选占比", "non-selected share")
      case .offPlatformShare: Phrase("线下采购占比", "off-platform share")
      case .filedShare: Phrase("备案采购占比", "share of filed purchases")
      case .deliveryRate, .price: Phrase("到货率", "delivery rate")
      }
    }
  }
}

extension Explanation.HistoryKind {
  /// The name of the page's words for a history of this kind.
  var word: String {
    switch self {
    case .price: "historyPrice"
    case .deliveryRate: "historyDelivery"
    case .offPlatformShare: "historyOffPlatform"
    case .filedShare: "historyFiled"
    case .completion: "historyCompletion"
    case .nonSelectedShare: "historyNonSelected"
    }
  }
}
