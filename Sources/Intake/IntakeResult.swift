public import Procurement

/// What reading all purchase files came to, beside the records themselves.
public struct IntakeResult: Sendable {
  /// The products that records refer to by index.
  public let products: [Product]
  /// The institutions that records refer to by index.
  public let institutions: [Institution]
  /// The distributors that records refer to by index; the first has no name.
  public let distributors: [String]
  /// The files in natural order of their paths; records refer to them by index.
  public let files: [FileAccount]
  /// Every line that was not counted, sorted by file and line, as far as they are listed.
  public let rejects: [Reject]
  /// Lines not counted beyond those listed.
  public let rejectsNotListed: Int
  /// Lines not counted, by reason.
  public let rejectCounts: [RejectReason: Int]
  /// What was wrong with whole files and their headers.
  public let notices: [Notice]
  /// The currency of all amounts.
  public let currency: String
}

/// How far reading has come.
public struct IntakeProgress: Sendable {
  /// Bytes read so far.
  public var bytes: Int
  /// Bytes in all files.
  public var totalBytes: Int
  /// Lines read so far.
  public var lines: Int
}
