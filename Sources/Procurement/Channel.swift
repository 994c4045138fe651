/// How a purchase was made (采购渠道).
public enum Channel: UInt8, CaseIterable, Sendable, Comparable {
  /// Through the provincial procurement platform (省级平台采购).
  case platform
  /// Outside the platform (线下采购).
  case offPlatform
  /// Outside the platform, filed with the bureau (备案采购).
  case filed
  /// The record does not say.
  case unstated

  /// The order in which channels are listed.
  public static func < (left: Channel, right: Channel) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The name used in profiles and in JSON.
  public var name: String {
    switch self {
    case .platform: "platform"
    case .offPlatform: "off-platform"
    case .filed: "filed"
    case .unstated: "unstated"
    }
  }
}
