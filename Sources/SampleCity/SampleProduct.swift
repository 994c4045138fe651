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

  var category: SampleCategory { variety.category }

  /// `count` products, no two alike in variety, specification and maker.
  static func make(
    count: Int, varieties: Varieties, random: inout RandomSource
  ) -> [SampleProduct] {
    let makers = makerNames(drugs: min(200, max(30, count / 8)))
    var seen: Set<[Int]> = []
    var result: [SampleProduct] = []
    result.reserveCapacity(count)
    while result.count < count {
      let kind = kind(of: random.below(1000))
      let pool = pool(of: kind, in: varieties)
      let index = random.below(pool.count)
      let names = kind.isConsumable ? makers.consumables : makers.drugs
      let maker = random.below(names.count)
      let option = random.below(40)
      let family = SampleCategory.order(of: kind)
      guard seen.insert([family, index, maker, option]).inserted else { continue }
      var product = SampleProduct(
        code: code(kind, variety: pool[index], index: index, option: option, maker: maker),
        variety: pool[index], form: pool[index].form?.name ?? kind.formText, specification: "",
        ratio: 1, maker: names[maker], basePrice: 0, isPopular: result.count % 5 == 0)
      product.describe(option: option, random: &random)
      result.append(product)
    }
    return result
  }

  /// Sets specification, ratio and price.
  private mutating func describe(option: Int, random: inout RandomSource) {
    switch category {
    case .chemical, .biological, .patentMedicine:
      let form = variety.form ?? .tablet
      let pack = form.packs[option % form.packs.count]
      let strength = form.strengths[option / 5 % form.strengths.count]
      ratio = pack.count
      specification = "\(strength)*\(pack.count)\(pack.unit),\(pack.packaging)"
      let dear = category == .biological ? 12 : 1
      basePrice = max(80, random.number(in: form.unitPrice) * dear * pack.count)
      if basePrice > 60_000 { basePrice = basePrice / pack.count + 900 }
    case .slices, .granules:
      ratio = category == .slices ? 1 : 10
      specification = category == .slices ? "净制,1kg" : "10g*10袋,复合膜"
      basePrice = random.number(in: category == .slices ? 2_800...28_000 : 800...6_000)
    case .highValue, .consumable:
      let size = 4 + option / 2
      specification =
        category == .highValue
        ? "Φ\(size / 4).\(size % 4 * 25)mm,\(option % 3 + 1)型" : "\(size)Fr,\(option % 4 + 1)型"
      ratio = category == .consumable && variety.ceiling < 20 ? [1, 10, 50, 100][option % 4] : 1
      basePrice = max(
        60, variety.ceiling * 100 * random.number(in: 35...100) / 100 * ratio)
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

  /// What the 剂型 column says for goods without a dosage form.
  var formText: String {
    switch self {
    case .slices: "饮片"
    case .granules: "颗粒剂"
    default: ""
    }
  }
}
