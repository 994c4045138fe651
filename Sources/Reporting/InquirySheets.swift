public import Analysis
import Procurement

/// The sheets that go with letters of inquiry (函询附表): one for each institution, each manufacturer
/// and each distributor that clues are about, to be printed on A4, with its clues, its own figures
/// and the purchase lines behind them, and a page that lists the sheets.
public struct InquirySheets: Sendable {
  /// The folder of the sheets below the month's.
  public static let folder = "sheets"
  /// The page that lists the sheets, for the office itself.
  public static let index = "index.html"

  /// Whom a sheet goes to.
  enum Party: String, CaseIterable, Sendable {
    /// A medical institution.
    case institution
    /// A maker or marketing authorisation holder.
    case manufacturer = "enterprise"
    /// A distributor: what was not delivered, and what it charges more than others.
    case distributor

    /// The word for it.
    var phrase: Phrase {
      switch self {
      case .institution: Phrase("医疗机构", "institution")
      case .manufacturer: Phrase("生产企业", "manufacturer")
      case .distributor: Phrase("配送企业", "distributor")
      }
    }
  }

  /// One sheet.
  public struct Sheet: Sendable {
    /// The file's name, made of safe characters only.
    public let name: String
    let party: Party
    /// The institution's code, or the enterprise's name.
    let key: String
    let subject: String
    let findings: [Finding]
    let figures: Table
    let tables: ReportTables
  }

  let tables: ReportTables
  private let parties: PartyPurchases

  /// The sheets of `report` in `language`.
  ///
  /// - Parameter parties: what single institutions and enterprises have in the month's purchases.
  public init(_ report: Report, parties: PartyPurchases, language: Language) {
    tables = ReportTables(report, language: language)
    self.parties = parties
  }

  /// All sheets: institutions by code, then manufacturers and distributors by name, which are
  /// numbered.
  public var all: [Sheet] {
    var taken: Set<String> = []
    let findings = tables.report.findings
    let groups = Party.allCases.map { party in
      Dictionary(grouping: findings) { $0.key(of: party) }.filter { !$0.key.isEmpty }
    }
    return zip(Party.allCases, groups).flatMap { party, group -> [Sheet] in
      let width = max(3, String(group.count).utf8.count)
      return group.keys.sorted().enumerated().map { index, key in
        let own = group[key] ?? []
        let number = String(index + 1)
        let padded = String(repeating: "0", count: max(0, width - number.utf8.count)) + number
        let isInstitution = party == .institution
        let name = isInstitution ? own.first?.institution?.name ?? key : key
        return Sheet(
          name: fileName(
            "\(party.rawValue)-" + (isInstitution ? FileName.safe(key) : padded), &taken),
          party: party, key: key, subject: name == key ? key : "\(name)  \(key)", findings: own,
          figures: tables.figures(of: party, key: key, findings: own, parties: parties),
          tables: tables)
      }
    }
  }

  /// Whether a file in the folder is one of ours.
  static func isSheet(_ name: String) -> Bool {
    name == index
      || name.hasSuffix(".html") && Party.allCases.contains { name.hasPrefix($0.rawValue + "-") }
  }

  /// A name that no other sheet has, on file systems that do not tell case apart either.
  private func fileName(_ stem: String, _ taken: inout Set<String>) -> String {
    var name = stem
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name + ".html"
  }
}

extension Finding {
  /// The monitors whose clues a distributor answers for, and not the maker.
  private static let ofDistributors: Set = ["delivery-shortfall", "distribution-markup"]

  /// Whose sheet of a kind the finding stands on; empty where on none. In which unit a purchase was
  /// recorded the institution knows, and not the maker.
  fileprivate func key(of party: InquirySheets.Party) -> String {
    let isOfDistributor = Self.ofDistributors.contains(monitor) && !distributor.isEmpty
    return switch party {
    case .institution: institution?.code ?? ""
    case .manufacturer: isOfDistributor || monitor == "unit-mismatch" ? "" : product.manufacturer
    case .distributor: isOfDistributor ? distributor : ""
    }
  }
}

/// Names of files made from what the data hold.
enum FileName {
  /// `text` with everything but ASCII letters, digits, `-` and `_` as `.` and two hexadecimal
  /// digits a byte, cut to a length that every file system takes; no path can come of it.
  static func safe(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16)
        result += "." + (digits.utf8.count < 2 ? "0" : "") + digits
      }
      if result.utf8.count >= 120 { break }
    }
    return result
  }
}
