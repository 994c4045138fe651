import PricePanel
import Procurement

extension UnitScreen {
  /// What the rules say of one product.
  struct Parameters {
    let tolerance: Double
    let smallest: Double
    let peers: Int
    let months: Int
    let minimumAmount: Money

    init(_ rules: RuleSection) throws(RuleError) {
      tolerance = try rules.number("tolerance")
      smallest = try rules.number("smallest-conversion-ratio")
      peers = try rules.count("minimum-peers")
      months = try rules.count("reference-months")
      minimumAmount = Money(rounding: try rules.number("minimum-amount"))
    }
  }

  /// What speaks against a purchase.
  struct Suspicion {
    let doubt: Doubt
    /// The factor that a wrong unit would make.
    let factor: Double
    /// Whether the same price was in doubt in the last month with purchases, too.
    var isRepeated = false
  }

  /// What an institution bought in a month, where its cells stand, and what is thought of it.
  struct Purchase {
    enum State: Equatable {
      case unknown
      case agrees
      /// The place among the month's suspicions.
      case doubtful(Int)
      case earlierWasWrong
    }

    var bought: InstitutionPurchase
    var cells: Range<Int>
    var state = State.unknown

    static func collect(from cells: ArraySlice<Cell>, into result: inout [Purchase]) {
      result.removeAll(keepingCapacity: true)
      cells.forEachUnit { own in
        if let bought = InstitutionPurchase(own) {
          result.append(Purchase(bought: bought, cells: own.indices))
        }
      }
    }
  }
}
