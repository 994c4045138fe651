/// A drug at generic-name level (品种): what batches list, and what products are made of.
struct Variety {
  /// The generic name with the form, such as 阿托伐他汀钙片.
  var name: String
  var category: SampleCategory
  /// The form; `nil` for goods whose pack does not follow from one.
  var form: DosageForm?
  /// The first letter of the ATC class for drugs; the category's number for consumables.
  var group: String
  /// The consumable category, empty for drugs.
  var consumableCategory = ""
  /// The highest price of a consumable in 元.
  var ceiling = 0
}

/// What kind of good a product is, as the 类别 column names it.
enum SampleCategory: String {
  case chemical = "化学药"
  case biological = "生物制品"
  case patentMedicine = "中成药"
  case slices = "中药饮片"
  case granules = "配方颗粒"
  case highValue = "高值耗材"
  case consumable = "耗材"

  /// The word in the 类别 column: a high-value consumable is told by its category alone.
  var columnText: String { self == .highValue ? "耗材" : rawValue }

  /// Whether it counts in the platform share of drugs: slices do not.
  var isCountedDrug: Bool {
    switch self {
    case .chemical, .biological, .patentMedicine, .granules: true
    case .slices, .highValue, .consumable: false
    }
  }

  var isConsumable: Bool { self == .highValue || self == .consumable }
}

/// All varieties of the sample city: the same for every seed.
struct Varieties {
  /// Chemical drugs, those that entered procurement first at the front.
  let chemicals: [Variety]
  let insulins: [Variety]
  let biologicals: [Variety]
  let patentMedicines: [Variety]
  let slices: [Variety]
  let granules: [Variety]
  let consumables: [Variety]
  /// Consumable categories in the order of the list, with whether they are high-value and the
  /// mark of the batch they are in.
  let categories: [(name: String, isHighValue: Bool, batch: String)]

  init() {
    chemicals = Self.makeChemicals()
    let plain = { (name: String, category: SampleCategory, form: DosageForm?) in
      Variety(name: name, category: category, form: form, group: "A")
    }
    insulins = OtherNames.insulins.map { plain($0, .biological, .injection) }
    biologicals = OtherNames.biologicals.map { plain($0, .biological, .powder) }
    patentMedicines = OtherNames.patentMedicines.map {
      plain($0, .patentMedicine, Self.form(ofPatentMedicine: $0))
    }
    slices = OtherNames.herbs.map { plain($0, .slices, nil) }
    granules = OtherNames.herbs.map { plain($0 + "配方颗粒", .granules, nil) }
    var goods: [Variety] = []
    var categories: [(name: String, isHighValue: Bool, batch: String)] = []
    for line in OtherNames.consumables {
      let isHighValue = line[1] == "+"
      categories.append((line[0], isHighValue, line[2]))
      for name in line.dropFirst(4) {
        goods.append(
          Variety(
            name: name, category: isHighValue ? .highValue : .consumable, form: nil,
            group: digits(categories.count, 2), consumableCategory: line[0],
            ceiling: Int(line[3]) ?? 1))
      }
    }
    consumables = goods
    self.categories = categories
  }

  /// Every drug's first form, then the second forms, and so on; last the capsules of drugs that
  /// are listed as tablets only.
  private static func makeChemicals() -> [Variety] {
    var rows: [(group: String, stem: String, forms: [DosageForm])] = []
    for line in ChemicalNames.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let head = words.first, let group = head.first else { continue }
      var forms = words.dropFirst().compactMap { $0.first.flatMap(DosageForm.init(rawValue:)) }
      if forms.first == .tablet, !forms.contains(.capsule) { forms.append(.capsule) }
      rows.append((String(group), String(head.dropFirst()), forms))
    }
    var result: [Variety] = []
    for rank in 0..<5 {
      for row in rows where rank < row.forms.count {
        let form = row.forms[rank]
        result.append(
          Variety(
            name: form.genericName(of: row.stem), category: .chemical, form: form,
            group: row.group))
      }
    }
    return result
  }

  private static func form(ofPatentMedicine name: String) -> DosageForm {
    if name.hasPrefix("注射用") { return .powder }
    if name.hasSuffix("注射液") { return .injection }
    if name.hasSuffix("颗粒") || name.hasSuffix("散") { return .granules }
    if name.hasSuffix("液") || name.hasSuffix("合剂") || name.hasSuffix("糖浆")
      || name.hasSuffix("饮")
    {
      return .oralSolution
    }
    return name.hasSuffix("胶囊") ? .capsule : .tablet
  }
}
