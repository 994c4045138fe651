/// The places that products, institutions and distributors have in a panel.
struct PanelRanks: Sendable {
  /// By the number in intake.
  let products: [UInt32]
  /// By the number in intake, or in cells that another run packed.
  let institutions: [UInt32]
  /// By the number in intake, or in cells that another run packed.
  let distributors: [UInt32]
  /// The number of a product in cells that another run packed, by its number in intake;
  /// `UInt32.max` where it is not among them. `nil`: the same number.
  var ownProducts: [UInt32]?
}
