/// What is true of the sample because of something planted: a row of the file of labels.
///
/// A field that is `nil` stands empty in the file and matches anything.
struct PlantedLabel: Hashable {
  var family: AnomalyFamily
  var product: Int?
  var institution: Int?
  var region: String?
  var distributor: Int?
  /// The month, counted from the sample's first.
  var month: Int
  /// The variety (品种), for what is about no single product.
  var variety: String?
}
