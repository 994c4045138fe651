/// The data folder that an office begins with: all catalogues with their headers only, the five
/// plans in full, and an empty `purchases/`.
public struct EmptyFolder: Sendable {
  /// Files beside those of this module, such as `rules.yaml`: path and text.
  public let extraFiles: [(path: String, text: String)]

  /// A folder with `extraFiles` beside the catalogues.
  public init(extraFiles: [(path: String, text: String)] = []) {
    self.extraFiles = extraFiles
  }

  /// Hands all files over, each as one chunk.
  ///
  /// - Parameter sink: takes a file and its bytes in UTF-8.
  /// - Throws: what `sink` throws; nothing is handed over after that.
  public func write<Failure: Error>(
    into sink: (SampleFile, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    for header in SampleCatalogues.Header.all {
      let (path, bytes) = header.file()
      try sink(SampleFile(path: path), bytes)
    }
    let plans = SampleCatalogues.plans
    try sink(SampleFile(path: plans.path), plans.bytes)
    try sink(SampleFile(path: "purchases/README.txt"), Array(Self.note.utf8))
    for (path, text) in extraFiles {
      try sink(SampleFile(path: path), Array(text.utf8))
    }
  }

  private static let note = """
    把采购数据的 .csv 文件放在本文件夹，可以再分子文件夹。Put purchase exports (.csv) here, in any depth.

    """
}
