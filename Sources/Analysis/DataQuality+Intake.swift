internal import Intake
internal import PricePanel
internal import Procurement

extension DataQuality {
  /// What reading came to.
  init(_ read: IntakeResult, catalogues: Catalogues, panel: Panel) {
    let months = panel.months
    self.init(
      files: read.files, rejects: read.rejects, rejectsNotListed: read.rejectsNotListed,
      rejectCounts: RejectReason.allCases.compactMap { reason in
        read.rejectCounts[reason].map { (reason, $0) }
      },
      notices: read.notices + catalogues.notices, firstMonth: months?.lowerBound,
      lastMonth: months?.upperBound, cells: panel.cells.count)
  }
}
