/// The forms a drug of the sample city is sold in, with what their packs look like.
enum DosageForm: Character, CaseIterable {
  case tablet = "t"
  case capsule = "c"
  case injection = "i"
  case powder = "p"
  case sustainedTablet = "s"
  case granules = "g"
  case oralSolution = "o"
  case eyeDrops = "e"
  case dispersible = "d"
  case cream = "m"
  case aerosol = "h"
  case sustainedCapsule = "r"
  case entericTablet = "n"
  case entericCapsule = "u"
  case chewable = "k"
  case sachet = "w"
  case suspension = "y"

  /// The form as the 剂型 column names it.
  var name: String {
    switch self {
    case .tablet: "片剂"
    case .capsule: "胶囊剂"
    case .injection, .powder: "注射剂"
    case .sustainedTablet: "缓释片"
    case .granules: "颗粒剂"
    case .oralSolution: "口服液"
    case .eyeDrops: "滴眼剂"
    case .dispersible: "分散片"
    case .cream: "乳膏剂"
    case .aerosol: "吸入剂"
    case .sustainedCapsule: "缓释胶囊"
    case .entericTablet: "肠溶片"
    case .entericCapsule: "肠溶胶囊"
    case .chewable: "咀嚼片"
    case .sachet: "散剂"
    case .suspension: "混悬液"
    }
  }

  /// The generic name of the drug `stem` in this form.
  func genericName(of stem: String) -> String {
    switch self {
    case .tablet: stem + "片"
    case .capsule: stem + "胶囊"
    case .injection: stem + "注射液"
    case .powder: "注射用" + stem
    case .granules: stem + "颗粒"
    case .oralSolution: stem + "口服溶液"
    case .eyeDrops: stem + "滴眼液"
    case .cream: stem + "乳膏"
    case .aerosol: stem + "吸入气雾剂"
    case .sachet: stem + "散"
    case .suspension: stem + "吸入混悬液"
    case .sustainedTablet, .dispersible, .sustainedCapsule, .entericTablet, .entericCapsule,
      .chewable:
      stem + name
    }
  }

  /// Strengths as printed.
  var strengths: [String] {
    switch self {
    case .injection: ["2ml:20mg", "5ml:50mg", "10ml:0.1g", "100ml:0.5g", "1ml:10mg"]
    case .powder: ["0.25g", "0.5g", "1.0g", "40mg", "100mg"]
    case .granules, .sachet: ["0.125g", "3g", "5g", "10g"]
    case .oralSolution: ["100ml:0.5g", "10ml:0.1g", "150ml"]
    case .eyeDrops: ["5ml:15mg", "0.4ml:1.2mg", "8ml"]
    case .cream: ["10g:10mg", "15g", "20g:20mg"]
    case .aerosol, .suspension: ["2ml:1mg", "2.5ml:5mg", "14g"]
    default: ["5mg", "10mg", "20mg", "50mg", "0.1g", "0.25g", "0.5g", "2.5mg"]
    }
  }

  /// What a pack holds: smallest preparation units, their measure word, and the packaging.
  var packs: [(count: Int, unit: String, packaging: String)] {
    switch self {
    case .injection: [(1, "支", "玻璃安瓿"), (5, "支", "玻璃安瓿"), (10, "支", "塑料安瓿")]
    case .powder: [(1, "瓶", "西林瓶"), (10, "瓶", "西林瓶")]
    case .granules, .sachet: [(6, "袋", "复合膜"), (10, "袋", "复合膜"), (12, "袋", "复合膜")]
    case .oralSolution: [(1, "瓶", "PET瓶"), (10, "支", "玻璃瓶")]
    case .eyeDrops: [(1, "支", "塑料瓶"), (20, "支", "单剂量")]
    case .cream: [(1, "支", "铝管")]
    case .aerosol: [(1, "瓶", "铝罐")]
    case .suspension: [(5, "支", "塑料安瓿"), (20, "支", "塑料安瓿")]
    case .capsule, .sustainedCapsule, .entericCapsule:
      [(7, "粒", "铝塑"), (14, "粒", "铝塑"), (24, "粒", "铝塑"), (36, "粒", "铝塑"), (60, "粒", "塑瓶")]
    default:
      [(7, "片", "铝塑"), (14, "片", "铝塑"), (28, "片", "铝塑"), (30, "片", "铝塑"), (100, "片", "塑瓶")]
    }
  }

  /// The usual price of a smallest unit in 分, lowest and highest.
  var unitPrice: ClosedRange<Int> {
    switch self {
    case .injection: 120...4_800
    case .powder: 300...9_800
    case .eyeDrops, .oralSolution, .suspension: 180...2_600
    case .aerosol, .cream: 900...6_800
    case .granules, .sachet: 60...420
    default: 12...480
    }
  }
}
