import Analysis
import Indicators
import Procurement

/// What was read and what became of it.
struct DataJSON: Encodable {
  struct File: Encodable {
    let path: String
    let encoding: String
    let profile: String
    let bytes: Int
    let linesRead: Int
    let accepted: Int
    let rejected: Int
    let duplicates: Int
    let amountAccepted: String
    let amountRejected: String
    let amountDuplicates: String
    let furtherShipments: Int
    let amountFurtherShipments: String
    let undelivered: Int
    let amountUndelivered: String
  }

  struct NoticeJSON: Encodable {
    let file: String
    let line: Int
    let column: String
    let value: String
    let reason: String
  }

  let files: [File]
  let linesRead: Int
  let accepted: Int
  let rejected: Int
  let duplicates: Int
  let amountRead: String
  let amountAccepted: String
  let amountRejected: String
  let amountDuplicates: String
  let furtherShipments: Int
  let amountFurtherShipments: String
  let undelivered: Int
  let amountUndelivered: String
  let rejectReasons: [String: Int]
  let rejectsNotListed: Int
  let notices: [NoticeJSON]
  let firstMonth: OrNull<String>
  let lastMonth: OrNull<String>
  let cells: Int

  init(_ data: DataQuality) {
    files = data.files.map {
      File(
        path: $0.path, encoding: $0.encoding, profile: $0.profile, bytes: $0.bytes,
        linesRead: $0.linesRead, accepted: $0.accepted, rejected: $0.rejected,
        duplicates: $0.duplicates, amountAccepted: $0.amountAccepted.decimal,
        amountRejected: $0.amountRejected.decimal, amountDuplicates: $0.amountDuplicates.decimal,
        furtherShipments: $0.furtherShipments,
        amountFurtherShipments: $0.amountFurtherShipments.decimal, undelivered: $0.undelivered,
        amountUndelivered: $0.amountUndelivered.decimal)
    }
    linesRead = data.sum(\.linesRead)
    accepted = data.sum(\.accepted)
    rejected = data.sum(\.rejected)
    duplicates = data.sum(\.duplicates)
    amountRead = data.sum(\.amountRead).decimal
    amountAccepted = data.sum(\.amountAccepted).decimal
    amountRejected = data.sum(\.amountRejected).decimal
    amountDuplicates = data.sum(\.amountDuplicates).decimal
    furtherShipments = data.sum(\.furtherShipments)
    amountFurtherShipments = data.sum(\.amountFurtherShipments).decimal
    undelivered = data.sum(\.undelivered)
    amountUndelivered = data.sum(\.amountUndelivered).decimal
    rejectReasons = Dictionary(
      data.rejectCounts.map { ($0.reason.rawValue, $0.lines) }, uniquingKeysWith: +)
    rejectsNotListed = data.rejectsNotListed
    notices = data.notices.map {
      NoticeJSON(
        file: $0.source.file, line: $0.source.line, column: $0.column, value: $0.value,
        reason: $0.reason.rawValue)
    }
    firstMonth = OrNull(data.firstMonth?.description)
    lastMonth = OrNull(data.lastMonth?.description)
    cells = data.cells
  }
}

/// What was bought in the month.
struct OverviewJSON: Encodable {
  struct Group: Encodable {
    let name: String
    let amount: String
    let previousMonth: OrNull<String>
    let sameMonthLastYear: OrNull<String>
    let yearToDate: String

    init(_ group: Overview.Group) {
      name = group.name
      amount = group.amount.decimal
      previousMonth = OrNull(group.previousMonth?.decimal)
      sameMonthLastYear = OrNull(group.sameMonthLastYear?.decimal)
      yearToDate = group.yearToDate.decimal
    }
  }

  struct MonthAmount: Encodable {
    let month: String
    let amount: OrNull<String>
  }

  let total: Group
  let categories: [Group]
  let regions: [Group]
  let channels: [Group]
  let months: [MonthAmount]
  let lines: Int
  let products: Int
  let institutions: Int
  let distributors: Int

  init(_ overview: Overview) {
    total = Group(overview.total)
    categories = overview.categories.map { Group($0) }
    regions = overview.regions.map { Group($0) }
    channels = overview.channels.map { Group($0) }
    months = overview.months.map {
      MonthAmount(month: $0.month.description, amount: OrNull($0.amount?.decimal))
    }
    lines = overview.lines
    products = overview.products
    institutions = overview.institutions
    distributors = overview.distributors
  }
}

/// How prices moved against the previous month.
struct PricesJSON: Encodable {
  struct Change: Encodable {
    let productCode: String
    let productName: String
    let specification: String
    let manufacturer: String
    let referenceMonth: String
    let reference: String
    let price: String
    let change: OrNull<Double>
    let institutions: Int
    let amount: String

    init(_ change: PriceMovement.Change) {
      productCode = change.product.code
      productName = change.product.name
      specification = change.product.specification
      manufacturer = change.product.manufacturer
      referenceMonth = change.referenceMonth.description
      reference = NumberText.trimmed(change.reference, places: 6)
      price = NumberText.trimmed(change.price, places: 6)
      self.change = OrNull(rounding: change.change.isFinite ? change.change : nil)
      institutions = change.institutions
      amount = change.amount.decimal
    }
  }

  let followed: Int
  let rose: Int
  let fell: Int
  let unchanged: Int
  let notBought: Int
  let notComparable: Int
  let largestRises: [Change]
  let largestFalls: [Change]
  let averageChange: [MonthJSON]

  init(_ prices: PriceMovement) {
    followed = prices.followed
    rose = prices.rose
    fell = prices.fell
    unchanged = prices.unchanged
    notBought = prices.notBought
    notComparable = prices.notComparable
    largestRises = prices.largestRises.map { Change($0) }
    largestFalls = prices.largestFalls.map { Change($0) }
    averageChange = prices.averageChange.map { MonthJSON($0) }
  }
}

/// A value in a month.
struct MonthJSON: Encodable {
  let month: String
  let value: OrNull<Double>

  init(_ value: MonthValue) {
    month = value.month.description
    self.value = OrNull(rounding: value.value)
  }
}
