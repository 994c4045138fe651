internal import Execution
public import Intake
internal import PricePanel
internal import Procurement

/// A report together with what it was made from, so that its findings can be explained.
public struct Examination: Sendable {
  /// The report.
  public let report: Report
  /// The data folder.
  let folder: DataFolder
  /// What contracts and batch catalogues come to.
  let execution: ExecutionBasis
  /// The purchases, and which of them price statistics leave out.
  let screened: ScreenedPanel
  /// Whether granules are among the drugs that are filed or not.
  let countsGranules: Bool

  /// What of the month may be published.
  ///
  /// - Complexity: O(products + cells of the month).
  public var disclosure: Disclosure {
    Disclosure(report, prices: ProductPrice.all(in: screened, month: report.month))
  }

  /// What single institutions, makers and distributors have in the month's purchases.
  ///
  /// - Complexity: O(cells).
  public var parties: PartyPurchases {
    PartyPurchases(screened.panel, month: report.month)
  }

  /// Explains the finding `id`, dismissed or not.
  ///
  /// - Throws: ``Intake/InputError`` naming the nearest identifier, when there is no such finding.
  /// - Complexity: O(findings + cells of the product + bytes up to the last line shown).
  public func explanation(of id: String) throws(InputError) -> Explanation {
    let all = report.findings + report.dismissed
    guard let finding = all.first(where: { $0.id == id }) else { throw unknown(id, among: all) }
    let scope = FindingScope(finding, in: screened, countsGranules: countsGranules)
    let varieties = VarietyHistories(of: [finding], in: execution, month: finding.month)
    let peers = scope.peers.sorted {
      $0.quantity == $1.quantity ? $0.name < $1.name : $0.quantity > $1.quantity
    }
    let section = report.rules.section(ofMonitor: finding.monitor)
    return Explanation(
      finding: finding, section: section.applying(to: finding.product), peerCount: peers.count,
      peers: Array(peers.prefix(10)),
      history: varieties.history(of: finding) ?? scope.history, historyKind: scope.historyKind,
      origins: ReferenceOrigins(execution.catalogues, of: [finding]).origins(of: finding),
      lines: SourceReader(folder: folder, accounts: report.data.files).read(finding.evidence))
  }

  private func unknown(_ id: String, among findings: [Finding]) -> InputError {
    // Spelling is compared letter by letter, so not with a hundred thousand others.
    let monitor = id.prefix { $0 != "2" }
    let alike = findings.lazy.filter { $0.id.hasPrefix(monitor) }.map(\.id)
    let near =
      Spelling.nearest(to: id, in: alike.prefix(5_000)) ?? alike.first
      ?? Spelling.nearest(to: id, in: findings.lazy.map(\.id).prefix(5_000)) ?? findings.first?.id
    return InputError(
      .usage, path: "",
      chinese: "\(report.month) 没有线索 \(id)" + (near.map { "；最接近的是 \($0)" } ?? "，该月没有线索"),
      english: "\(report.month) has no clue \(id)"
        + (near.map { "; the nearest is \($0)" } ?? " and no clue at all"))
  }
}
