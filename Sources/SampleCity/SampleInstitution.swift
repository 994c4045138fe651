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

  var isPublic: Bool { ownership == "公立" }

  /// How readily it buys a product, compared with others.
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
