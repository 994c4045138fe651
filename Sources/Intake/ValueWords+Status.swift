internal import Procurement

/// What the status of an order line and the reason of its cancellation mean for counting it.
extension ValueWords {
  /// What a status means for counting a line.
  enum Status {
    case counts, cancelled, returned
    /// A word that nothing knows: the line counts, and the word is named.
    case unknown
    /// Cancelled because the distributor sent nothing in time: bought for nothing, and due.
    case undelivered
  }

  /// Whether the reason of a cancellation (作废原因) is that nothing was sent in time, such as
  /// 超7日未发货; an institution's own cancellation (机构作废) and the rest are not.
  static func isUndelivered(_ text: String) -> Bool {
    guard text.hasSuffix("未发货") || text.hasSuffix("未配送") else { return false }
    return text.hasPrefix("超") || text.hasPrefix("逾") || text.hasPrefix("7日")
      || text.hasPrefix("七日")
  }

  /// What the reason of a cancellation means of a line that states no status: any reason is one but
  /// for words that say there is none.
  static func status(ofReason text: String) -> Status {
    if isUndelivered(text) { return .undelivered }
    let none = ["否", "no", "n", "false", "0", "正常", "未作废", "未取消"]
    return TextNormal.isNull(text) || none.contains(text.lowercased()) ? .counts : .cancelled
  }

  /// What a status means.
  ///
  /// What stands in brackets is looked at by itself, `已作废（机构作废）`, and counts where the word before
  /// it is none that is known: `部分发货（机构作废）` is a shipment.
  static func status(_ text: String) -> Status {
    switch text.lowercased() {
    case "cancelled", "canceled": return .cancelled
    case "退货", "已退货", "returned": return .returned
    case "undelivered": return .undelivered
    default: break
    }
    if isUndelivered(text) { return .undelivered }
    let parts = text.split { "()[]".contains($0) }.map(String.init)
    guard let first = parts.first else { return .counts }
    guard parts.contains(where: isCancelled), isCancelled(first) || !isShipment(first) else {
      return isKnown(first) ? .counts : .unknown
    }
    return parts.contains(where: isUndelivered) ? .undelivered : .cancelled
  }

  /// Whether a status says that an order line is cancelled: it ends with a word for that, as
  /// `机构作废` and `已取消` do, and says neither that it is not so, nor not yet, nor no longer.
  private static func isCancelled(_ text: String) -> Bool {
    var text = text
    if text.hasSuffix("订单") { text.removeLast(2) }
    guard let word = cancelling.first(where: text.hasSuffix) else { return false }
    let before = text.dropLast(word.count)
    if before.hasSuffix("已") { return !before.hasPrefix("部分") }
    return !notCancelled.contains { before.hasPrefix($0) }
  }

  private static let cancelling = ["作废", "取消", "撤销", "撤单", "拒单", "无效", "已关闭"]
  /// With these before it a word such as 作废 says that it is not so, or only asked for (待, 申请), or
  /// taken back (取消作废).
  private static let notCancelled = [
    "未", "非", "不", "部分", "无", "可", "待", "拟", "申请", "取消", "撤销", "恢复",
  ]

  /// Whether a status is known to leave the line as it is: how far an order has come, or that it is not
  /// cancelled.
  private static func isKnown(_ text: String) -> Bool {
    let text = text.lowercased()
    return TextNormal.isNull(text) || counting.contains(text)
      || (stages + cancelling).contains(where: text.hasSuffix)
  }

  private static let counting: Set<String> = [
    "正常", "有效", "缺货", "部分缺货", "通过", "审核通过",
    "new", "open", "pending", "normal", "confirmed", "ordered", "sent", "shipped",
    "partially shipped", "delivered", "partially delivered", "received", "accepted", "paid",
    "completed", "complete", "done",
  ]
  /// What an order goes through; a word that ends with one may say that it has, has in part or has not.
  private static let stages = [
    "提交", "下单", "采购", "确认", "审核", "审批", "接单", "响应", "备货", "处理中",
    "出库", "发货", "发送", "配送", "配送中", "送货", "送达", "运输", "运输中", "在途",
    "到货", "收货", "签收", "验收", "入库", "开票", "结算", "付款", "支付", "对账",
    "完成", "完结", "结束", "成功", "完毕",
  ]

  /// Whether a status says how far an order was shipped, not that it was not.
  private static func isShipment(_ text: String) -> Bool {
    ["发货", "配送", "到货", "收货", "入库"].contains(where: text.hasSuffix)
      && !["未", "待"].contains(where: text.hasPrefix)
  }
}
