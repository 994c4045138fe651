import Analysis
import Procurement

extension ReportTables {
  /// Month, files and what they cover, in a line.
  var scope: String {
    let data = report.data
    let span: String
    if let first = data.firstMonth, let last = data.lastMonth {
      span = first == last ? first.description : "\(first) — \(last)"
    } else {
      span = NumberText.nothing
    }
    let overview = report.overview
    let counts = [
      (overview.institutions, "家机构", "institution"), (overview.products, "个产品", "product"),
      (overview.distributors, "家配送企业", "distributor"), (overview.lines, "行采购", "purchase line"),
    ].filter { $0.0 > 0 }
    return t(
      "本月 \(t.list(counts.map { "\(NumberText.count($0.0)) \($0.1)" }))；数据期间 \(span)。",
      "\(t.list(counts.map { t.counted($0.0, $0.2) })) in the month; data from \(span).")
  }

  /// Read = accepted + rejected + duplicates in one line, with money to the fen and what accepted
  /// lines did not spend, so that the line adds up as it stands.
  var accountLine: String {
    let data = report.data
    func part(
      _ zh: String, _ en: String, _ lines: KeyPath<FileAccount, Int>,
      _ amount: KeyPath<FileAccount, Money>
    ) -> String {
      let lines = NumberText.count(data.sum(lines))
      let amount = NumberText.money(data.sum(amount))
      return t("\(zh) \(lines)（\(amount)）", "\(en) \(lines) (\(amount))")
    }
    let read = NumberText.count(data.sum(\.linesRead))
    let amount = NumberText.money(data.sum(\.amountRead))
    let line =
      t("读取 \(read) 行（\(amount) \(t.currency)）", "read \(read) (\(t.currency) \(amount))")
      + " = " + part("采用", "accepted", \.accepted, \.amountAccepted)
      + " + " + part("拒收", "rejected", \.rejected, \.amountRejected)
      + " + " + part("重复", "duplicates", \.duplicates, \.amountDuplicates)
    let notSpent = data.sum(\.amountNotSpent)
    let unspent = t(" + 不计 ", " + unspent ") + NumberText.money(notSpent)
    let notRead = data.filesNotRead.count
    return line + (notSpent == .zero ? "" : unspent)
      + (notRead == 0
        ? "" : t("；另有 \(notRead) 个文件未读取，见附件一", "; files not read: \(notRead), see annex 1"))
  }
}
