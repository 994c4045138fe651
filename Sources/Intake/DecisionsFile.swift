/// `decisions.csv`: what reviewers decided about clues.
public enum DecisionsFile {
  /// The file before anybody has decided anything: its header, with a byte order mark for
  /// spreadsheets.
  public static let emptyText = "\u{FEFF}线索,决定,理由,处理人,日期,有效期至\r\n"
}
