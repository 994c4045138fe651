import PricePanel
import Procurement

extension PlatformShare {
  /// The share by channel, ownership, region, category and institution.
  func breakdown(of parts: [PurchaseLedger], share: Share) -> [IndicatorPart] {
    var result = Channel.allCases.compactMap { channel -> IndicatorPart? in
      let amount = share.whole[channel]
      guard amount != .zero else { return nil }
      return IndicatorPart(
        dimension: .channel, name: channel.name, numerator: .money(amount),
        denominator: .money(share.whole.total),
        value: share.reason == nil ? amount.yuan / share.whole.total.yuan : nil,
        reason: share.reason)
    }
    let institutions = panel.institutions.indices
    for ownership in Ownership.allCases {
      let members = institutions.filter { panel.institutions[$0].ownership == ownership }
      result += part(.ownership, ownership.rawValue, of: parts, members: members)
    }
    let publicOnes = institutions.filter { panel.institutions[$0].ownership == .public }
    for region in Set(publicOnes.map { panel.institutions[$0].region }).sorted() {
      let members = publicOnes.filter { panel.institutions[$0].region == region }
      result += part(.region, region, of: parts, members: members)
    }
    for category in Set(parts.flatMap(\.categories.keys)).sorted() {
      result += part(.category, category, Share(parts.compactMap { $0.categories[category] }))
    }
    for index in publicOnes {
      let institution = panel.institutions[index]
      result += part(
        .institution, institution.name, code: institution.code, of: parts, members: [index])
    }
    return result
  }

  /// The share of some institutions in the report year; nothing when they bought nothing.
  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String = "",
    of parts: [PurchaseLedger], members: [Int]
  ) -> [IndicatorPart] {
    part(
      dimension, name, code: code,
      Share(parts.map { part in ChannelTotals(adding: members.map { part.institutions[$0] }) }))
  }

  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String = "", _ share: Share
  ) -> [IndicatorPart] {
    guard share.whole.total != .zero else { return [] }
    return [
      IndicatorPart(
        dimension: dimension, name: name, code: code, numerator: .money(share.whole.platform),
        denominator: .money(share.whole.total), value: share.value, reason: share.reason)
    ]
  }
}
