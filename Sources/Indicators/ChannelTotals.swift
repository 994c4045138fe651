import PricePanel
import Procurement

/// Net amounts of a group of purchases by channel, and what is needed to judge their share.
struct ChannelTotals {
  private(set) var platform = Money.zero
  private(set) var offPlatform = Money.zero
  private(set) var filed = Money.zero
  private(set) var unstated = Money.zero
  /// Whether there is any off-platform purchase that is not filed.
  private(set) var hasOffPlatform = false
  /// Whether any purchase does not say its channel.
  private(set) var hasUnstated = false

  /// Everything bought, after returns.
  var total: Money { platform + offPlatform + filed + unstated }

  /// Whether no channel has any amount left.
  var isEmpty: Bool { Channel.allCases.allSatisfy { self[$0] == .zero } }

  /// The net amount through one channel.
  subscript(channel: Channel) -> Money {
    switch channel {
    case .platform: platform
    case .offPlatform: offPlatform
    case .filed: filed
    case .unstated: unstated
    }
  }

  /// Why no share can be made of these purchases; `nil` when one can.
  var reason: NotComputableReason? {
    if hasUnstated { return .channelNotStated }
    if total <= .zero { return .noPurchases }
    if min(platform, offPlatform, filed) < .zero { return .returnsExceedPurchases }
    return hasOffPlatform ? nil : .noOffPlatformPurchases
  }

  /// Adds a cell's purchases.
  mutating func add(_ cell: Cell) {
    let isEmpty = cell.amount == .zero && cell.returnedAmount == .zero
    switch cell.channel {
    case .platform: platform += cell.netAmount
    case .offPlatform:
      offPlatform += cell.netAmount
      hasOffPlatform = hasOffPlatform || !isEmpty
    case .filed: filed += cell.netAmount
    case .unstated:
      unstated += cell.netAmount
      hasUnstated = hasUnstated || !isEmpty
    }
  }

  /// Adds another group's totals.
  static func += (left: inout ChannelTotals, right: ChannelTotals) {
    left.platform += right.platform
    left.offPlatform += right.offPlatform
    left.filed += right.filed
    left.unstated += right.unstated
    left.hasOffPlatform = left.hasOffPlatform || right.hasOffPlatform
    left.hasUnstated = left.hasUnstated || right.hasUnstated
  }
}
