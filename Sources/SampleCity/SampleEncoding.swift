/// The encoding that a sample file shall have on disk.
public enum SampleEncoding: Hashable, Sendable {
  /// UTF-8; a byte order mark, where there is one, is part of the bytes handed over.
  case utf8
  /// GB18030. The bytes handed over are UTF-8 and are still to be encoded; each chunk ends with a
  /// whole line, so that chunks can be encoded one by one.
  case gb18030
}
