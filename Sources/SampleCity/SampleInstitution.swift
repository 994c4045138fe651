/// An institution of the sample city.
struct SampleInstitution {
  /// 医疗机构编码: `H` or, for a pharmacy, `P`, the district's six digits, and five more.
  var code: String
  var name: String
  /// 公立, 民营 or 药店.
  var ownership: String
  /// 三级, 二级, 一级, or empty for a pharmacy.
  var level: String
  var region: String
  /// The hospital union (医联体) that it belongs to; empty for most.
  var union = ""

  /// Whether it buys nothing that any batch lists.
  var isSpecialist = false

  var isPublic: Bool { ownership == "公立" }

  /// Whether it buys twice as many products as others of its level.
  var isLargest = false

  /// How readily it buys a product, compared with others.
  var reach: Int { isLargest ? weight * 2 : weight }

  /// How much it buys of a product, compared with others.
  var weight: Int {
    switch level {
    case "三级": 12
    case "二级": 6
    case "一级": 2
    default: 1
    }
  }

  /// Whether it is of a kind that buys goods of `category`.
  func buys(_ category: SampleCategory) -> Bool {
    switch category {
    case .highValue: level == "三级" || level == "二级"
    case .consumable: ownership != "药店"
    default: true
    }
  }

  /// Joins public institutions of one region, up to four, to a hospital union: three unions at most.
  static func joinUnions(_ institutions: inout [SampleInstitution]) {
    var unions = 0
    for region in PlaceNames.regions where unions < 3 {
      let members = institutions.indices.filter {
        institutions[$0].region == region.name && institutions[$0].isPublic
      }
      guard members.count >= 2 else { continue }
      unions += 1
      for member in members.prefix(4) { institutions[member].union = region.name + "医疗集团" }
    }
  }

  /// Makes the first tertiary hospital that is in no union the largest one, and the last hospital of
  /// Chinese medicine a specialist.
  static func distinguish(_ institutions: inout [SampleInstitution]) {
    let first = institutions.indices.first {
      institutions[$0].level == "三级" && institutions[$0].union.isEmpty
    }
    if let first { institutions[first].isLargest = true }
    let last = institutions.indices.last {
      institutions[$0].name.contains("中医医院") && institutions[$0].union.isEmpty
    }
    if let last { institutions[last].isSpecialist = true }
  }

  /// Institutions that the office knows and that supply no records: whether they buy anything is
  /// not known.
  static let withoutRecords = [
    SampleInstitution(
      code: "H14080290001", name: "盐湖松鹤专科医院", ownership: "民营", level: "一级", region: "盐湖区"),
    SampleInstitution(
      code: "P14088190002", name: "永济松鹤大药房", ownership: "药店", level: "", region: "永济市"),
  ]

  /// `count` institutions: about seven in ten public, two private, one a pharmacy.
  static func make(count: Int, random: inout RandomSource) -> [SampleInstitution] {
    let offset = random.below(PlaceNames.virtues.count)
    return (0..<count).map { index in
      let region = PlaceNames.regions[index % PlaceNames.regions.count]
      let round = index / PlaceNames.regions.count
      let virtue = PlaceNames.virtues[(offset + index * 7 + round) % PlaceNames.virtues.count]
      let place = String(region.name.prefix(2))
      let draw = index % 10
      let series = index / (PlaceNames.virtues.count * PlaceNames.regions.count)
      let suffix = series == 0 ? "" : String(series + 1)
      let isFirst = round == 0
      let kind: (ownership: String, level: String, type: String)
      switch draw {
      case 7, 8: kind = ("民营", isFirst ? "二级" : "一级", "专科医院")
      case 9: kind = ("药店", "", "大药房")
      case 0 where isFirst: kind = ("公立", "三级", "中心医院")
      case 0, 1, 2: kind = ("公立", isFirst ? "三级" : "二级", "综合医院")
      case 3, 4: kind = ("公立", "二级", draw == 3 ? "中医医院" : "妇幼保健院")
      default: kind = ("公立", round < 2 ? "二级" : "一级", round < 2 ? "第二医院" : "卫生院")
      }
      return SampleInstitution(
        code: (kind.ownership == "药店" ? "P" : "H") + region.code + digits(index + 1, 5),
        name: place + virtue + kind.type + suffix, ownership: kind.ownership, level: kind.level,
        region: region.name)
    }
  }
}
