/// One order line as the platform exports it.
struct PurchaseLine {
  /// The running number within its month.
  var serial: Int
  /// The day of the month, 1–31.
  var day: Int
  var product: Int
  var institution: Int
  var distributor: Int
  /// Price of a pack, listing price and amount in 分.
  var price: Int
  var listing: Int
  var amount: Int
  /// Packs ordered, arrived and sent back.
  var quantity: Int
  var arrived: Int
  var returned = 0
  /// Days from order to arrival.
  var transit: Int
  var status: Status
  /// The product's variant that the line names, where it is not as the catalogue has it.
  var variant: Int? = nil
  /// Why the line was cancelled, by its place in ``cancelReasons``.
  var cancelReason: Int? = nil

  /// 作废原因.
  static let cancelReasons = ["机构作废", "超7日未发货", "补录单"]

  enum Status: Int, CaseIterable {
    case sent, partlySent, outOfStock, cancelled

    var text: String {
      switch self {
      case .sent: "全部发货"
      case .partlySent: "部分发货"
      case .outOfStock: "缺货"
      case .cancelled: "作废"
      }
    }
  }
}
