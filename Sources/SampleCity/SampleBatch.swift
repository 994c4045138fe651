/// A batch of volume-based procurement with its varieties.
///
/// National batches carry their real names and about their real dates and sizes; provincial and
/// alliance batches are made up after real ones. Which varieties a batch lists follows the order
/// of ``ChemicalNames`` and is not a record of the real catalogues.
struct SampleBatch {
  var id: String
  var name: String
  /// 国家, 省级, 联盟 or 市级.
  var level: String
  /// Whether the batch is about consumables.
  var isConsumables: Bool
  /// First and last day of the agreement period, as `YYYYMMDD`.
  var start: Int
  var end: Int
  /// The batch that this one renews (接续), or nothing.
  var renews = ""
  var varieties: [String] = []
  /// Whether its contracts are for the whole agreement period at once, however long ago it began.
  var isContractedOnce = false

  /// All batches, each after the one it renews.
  static func all(_ varieties: Varieties) -> [SampleBatch] {
    drugBatches(varieties) + consumableBatches(varieties)
  }

  // MARK: Drugs

  private static func drugBatches(_ varieties: Varieties) -> [SampleBatch] {
    let pool = varieties.chemicals.map(\.name)
    var taken = 0
    func take(_ count: Int) -> [String] {
      defer { taken += count }
      return Array(pool[min(taken, pool.count)..<min(taken + count, pool.count)])
    }
    var result: [SampleBatch] = []
    func add(
      _ id: String, _ name: String, _ level: String, _ start: Int, _ end: Int,
      _ varieties: [String]
    ) {
      result.append(
        SampleBatch(
          id: id, name: name, level: level, isConsumables: false, start: start, end: end,
          varieties: varieties))
    }
    func renew(
      _ id: String, _ name: String, _ level: String, _ start: Int, _ end: Int, of renewed: String
    ) {
      let varieties = result.first { $0.id == renewed }?.varieties ?? []
      add(id, name, level, start, end, varieties)
      result[result.count - 1].renews = renewed
    }
    add("GC4+7", "国家组织药品集中采购4+7试点扩围", "国家", 2019_12_20, 2021_12_31, take(25))
    add("GC2", "国采第二批", "国家", 2020_04_25, 2023_04_30, take(32))
    add("GC3", "国采第三批", "国家", 2020_11_20, 2023_11_30, take(55))
    add("GC4", "国采第四批", "国家", 2021_05_01, 2024_04_30, take(45))
    add("GC5", "国采第五批", "国家", 2021_10_20, 2024_10_31, take(61))
    add(
      "GC6", "国采第六批(胰岛素专项)", "国家", 2022_05_31, 2024_05_31, varieties.insulins.map(\.name))
    add("GC7", "国采第七批", "国家", 2022_11_30, 2025_11_30, take(60))
    add("GC8", "国采第八批", "国家", 2023_07_01, 2025_12_31, take(39))
    add("GC9", "国采第九批", "国家", 2024_03_01, 2027_12_31, take(41))
    // One variety of the tenth batch was in an earlier one: batch sizes do not add up to varieties.
    add("GC10", "国采第十批", "国家", 2025_05_01, 2027_12_31, take(61) + pool[30..<31])
    add("GC11", "国采第十一批", "国家", 2026_02_01, 2028_12_31, take(55))
    renew("XJ1A", "4+7品种协议期满接续", "省级", 2022_01_01, 2024_12_31, of: "GC4+7")
    renew("XJ1B", "4+7品种协议期满再次接续", "联盟", 2025_01_01, 2027_12_31, of: "XJ1A")
    renew("XJ2", "国采第二批协议期满接续", "联盟", 2023_05_01, 2026_04_30, of: "GC2")
    renew("XJ3", "国采第三批协议期满接续", "联盟", 2023_12_01, 2026_12_31, of: "GC3")
    renew("XJ4", "国采第四批协议期满接续", "联盟", 2024_05_01, 2027_04_30, of: "GC4")
    renew("XJ5", "国采第五批协议期满接续", "联盟", 2024_11_01, 2027_10_31, of: "GC5")
    renew("XJ6", "胰岛素专项接续", "国家", 2024_06_01, 2027_12_31, of: "GC6")
    renew("XJ7", "国采第七批协议期满接续", "联盟", 2025_12_01, 2028_11_30, of: "GC7")
    let medicines = varieties.patentMedicines.map(\.name)
    add("SJ1", "省级带量采购第一批", "省级", 2022_09_01, 2026_08_31, take(25))
    add("SM1", "三明联盟非一致性评价药品带量采购", "联盟", 2023_01_01, 2026_12_31, take(30) + pool[3..<6])
    add("LM1", "中成药省际联盟带量采购", "联盟", 2023_06_01, 2026_05_31, Array(medicines[..<24]))
    add("LM2", "中成药省际联盟扩围", "联盟", 2024_09_01, 2027_08_31, Array(medicines[24..<40]))
    add("LM3", "省际联盟药品带量采购", "联盟", 2025_12_01, 2027_11_30, take(30))
    // Ended and not renewed: counted in the cumulative figure only.
    add("SJ0", "省级带量采购试点", "省级", 2022_07_01, 2025_06_30, take(12))
    add("CS1", "市级药品联合限价采购", "市级", 2024_01_01, 2026_12_31, take(5) + pool[8..<13])
    return result
  }

  // MARK: Consumables

  private static func consumableBatches(_ varieties: Varieties) -> [SampleBatch] {
    func batch(
      _ mark: String, _ id: String, _ name: String, _ level: String, _ start: Int, _ end: Int,
      renews: String = "", isContractedOnce: Bool = false
    ) -> SampleBatch {
      let categories = Set(varieties.categories.filter { $0.batch == mark }.map(\.name))
      return SampleBatch(
        id: id, name: name, level: level, isConsumables: true, start: start, end: end,
        renews: renews,
        varieties: varieties.consumables.filter { categories.contains($0.consumableCategory) }
          .map(\.name), isContractedOnce: isContractedOnce)
    }
    return [
      batch("G1", "HC1", "国家组织冠脉支架集中带量采购", "国家", 2021_01_01, 2022_12_31),
      batch("G1", "HC1X", "冠脉支架协议期满接续", "国家", 2023_01_01, 2025_12_31, renews: "HC1"),
      batch("G2", "HC2", "国家组织人工关节集中带量采购", "国家", 2022_04_30, 2024_05_31),
      batch("G2", "HC2X", "人工关节协议期满接续", "国家", 2024_06_01, 2027_12_31, renews: "HC2"),
      batch("G3", "HC3", "国家组织骨科脊柱类集中带量采购", "国家", 2023_03_01, 2026_02_28),
      batch("G4", "HC4", "国家组织人工晶体及运动医学类集中带量采购", "国家", 2024_06_01, 2027_05_31),
      batch("G5", "HC5", "国家组织人工耳蜗及外周血管支架集中带量采购", "国家", 2025_04_01, 2028_03_31),
      batch(
        "P1", "LH1", "冠脉扩张球囊省际联盟带量采购", "联盟", 2023_04_01, 2026_03_31,
        isContractedOnce: true),
      // Ended and not renewed.
      batch("P2", "LH2", "心脏起搏器省际联盟带量采购", "联盟", 2022_07_01, 2025_06_30),
      batch("P3", "LH3", "外科类耗材省际联盟带量采购", "联盟", 2023_09_01, 2026_08_31),
      batch("P4", "SH1", "省级普通耗材带量采购第一批", "省级", 2022_10_01, 2026_09_30),
      batch("P5", "SH2", "省级普通耗材带量采购第二批", "省级", 2024_07_01, 2027_06_30),
      batch("P6", "LH4", "通用介入及护理类耗材省际联盟带量采购", "联盟", 2025_07_01, 2028_06_30),
    ]
  }
}
