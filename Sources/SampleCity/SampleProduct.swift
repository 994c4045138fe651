/// A product of the sample city.
struct SampleProduct {
  /// The national code.
  var code: String
  /// The variety that it belongs to; its generic name.
  var variety: Variety
  var form: String
  /// Strength and pack, most often with a comma.
  var specification: String
  /// Smallest preparation units in a pack.
  var ratio: Int
  var maker: String
  /// The pack's price in 分 at the start, before any batch.
  var basePrice: Int
  /// Whether many institutions buy it.
  var isPopular: Bool
  /// What other makers' products have to share with it to be the same drug: for drugs generic name
  /// and strength, for other goods the name.
  var kinship: String
  /// In which months it is bought.
  var rhythm = Rhythm.steady

  var category: SampleCategory { variety.category }

  /// `count` products, no two alike in variety, specification and maker; about a quarter of them
  /// are of the same drug as others, by up to five makers.
  static func make(
    count: Int, varieties: Varieties, random: inout RandomSource
  ) -> [SampleProduct] {
    let makers = makerNames(drugs: min(200, max(30, count / 8)))
    var seen: Set<[Int]> = []
    var result: [SampleProduct] = []
    result.reserveCapacity(count)
    let prices = random.next()
    var crowd: (kind: SampleCategory, index: Int, option: Int)?
    var crowding = 0
    while result.count < count {
      var kind = kind(of: random.below(1000))
      let pool = pool(of: kind, in: varieties)
      var index = random.below(pool.count)
      var option = random.below(40)
      let joins = random.chance(260)
      if joins, let crowd, crowding < 4 {
        (kind, index) = (crowd.kind, crowd.index)
        option = crowd.option / 5 * 5 + option % 5
        crowding += 1
      } else if joins, kind.isPricedByStrength {
        crowd = (kind, index, option)
        crowding = 0
      }
      let names = kind.isConsumable ? makers.consumables : makers.drugs
      let maker = random.below(names.count)
      let family = SampleCategory.order(of: kind)
      guard seen.insert([family, index, maker, option]).inserted else { continue }
      let variety = Self.pool(of: kind, in: varieties)[index]
      var product = SampleProduct(
        code: code(kind, variety: variety, index: index, option: option, maker: maker),
        variety: variety, form: variety.form?.name ?? kind.formText, specification: "",
        ratio: 1, maker: names[maker], basePrice: 0, isPopular: result.count % 5 == 0,
        kinship: variety.name)
      product.rhythm = .draw(isPopular: product.isPopular, random: &random)
      product.describe(
        option: option, prices: prices, place: family * 1000 + index, random: &random)
      result.append(product)
    }
    return result
  }

  /// Sets specification, ratio and price.
  ///
  /// Makers of the same drug ask about the same for a unit of the same strength.
  private mutating func describe(
    option: Int, prices: UInt64, place: Int, random: inout RandomSource
  ) {
    let own = random.number(in: 920...1_120)
    func common(_ range: ClosedRange<Int>, _ strength: Int = 0) -> Int {
      var shared = RandomSource(seed: prices, stream: UInt64(place * 100 + strength))
      return shared.number(in: range)
    }
    switch category {
    case .chemical, .biological, .patentMedicine:
      let form = variety.form ?? .tablet
      let pack = form.packs[option % form.packs.count]
      let place = option / 5 % form.strengths.count
      let strength = form.strengths[place]
      ratio = pack.count
      specification = "\(strength)*\(pack.count)\(pack.unit),\(pack.packaging)"
      let dear = category == .biological ? 12 : 1
      let most = form.packs.reduce(1) { max($0, $1.count) }
      let unit = min(
        common(form.unitPrice, place) * dear, max(form.unitPrice.lowerBound, 60_000 / most))
      basePrice = max(80, unit * pack.count * own / 1000)
      kinship += strength
    case .slices, .granules:
      ratio = category == .slices ? 1 : 10
      specification = category == .slices ? "净制,1kg" : "10g*10袋,复合膜"
      basePrice = common(category == .slices ? 2_800...28_000 : 800...6_000) * own / 1000
    case .highValue, .consumable:
      let size = 4 + option / 2
      specification =
        category == .highValue
        ? "Φ\(size / 4).\(size % 4 * 25)mm,\(option % 3 + 1)型" : "\(size)Fr,\(option % 4 + 1)型"
      ratio = category == .consumable && variety.ceiling < 20 ? [1, 10, 50, 100][option % 4] : 1
      basePrice = max(
        60, variety.ceiling * 100 * common(40...95) / 100 * ratio * own / 1120)
    }
  }

  private static func kind(of draw: Int) -> SampleCategory {
    switch draw {
    case ..<530: .chemical
    case ..<590: .biological
    case ..<720: .patentMedicine
    case ..<770: .slices
    case ..<800: .granules
    case ..<880: .highValue
    default: .consumable
    }
  }

  private static func pool(of kind: SampleCategory, in varieties: Varieties) -> [Variety] {
    switch kind {
    case .chemical: varieties.chemicals
    case .biological: varieties.insulins + varieties.biologicals
    case .patentMedicine: varieties.patentMedicines
    case .slices: varieties.slices
    case .granules: varieties.granules
    case .highValue: varieties.consumables.filter { $0.category == .highValue }
    case .consumable: varieties.consumables.filter { $0.category == .consumable }
    }
  }

  /// A national code of the right shape: its parts say variety, specification and maker.
  private static func code(
    _ kind: SampleCategory, variety: Variety, index: Int, option: Int, maker: Int
  ) -> String {
    let name = digits(index + 1, 3)
    switch kind {
    case .chemical, .biological:
      let group = digits(index % 16 + 1, 2)
      let biological = kind == .biological ? "S" : "A"
      return "X\(variety.group)\(group)\(biological)A\(biological)\(name)A"
        + "\(digits(option / 5 + 1, 3))\(digits(option % 5 + 1, 4))\(digits(maker + 1, 5))"
    case .patentMedicine:
      return "ZA\(digits(index % 12 + 1, 2))AA0\(name)\(digits(option + 1, 4))"
        + digits(maker + 1, 6)
    case .slices: return "T" + name + digits(option + 1, 3) + digits(maker + 1, 3)
    case .granules:
      return "T9" + digits(index + 1, 6) + digits(option + 1, 4)
        + digits(maker + 1, 8)
    case .highValue, .consumable:
      let mark = kind == .highValue ? "1" : "2"
      return "C\(mark)\(variety.group)\(name)\(digits(index % 7 + 1, 3))"
        + digits(option + 1, 5) + digits(maker + 1, 5)
    }
  }

  private static func makerNames(drugs: Int) -> (drugs: [String], consumables: [String]) {
    func names(_ kinds: [String]) -> [String] {
      kinds.flatMap { kind in PlaceNames.makers.map { $0 + kind } }
    }
    let all = names(["药业有限公司", "制药有限公司", "生物制药公司", "医药股份公司", "制药集团公司"])
    return (
      Array(all.prefix(drugs)),
      Array(names(["医疗器械公司", "医疗科技公司"]).prefix(max(12, drugs / 3)))
    )
  }
}

extension SampleCategory {
  /// The place of `category` in the list of categories.
  static func order(of category: SampleCategory) -> Int {
    let order: [SampleCategory] = [
      .chemical, .biological, .patentMedicine, .slices, .granules, .highValue, .consumable,
    ]
    return order.firstIndex(of: category) ?? order.count
  }

  /// Whether the price depends on strength and pack, as with drugs in a dosage form.
  var isPricedByStrength: Bool {
    switch self {
    case .chemical, .biological, .patentMedicine: true
    default: false
    }
  }

  /// What the 剂型 column says for goods without a dosage form.
  var formText: String {
    switch self {
    case .slices: "饮片"
    case .granules: "颗粒剂"
    default: ""
    }
  }
}
