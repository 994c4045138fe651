internal import DelimitedText
internal import Procurement

/// Who is who over all files: gives each product, institution and distributor one number, however
/// its name is encoded or spaced, and joins what records and catalogues say of it.
struct IdentityTables {
  /// Stands before the parts of a name where a record carries no code.
  static let nameMark: UInt8 = 0x1F

  /// What a name turned out to be.
  enum Identity {
    case known(UInt32)
    /// The name cannot be used: damaged by a spreadsheet, no text in the file's encoding, or that of
    /// a sum of others.
    case unusable(RejectReason)
  }

  private(set) var products: [Product] = []
  private(set) var institutions: [Institution] = []
  private(set) var distributors: [String] = [""]
  /// The conversion ratios of the catalogue in 1/10 000, by product; 0 where it has none. What a
  /// line says of the ratio holds for that line alone.
  private(set) var catalogueRatios: [Int64] = []
  /// Hashes of codes and names, which are the same in every run; 0 for no distributor.
  private(set) var productHashes: [UInt64] = []
  private(set) var institutionHashes: [UInt64] = []
  private(set) var distributorHashes: [UInt64] = [0]

  private let catalogues: Catalogues
  /// The conversion ratios that batch catalogues state; all rows of a product have one.
  private let batchRatios: [String: Quantity]
  private var seen: [TextEncoding: Seen] = [:]
  private var productNumbers: [String: UInt32] = [:]
  private var institutionNumbers: [String: UInt32] = [:]
  private var distributorNumbers: [String: UInt32] = ["": 0]
  /// The layouts that have said what they know, by product and by institution.
  private var productSources: [[Int]] = []
  private var institutionSources: [[Int]] = []
  /// The codes of institutions by name, where one in the catalogue has it, or where none has it and one had
  /// it before.
  private let institutionCodes: [String: String]
  /// The names that several have or had.
  private let ambiguousNames: Set<String>
  private let zeroless: [String: String]

  /// The bytes that were resolved before, by encoding.
  private struct Seen {
    var products = ByteInterner()
    var productIdentities: [Identity] = []
    var institutions = ByteInterner()
    var institutionIdentities: [Identity] = []
    var distributors = ByteInterner()
    var distributorIdentities: [Identity] = []
  }

  init(catalogues: Catalogues) {
    self.catalogues = catalogues
    batchRatios = Dictionary(
      catalogues.entries.lazy.compactMap { entry in
        entry.productCode.isEmpty ? nil : entry.conversionRatio.map { (entry.productCode, $0) }
      }, uniquingKeysWith: { first, _ in first })
    let named = Dictionary(
      grouping: catalogues.institutions.values.lazy.filter { !$0.name.isEmpty }, by: \.name
    ).mapValues { $0.map(\.code) }.merging(catalogues.formerNames) { present, _ in present }
    institutionCodes = named.compactMapValues { $0.count == 1 ? $0[0] : nil }
    ambiguousNames = Set(named.lazy.filter { $0.value.count > 1 }.map(\.key))
    var zeroless: [String: String] = [:]
    for code in catalogues.products.keys where code.hasPrefix("0") {
      zeroless[String(code.drop { $0 == "0" })] = code
    }
    self.zeroless = zeroless
  }

  /// Who the products of a list are. What nothing said so far leaves open, the first line of each
  /// other layout fills in: a file that has fewer columns than another takes nothing away.
  mutating func resolve(products list: NameList, from source: NameSource) -> [Identity] {
    let encoding = source.encoding
    var seen = self.seen.removeValue(forKey: encoding) ?? Seen()
    defer { self.seen[encoding] = seen }
    return (0..<list.count).map { index in
      let mapped = source.mappedProduct(list, index)
      let (id, isNew) = Self.intern(list, index, mapped, in: &seen.products)
      if isNew {
        seen.productIdentities.append(product(mapped ?? list.name(index), encoding))
      }
      let identity = seen.productIdentities[Int(id)]
      if case .known(let number) = identity,
        !productSources[Int(number)].contains(source.layout)
      {
        fill(product: Int(number), with: Attributes(list, index, source))
      }
      return identity
    }
  }

  /// Who the institutions of a list are.
  mutating func resolve(institutions list: NameList, from source: NameSource) -> [Identity] {
    let encoding = source.encoding
    var seen = self.seen.removeValue(forKey: encoding) ?? Seen()
    defer { self.seen[encoding] = seen }
    return (0..<list.count).map { index in
      let mapped = source.mappedInstitution(list, index)
      let (id, isNew) = Self.intern(list, index, mapped, in: &seen.institutions)
      if isNew {
        seen.institutionIdentities.append(institution(mapped ?? list.name(index), encoding))
      }
      let identity = seen.institutionIdentities[Int(id)]
      if case .known(let number) = identity,
        !institutionSources[Int(number)].contains(source.layout)
      {
        fill(institution: Int(number), with: Attributes(list, index, source))
      }
      return identity
    }
  }

  /// Who the distributors of a list are.
  mutating func resolve(distributors list: NameList, from source: NameSource) -> [Identity] {
    let encoding = source.encoding
    var seen = self.seen.removeValue(forKey: encoding) ?? Seen()
    defer { self.seen[encoding] = seen }
    return (0..<list.count).map { index in
      let mapped = source.mappedDistributor(list, index)
      let (id, isNew) = Self.intern(list, index, mapped, in: &seen.distributors)
      if isNew {
        seen.distributorIdentities.append(distributor(mapped ?? list.name(index), encoding))
      }
      return seen.distributorIdentities[Int(id)]
    }
  }

  /// The number of a name of a list, or of what words of the file make of it.
  private static func intern(
    _ list: NameList, _ index: Int, _ mapped: [UInt8]?, in names: inout ByteInterner
  ) -> (id: UInt32, isNew: Bool) {
    if let mapped { return names.intern(mapped.span) }
    return list.withName(index) { names.intern($0) }
  }

  private static func hash(_ text: String) -> UInt64 {
    let bytes = Array(text.utf8)
    return fastHash(bytes.span)
  }

  // MARK: - Products

  private mutating func product(_ bytes: [UInt8], _ encoding: TextEncoding) -> Identity {
    let code: String
    if bytes.first == Self.nameMark {
      let parts = bytes.dropFirst().split(
        separator: Self.nameMark, omittingEmptySubsequences: false)
      let names = parts.map { encoding.decode(Array($0)).map(TextNormal.value) }
      guard !names.contains(nil) else { return .unusable(.undecodable) }
      if Self.isSum(names.map { $0 ?? "" }) { return .unusable(.totalRow) }
      code = names.compactMap(\.self).joined(separator: "|")
    } else {
      guard let text = encoding.decode(bytes) else { return .unusable(.undecodable) }
      code = TextNormal.code(text)
      if ValueWords.endsAsTotal(code) { return .unusable(.totalRow) }
      if isDamaged(code) { return .unusable(.damagedCode) }
    }
    if let number = productNumbers[code] { return .known(number) }
    let number = UInt32(products.count)
    productNumbers[code] = number
    var product = catalogues.product(code: code) ?? Product(code: code)
    if product.name.isEmpty { product.name = code }
    product.isHighValue = catalogues.highValueCategories[product.consumableCategory]
    product.conversionRatio =
      product.conversionRatio ?? batchRatios[code]
      ?? Product.codeOfAllSpecifications(code).flatMap { batchRatios[$0] }
    products.append(product)
    catalogueRatios.append(product.conversionRatio?.tenThousandths ?? 0)
    productHashes.append(Self.hash(code))
    productSources.append([])
    return .known(number)
  }

  /// Whether a product without a code is the sum of others: its name is a word of sums, or ends with
  /// one and no specification says what was bought.
  ///
  /// - Parameter parts: name, form, specification, maker.
  static func isSum(_ parts: [String]) -> Bool {
    ValueWords.isWordOfSums(parts[0])
      || ValueWords.endsAsTotal(parts[0]) && (parts.count < 3 || TextNormal.isNull(parts[2]))
  }

  /// Takes in what the first line of a layout says of a product.
  private mutating func fill(product number: Int, with said: Attributes) {
    productSources[number].append(said.layout)
    var product = products[number]
    if product.name == product.code, !said[0].isEmpty { product.name = said[0] }
    if product.form.isEmpty { product.form = said[1] }
    if product.specification.isEmpty { product.specification = said[2] }
    if product.manufacturer.isEmpty { product.manufacturer = said[3] }
    product.isHighValue = product.isHighValue ?? ValueWords.yesOrNo(said[4])
    if product.category == .unstated {
      product.category = ValueWords.category(said[5]) ?? .unstated
    }
    // What prices of catalogues are for is the pack that lines are about.
    product.conversionRatio =
      product.conversionRatio
      ?? NumberText.value(said[6], places: 4)
      .flatMap { $0.scaled > 0 ? Quantity(tenThousandths: $0.scaled) : nil }
    products[number] = product
  }

  /// Whether another program made another number of a code: `1.23E+19`, or the leading zeros of a
  /// code in the catalogue lost.
  private func isDamaged(_ code: String) -> Bool {
    DamagedNumber.isOne(Array(code.utf8).span)
      || zeroless[code] != nil && catalogues.products[code] == nil
  }

  // MARK: - Institutions and distributors

  private mutating func institution(_ bytes: [UInt8], _ encoding: TextEncoding) -> Identity {
    let isName = bytes.first == Self.nameMark
    guard let text = encoding.decode(isName ? Array(bytes.dropFirst()) : bytes) else {
      return .unusable(.undecodable)
    }
    let name = TextNormal.value(text)
    if ValueWords.endsAsTotal(name) { return .unusable(.totalRow) }
    if isName, ambiguousNames.contains(name) { return .unusable(.ambiguousInstitution) }
    let code = isName ? institutionCodes[name] ?? name : TextNormal.code(text)
    if !isName, DamagedNumber.isOne(Array(code.utf8).span) { return .unusable(.damagedCode) }
    if let number = institutionNumbers[code] { return .known(number) }
    let number = UInt32(institutions.count)
    institutionNumbers[code] = number
    var institution =
      catalogues.institutions[code]
      ?? Institution(code: code, name: isName ? name : code, ownership: .unstated)
    if institution.name.isEmpty { institution.name = code }
    institutions.append(institution)
    institutionHashes.append(Self.hash(code))
    institutionSources.append([])
    return .known(number)
  }

  /// Whether the catalogue states something of an institution, so that lines have no say in it.
  ///
  /// - Parameter nothing: what stands for no statement.
  func isListed<Fact: Equatable>(
    _ fact: KeyPath<Institution, Fact>, of institution: Institution, unless nothing: Fact
  ) -> Bool {
    catalogues.institutions[institution.code].map { $0[keyPath: fact] != nothing } ?? false
  }

  private mutating func fill(institution number: Int, with said: Attributes) {
    institutionSources[number].append(said.layout)
    var institution = institutions[number]
    if institution.name == institution.code, !said[0].isEmpty { institution.name = said[0] }
    if institution.ownership == .unstated {
      institution.ownership = ValueWords.ownership(said[1]) ?? .unstated
    }
    if institution.level.isEmpty { institution.level = said[2] }
    if institution.region.isEmpty { institution.region = said[3] }
    institutions[number] = institution
  }

  private mutating func distributor(_ bytes: [UInt8], _ encoding: TextEncoding) -> Identity {
    guard let text = encoding.decode(bytes) else { return .unusable(.undecodable) }
    let name = TextNormal.value(text)
    if ValueWords.endsAsTotal(name) { return .unusable(.totalRow) }
    if let number = distributorNumbers[name] { return .known(number) }
    let number = UInt32(distributors.count)
    distributorNumbers[name] = number
    distributors.append(name)
    distributorHashes.append(Self.hash(name))
    return .known(number)
  }
}
