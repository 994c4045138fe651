internal import Intake
internal import PricePanel
internal import Procurement

extension DataQuality {
  /// What reading came to.
  ///
  /// - Parameter doubted: rows of the catalogues that the purchases cast doubt on.
  init(_ read: IntakeResult, catalogues: Catalogues, panel: Panel, doubted: [Notice]) {
    let months = panel.months
    self.init(
      files: read.files, rejects: read.rejects, rejectsNotListed: read.rejectsNotListed,
      rejectCounts: RejectReason.allCases.compactMap { reason in
        read.rejectCounts[reason].map { (reason, $0) }
      },
      notices: read.notices + catalogues.notices + doubted, firstMonth: months?.lowerBound,
      lastMonth: months?.upperBound, cells: panel.cells.count)
  }
}
