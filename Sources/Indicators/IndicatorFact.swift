public import Procurement

/// Something that has to be said with an indicator's value.
public struct IndicatorFact: Hashable, Sendable {
  /// What is said.
  public enum Name: String, CaseIterable, Sendable {
    /// How much of the agreement period has run (时间进度).
    case timeProgress = "time-progress"
    /// Completion − time progress, below zero when behind (进度差).
    case lead
    /// Completion at the end of the period at the pace so far (预计完成率).
    case projectedCompletion = "projected-completion"
    /// Completion with each quantity valued at its selected price (按金额计的完成率).
    case completionByValue = "completion-by-value"
    /// Time progress with each contract weighted by its value (按金额计的时间进度).
    case timeProgressByValue = "time-progress-by-value"
    /// Contracted quantities, those of a union together (约定采购量, 联合体合为一条).
    case contracts
    /// Contracted quantities, those of a union one by one (约定采购量, 联合体成员分别计, 条).
    case ownContracts = "own-contracts"
    /// Contracts whose period began before the purchase records (协议期早于采购数据, 条).
    case notFollowed = "not-followed"
    /// Months of the periods that have run and no file has purchases of (协议期内缺采购数据的月数).
    case monthsWithoutRecords = "months-without-records"
    /// Contracts of which nothing was bought (零采购).
    case zeroUptake = "zero-uptake"
    /// Contracts that lag by more than the rules allow (滞后).
    case lagging
    /// Institutions with many lagging varieties (滞后品种较多的机构).
    case laggingInstitutions = "lagging-institutions"
    /// The share of the amount that could be matched (可比金额占比).
    case matchedShare = "matched-share"
    /// How many items are matched, or counted (可比品规数).
    case items
    /// How many varieties are counted (计入的品种数).
    case varieties
    /// How many contracts are counted, of those that run (计入的约定采购量, 条).
    case counted
    /// The month that is 100 (基期).
    case baseMonth = "base-month"
    /// The first month of the base period (基期起).
    case baseFirst = "base-first"
    /// The last month of the base period (基期止).
    case baseLast = "base-last"
    /// How far prices fell against the base, 0.6 for 60 % (降幅).
    case priceDrop = "price-drop"
    /// Money that is due and not paid (逾期未付金额).
    case overdue
    /// Money not yet due (未到期金额).
    case notYetDue = "not-yet-due"
    /// What is bought from enterprises with a bad credit rating (自失信企业采购额).
    case ratedPurchases = "rated-purchases"
    /// Enterprises with a bad credit rating in force (失信企业数).
    case ratedEnterprises = "rated-enterprises"
    /// The grade of a bad credit rating in force (失信等级).
    case grade
    /// The list of drugs in short supply that a drug is on (清单类别).
    case shortageList = "shortage-list"
    /// Distributors that delivered (配送企业数).
    case distributors
    /// Institutions with orders in the report month to which nothing came (有订单未到货机构数).
    case emptyHanded = "empty-handed"
    /// The price paid ÷ the selected price, weighted by quantity (与中选价之比).
    case priceAgainstSelected = "price-against-selected"
    /// What single institutions lack of the target, added up (各机构合计差额).
    case institutionsGap = "institutions-gap"
    /// Institutions without off-platform purchases, whose ledger may be missing (无线下采购记录机构数).
    case withoutOffPlatform = "without-off-platform"
    /// What these institutions bought; all of it counts as the records have it (其采购金额).
    case amountWithoutOffPlatform = "amount-without-off-platform"
    /// The share of the institutions that have off-platform purchases (其余机构平台采购率).
    case shareOfOthers = "share-of-others"
    /// Institutions that nothing says the ownership of (机构性质不明的机构数).
    case unknownOwnership = "unknown-ownership"
    /// What these institutions bought of the kind, or may have; it counts nowhere (其采购金额).
    case amountUnknownOwnership = "amount-unknown-ownership"
    /// What the others bought of products that may be of the kind, and that nothing says it of; it
    /// counts nowhere (类别不明的采购金额).
    case amountUnknownCategory = "amount-unknown-category"
    /// The share if all that counts nowhere, and may lower it, counted (最低可能值).
    case lowestShare = "lowest-share"
    /// The share if all that counts nowhere, and may raise it, counted (最高可能值).
    case highestShare = "highest-share"
    /// The share by amount of what the value is a share of by quantity (按金额计的占比).
    case shareByValue = "share-by-value"
    /// The limit that the rules set (限值).
    case limit
    /// An amount of money beside the value (金额).
    case amount
  }

  /// What a fact tells.
  public enum Value: Hashable, Sendable {
    /// A ratio or a difference of two, 0.9 for 90 %.
    case ratio(Double)
    /// An amount of money.
    case money(Money)
    /// A number of things.
    case count(Int)
    /// A month.
    case month(Month)
    /// A word of the field by its name, as components have; a credit grade is its own name.
    case term(String)
  }

  /// What is said.
  public var name: Name
  /// What it is; `nil` where it is not computable.
  public var value: Value?

  /// Why it is not computable, where the indicator's own reason does not say; `nil` otherwise.
  public var reason: NotComputableReason?

  /// A fact; see the properties.
  public init(_ name: Name, _ value: Value?, reason: NotComputableReason? = nil) {
    self.name = name
    self.value = value
    self.reason = reason
  }
}

extension [IndicatorFact] {
  /// What is told of institutions that nothing says the ownership of; nothing where there are none.
  static func unknownOwnership(_ institutions: Int, _ amount: Money) -> [IndicatorFact] {
    institutions == 0
      ? []
      : [
        IndicatorFact(.unknownOwnership, .count(institutions)),
        IndicatorFact(.amountUnknownOwnership, .money(amount)),
      ]
  }
}
