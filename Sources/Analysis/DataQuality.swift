public import Procurement

/// What was read and what became of it, in lines and in money; see ``Procurement/FileAccount``.
public struct DataQuality: Sendable {
  /// One file's account.
  public typealias File = FileAccount

  /// The files, sorted by path.
  public var files: [File]
  /// Every line that was not counted, sorted by file and line.
  public var rejects: [Reject]
  /// Rejects beyond what is listed one by one.
  public var rejectsNotListed: Int
  /// Lines not counted, by reason.
  public var rejectCounts: [(reason: RejectReason, lines: Int)]
  /// What was wrong in catalogues and with whole files.
  public var notices: [Notice]
  /// The first month with purchases; `nil` when there are none.
  public var firstMonth: Month?
  /// The last month with purchases; `nil` when there are none.
  public var lastMonth: Month?
  /// The number of cells in the price panel.
  public var cells: Int

  /// The files and folders below `purchases/` of which nothing was read, each once, in the order of the notices.
  public var filesNotRead: [String] {
    let whole: [RejectReason] = [
      .notCSV, .noHeader, .smallestUnits, .unreadableFile, .unreadableFolder,
    ]
    var files: [String] = []
    for notice in notices where whole.contains(notice.reason) {
      let file = notice.source.file
      if file.hasPrefix("purchases/"), !files.contains(file) { files.append(file) }
    }
    return files
  }

  /// The sum over all files of one of their counts.
  public func sum(_ count: KeyPath<File, Int>) -> Int {
    files.reduce(0) { $0 + $1[keyPath: count] }
  }

  /// The sum over all files of one of their amounts.
  public func sum(_ amount: KeyPath<File, Money>) -> Money {
    files.reduce(.zero) { $0 + $1[keyPath: amount] }
  }
}
