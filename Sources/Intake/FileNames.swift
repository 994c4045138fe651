internal import DelimitedText
internal import Procurement

/// All names that one file uses, as a snapshot keeps them.
struct FileNames: Sendable {
  /// The names of one kind.
  struct Kind: Sendable {
    /// Numbers of names are below this, or else no snapshot is made.
    static let numberLimit: UInt32 = 1 << 22

    /// The names in the order in which the file first has them, with what that line says of them.
    private(set) var list: NameList
    /// The number that each name had when the file was read; `UInt32.max` where it could not be
    /// used.
    private(set) var numbers: [UInt32] = []
    /// What each name stood for then.
    private(set) var meanings: [UInt64] = []
    private var seen = ByteInterner()

    /// No names.
    init(attributes: [PurchaseField]) {
      list = NameList(attributes: attributes)
    }

    /// Names as they were kept; `nil` where they do not hold together.
    init?(list: NameList, numbers: [UInt32], meanings: [UInt64]) {
      guard list.count == numbers.count, list.count == meanings.count,
        numbers.allSatisfy({ $0 < Self.numberLimit || $0 == NameNumbers.Kind.unusable })
      else { return nil }
      self.list = list
      self.numbers = numbers
      self.meanings = meanings
    }

    /// Whether all numbers are small enough to be kept.
    var canBeKept: Bool {
      numbers.allSatisfy { $0 < Self.numberLimit || $0 == NameNumbers.Kind.unusable }
    }

    /// Adds those names of a list that are new.
    mutating func add(
      _ names: NameList, _ identities: [IdentityTables.Identity],
      meaning: (IdentityTables.Identity) -> UInt64
    ) {
      for (index, identity) in identities.enumerated() {
        guard seen.intern(names.name(index).span).isNew else { continue }
        list.add(index, of: names)
        meanings.append(meaning(identity))
        switch identity {
        case .known(let number): numbers.append(number)
        case .unusable: numbers.append(NameNumbers.Kind.unusable)
        }
      }
    }

    /// Which numbers stand for something.
    ///
    /// - Parameter alone: a number that stands for something without a name.
    func named(alone: UInt32? = nil) -> [Bool] {
      let known = numbers.filter { $0 != NameNumbers.Kind.unusable } + (alone.map { [$0] } ?? [])
      var result = [Bool](repeating: false, count: known.max().map { Int($0) + 1 } ?? 0)
      for number in known { result[Int(number)] = true }
      return result
    }

    /// What the numbers are now, by what they were; `nil` where a name stands for something else
    /// than it did.
    ///
    /// - Parameters:
    ///   - identities: what the names are now.
    ///   - alone: a number that stands for the same in every run, without a name.
    func numbers(
      now identities: [IdentityTables.Identity], alone: UInt32? = nil,
      meaning: (IdentityTables.Identity) -> UInt64
    ) -> [UInt32]? {
      var result = named(alone: alone).map { _ in UInt32.max }
      var former: [UInt32: UInt32] = [:]
      func set(_ old: UInt32, _ new: UInt32) -> Bool {
        if result[Int(old)] == new { return true }
        guard result[Int(old)] == .max, former[new] == nil else { return false }
        former[new] = old
        result[Int(old)] = new
        return true
      }
      if let alone, !set(alone, alone) { return nil }
      for (index, identity) in identities.enumerated() {
        guard meaning(identity) == meanings[index] else { return nil }
        let old = numbers[index]
        switch identity {
        case .known(let number):
          guard old != NameNumbers.Kind.unusable, set(old, number) else { return nil }
        case .unusable:
          guard old == NameNumbers.Kind.unusable else { return nil }
        }
      }
      return result
    }
  }

  /// The products.
  var products = Kind(attributes: ParsedChunk.productAttributes)
  /// The institutions.
  var institutions = Kind(attributes: ParsedChunk.institutionAttributes)
  /// The distributors.
  var distributors = Kind(attributes: [])
  /// The stems of order lines' numbers.
  var stems = Kind(attributes: [])

  /// Whether a snapshot can hold the names.
  var canBeKept: Bool {
    products.canBeKept && institutions.canBeKept && distributors.canBeKept
      && stems.numbers.allSatisfy { $0 < OrderLineKey.stemLimit }
  }

  /// What the records of the file may refer to.
  var named: NamedRecords {
    NamedRecords(
      products: products.named(), institutions: institutions.named(),
      distributors: distributors.named(alone: 0))
  }
}

/// What names stand for, in a number that is the same in every run.
extension IdentityTables {
  /// The code, and the conversion ratio that lines without one are read with.
  func meaning(ofProduct identity: Identity) -> UInt64 {
    meaning(identity) { number in
      fold(
        productHashes[number] ^ UInt64(bitPattern: catalogueRatios[number]),
        0xe703_7ed1_a0b4_28db)
    }
  }

  /// The code.
  func meaning(ofInstitution identity: Identity) -> UInt64 {
    meaning(identity) { institutionHashes[$0] }
  }

  /// The name.
  func meaning(ofDistributor identity: Identity) -> UInt64 {
    meaning(identity) { distributorHashes[$0] }
  }

  private func meaning(_ identity: Identity, _ hash: (Int) -> UInt64) -> UInt64 {
    switch identity {
    case .known(let number): hash(Int(number))
    case .unusable(let reason): fastHash(Array(reason.rawValue.utf8).span)
    }
  }
}
