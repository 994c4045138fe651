/// Which list of drugs in short supply a drug is on.
public enum ShortageKind: String, CaseIterable, Sendable {
  /// In short supply (短缺).
  case short
  /// Prone to be (易短缺).
  case prone
}

/// One row of the list of drugs in short supply (短缺、易短缺药品清单).
public struct ShortageEntry: Hashable, Sendable {
  /// The product's code; empty when the row names a generic name.
  public var productCode: String
  /// The generic name (通用名), meaning all its products; empty when the row names a code.
  public var name: String
  /// Which list it is on.
  public var kind: ShortageKind
  /// Where the row stands.
  public var source: SourceLine

  /// A row; see the properties.
  public init(productCode: String, name: String, kind: ShortageKind, source: SourceLine) {
    self.productCode = productCode
    self.name = name
    self.kind = kind
    self.source = source
  }
}
