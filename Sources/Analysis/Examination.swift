internal import Intake
internal import Monitors
internal import Procurement

/// A report together with what it was made from, so that its findings can be explained.
public struct Examination: Sendable {
  /// The report.
  public let report: Report
  /// The data folder.
  let folder: DataFolder
  /// The catalogues that were read.
  let catalogues: Catalogues
  /// The purchases, and which of them price statistics leave out.
  let screened: ScreenedPanel
}
