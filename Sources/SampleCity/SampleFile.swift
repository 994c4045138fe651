/// A file of the sample city: where it goes and how its text is to be encoded.
public struct SampleFile: Hashable, Sendable {
  /// The path below the data folder, with `/` between folders.
  public let path: String
  /// The encoding that the file shall have on disk; the bytes handed over are always UTF-8.
  public let encoding: SampleEncoding

  /// A file at `path` in `encoding`.
  public init(path: String, encoding: SampleEncoding = .utf8) {
    self.path = path
    self.encoding = encoding
  }
}
