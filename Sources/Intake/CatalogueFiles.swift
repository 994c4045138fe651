internal import DelimitedText
internal import Parallel
public import Procurement
public import SystemPackage

/// Reads the catalogues beside the purchase files. Each may be missing; what is wrong in one is
/// reported with its place, and the rest is used.
public enum CatalogueFiles {
  /// Reads all catalogues of a data folder.
  ///
  /// - Parameter workers: how many work side by side.
  public static func read(in folder: FilePath, workers: Int = 1) -> Catalogues {
    let contracts = Deferred { contractTable(folder) }
    let parts = sideBySide(workers, Part.allCases) { part in
      var result = Catalogues()
      switch part {
      case .goods: readGoods(folder, contracts, &result)
      case .contracts: _ = contracts()
      case .dealings: readDealings(folder, &result)
      }
      return result
    }
    var result = parts[0]
    let dealings = parts[2]
    result.payments = dealings.payments
    result.enterprises = dealings.enterprises
    result.creditRatings = dealings.creditRatings
    result.shortages = dealings.shortages
    result.decisions = dealings.decisions
    result.notices += dealings.notices
    result.plans = PlanFile.read(
      in: folder, batches: result.batches.keys, notices: &result.notices)
    result.missing = missing(in: folder, notices: result.notices)
    return result
  }

  /// What is read side by side.
  private enum Part: CaseIterable {
    case goods
    /// The rows of `vbp/contracts.csv`, mostly the longest file: the goods need them last.
    case contracts
    case dealings
  }

  /// Reads what is bought, by whom, and what was agreed on it: each needs those before it.
  private static func readGoods(
    _ folder: FilePath, _ contracts: Deferred<CatalogueTable?, Never>, _ result: inout Catalogues
  ) {
    readProducts(folder, &result)
    readInstitutions(folder, &result)
    readCategories(folder, &result)
    readBatches(folder, &result)
    readEntries(folder, &result)
    readContracts(contracts(), &result)
    readSurplusRates(folder, &result)
  }

  /// Reads what stands for itself.
  private static func readDealings(_ folder: FilePath, _ result: inout Catalogues) {
    readPayments(folder, &result)
    readEnterprises(folder, &result)
    readCreditRatings(folder, &result)
    readShortages(folder, &result)
    readDecisions(folder, &result)
  }

  /// The files whose absence takes away more than itself.
  private static let needed = [
    "credit-ratings.csv", "products.csv", "vbp/batches.csv", "vbp/contracts.csv",
  ]

  /// Those of ``needed`` that are not there, or whose header nothing could be made of.
  private static func missing(in folder: FilePath, notices: [Notice]) -> Set<String> {
    let unread = Set(
      notices.filter { $0.reason == .noHeader || $0.reason == .unreadableFile }.map(\.source.file))
    return Set(
      needed.filter { file in
        let path = folder.pushing(FilePath(file))
        guard FolderListing.isOrdinaryFile(path) == true,
          let descriptor = try? FileDescriptor.open(path, .readOnly)
        else { return true }
        try? descriptor.close()
        return unread.contains(file)
      })
  }

  private static func readProducts(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "products.csv", in: folder,
        columns: [
          .init("product_code", "医保代码", "国家医保代码", "产品编码", isRequired: true, isVaried: true),
          .init("generic_name", "通用名"), .init("dosage_form", "剂型"),
          .init("specification", "规格"), .init("conversion_ratio", "转换比", isVaried: true),
          .init("manufacturer", "生产企业"), .init("category", "类别"),
          .init("consumable_category", "耗材类别"), .init("listing_price", "挂网价", isVaried: true),
          .init("price_cap", "限价", "最高限价", isVaried: true),
          .init("payment_standard", "支付标准", "医保支付标准", isVaried: true),
        ])
    else { return }
    result.products.reserveCapacity(table.rows.count)
    for row in table.rows {
      guard let text = table.text(row, "product_code") else { continue }
      var product = Product(code: TextNormal.code(text))
      product.name = row["generic_name"].isEmpty ? product.code : row["generic_name"]
      product.form = row["dosage_form"]
      product.specification = row["specification"]
      product.manufacturer = row["manufacturer"]
      product.category = table.word(row, "category", ValueWords.category) ?? product.category
      product.consumableCategory = row["consumable_category"]
      product.conversionRatio = table.positive(row, "conversion_ratio").map(
        Quantity.init(tenThousandths:))
      product.listingPrice = table.positive(row, "listing_price").map(
        Money.init(tenThousandths:))
      product.priceCap = table.positive(row, "price_cap").map(Money.init(tenThousandths:))
      product.paymentStandard = table.positive(row, "payment_standard").map(
        Money.init(tenThousandths:))
      if result.products[product.code] == nil {
        result.products[product.code] = product
      } else {
        table.report(row, "product_code", .repeatedKey)
      }
    }
    result.notices += table.notices
  }

  private static func readInstitutions(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "institutions.csv", in: folder,
        columns: [
          .init("institution_code", "医疗机构编码", isRequired: true),
          .init("institution_name", "医疗机构名称"), .init("ownership", "机构性质"),
          .init("level", "医院等级"), .init("region", "地区"),
          .init("union", "医联体", "所属医联体"), .init("former_names", "曾用名"),
        ])
    else { return }
    for row in table.rows {
      guard let text = table.text(row, "institution_code") else { continue }
      let code = TextNormal.code(text)
      guard result.institutions[code] == nil else {
        table.report(row, "institution_code", .repeatedKey)
        continue
      }
      result.institutions[code] = Institution(
        code: code, name: row["institution_name"].isEmpty ? code : row["institution_name"],
        ownership: table.word(row, "ownership", ValueWords.ownership) ?? .unstated,
        level: row["level"], region: row["region"], union: row["union"])
      let formerNames = row["former_names"].split(whereSeparator: "、；;|".contains)
        .map { TextNormal.value(String($0)) }
      for name in Set(formerNames) where !name.isEmpty {
        result.formerNames[name, default: []].append(code)
      }
    }
    result.notices += table.notices
  }

  private static func readCategories(_ folder: FilePath, _ result: inout Catalogues) {
    if var table = CatalogueTable(
      "consumable-categories.csv", in: folder,
      columns: [
        .init("consumable_category", "耗材类别", isRequired: true),
        .init("high_value", "是否高值", isRequired: true),
      ])
    {
      for row in table.rows {
        guard let category = table.text(row, "consumable_category"),
          table.text(row, "high_value") != nil,
          let isHighValue = table.word(row, "high_value", ValueWords.yesOrNo)
        else { continue }
        guard result.highValueCategories[category] == nil else {
          table.report(row, "consumable_category", .repeatedKey)
          continue
        }
        result.highValueCategories[category] = isHighValue
      }
      result.notices += table.notices
    }
    for place in result.products.values.indices {
      let category = result.products.values[place].consumableCategory
      result.products.values[place].isHighValue = result.highValueCategories[category]
    }
    if var table = CatalogueTable(
      "vbp/variety-categories.csv", in: folder,
      columns: [
        .init("variety", "品种", isRequired: true),
        .init("consumable_category", "耗材类别", "类别", isRequired: true),
      ])
    {
      for row in table.rows {
        guard let variety = table.text(row, "variety"),
          let category = table.text(row, "consumable_category")
        else { continue }
        guard result.varietyCategories[variety] == nil else {
          table.report(row, "variety", .repeatedKey)
          continue
        }
        result.varietyCategories[variety] = category
        if !result.highValueCategories.isEmpty, result.highValueCategories[category] == nil {
          table.report(row, "consumable_category", .unknownReference)
        }
      }
      result.notices += table.notices
    }
  }

  private static func readShortages(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "shortage.csv", in: folder,
        columns: [
          .init("product_code", "医保代码", "国家医保代码", "产品编码"), .init("generic_name", "通用名"),
          .init("kind", "类别", "清单类别"),
        ])
    else { return }
    for row in table.rows {
      let code = TextNormal.code(row["product_code"])
      guard !code.isEmpty || !row["generic_name"].isEmpty else {
        table.report(row, "product_code", .missingValue)
        continue
      }
      result.shortages.append(
        ShortageEntry(
          productCode: code, name: row["generic_name"],
          kind: table.word(row, "kind", shortage) ?? .short, source: row.source))
    }
    result.notices += table.notices
  }

  private static func shortage(_ text: String) -> ShortageKind? {
    switch text {
    case "短缺", "短缺药品": .short
    case "易短缺", "易短缺药品": .prone
    default: ShortageKind(rawValue: text.lowercased())
    }
  }
}
