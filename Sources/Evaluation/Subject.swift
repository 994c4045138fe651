/// What a finding or a label is about.
///
/// In a label an empty field matches anything; in a finding it is as the report has it.
public struct Subject: Hashable, Sendable {
  /// The monitor's identifier.
  public var monitor: String
  /// The product's code.
  public var product: String
  /// The institution's code.
  public var institution: String
  /// The region.
  public var region: String
  /// The distributor.
  public var distributor: String
  /// The month, `YYYY-MM`.
  public var month: String
  /// The variety of volume-based procurement.
  public var variety: String

  /// A subject; see the properties.
  public init(
    monitor: String, product: String = "", institution: String = "", region: String = "",
    distributor: String = "", month: String = "", variety: String = ""
  ) {
    self.monitor = monitor
    self.product = product
    self.institution = institution
    self.region = region
    self.distributor = distributor
    self.month = month
    self.variety = variety
  }

  /// The fields in the order of a file of labels, with the names of its columns.
  public static let fields:
    [(name: String, path: any WritableKeyPath<Subject, String> & Sendable)] =
      [
        ("monitor", \.monitor), ("product_code", \.product), ("institution_code", \.institution),
        ("region", \.region), ("distributor", \.distributor), ("month", \.month),
        ("variety", \.variety),
      ]

  /// Whether it says nothing of what it is about, but for the month.
  public var namesNothing: Bool {
    product.isEmpty && institution.isEmpty && region.isEmpty && distributor.isEmpty
      && variety.isEmpty
  }

  /// Whether this label names `finding`: every field that the label states is the same there.
  public func matches(_ finding: Subject) -> Bool {
    monitor == finding.monitor
      && Self.fields.allSatisfy { _, path in
        self[keyPath: path].isEmpty || self[keyPath: path] == finding[keyPath: path]
      }
  }
}
