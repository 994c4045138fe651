import DelimitedText
import Procurement
import SystemPackage

extension RejectReason {
  /// The reason in a few words, for tables and counts.
  var phrase: Phrase {
    switch self {
    case .fieldCount: Phrase("列数不符", "Wrong number of fields")
    case .truncated: Phrase("文件在行中截断", "File cut off mid-line")
    case .unclosedQuote: Phrase("引号未闭合", "Quotation mark not closed")
    case .recordTooLong: Phrase("记录过长", "Record too long")
    case .blankRecord: Phrase("空记录", "Blank record")
    case .totalRow: Phrase("合计行", "Total row")
    case .repeatedHeader: Phrase("重复的表头行", "Header row once more")
    case .undecodable: Phrase("编码无法识别", "Not text in the file's encoding")
    case .missingValue: Phrase("必填项缺失", "Needed value missing")
    case .badNumber: Phrase("数字无法识别", "Not a number")
    case .outOfRange: Phrase("数值超出范围", "Number out of range")
    case .badDate: Phrase("日期无法识别", "Not a known date form")
    case .noSuchDay: Phrase("日期不存在", "No such day")
    case .dateOutOfRange: Phrase("日期超出范围", "Date out of range")
    case .dateSerial: Phrase("疑似 Excel 日期序号", "Suspected Excel date number")
    case .damagedCode: Phrase("编码疑被表格软件损坏", "Code damaged by a spreadsheet")
    case .unknownValue: Phrase("取值无法识别", "Value not known")
    case .unknownStatus: Phrase("状态无法识别", "Status not known")
    case .amountMismatch: Phrase("金额不符", "Amount does not match")
    case .zeroQuantity: Phrase("数量为零", "Quantity is zero")
    case .negativePrice: Phrase("价格为负", "Price below zero")
    case .cancelled: Phrase("已作废", "Cancelled")
    case .conflictingLine: Phrase("同文件冲突", "Conflict within the file")
    case .duplicate: Phrase("重复", "Duplicate")
    case .superseded: Phrase("以后文件为准", "Superseded by a later file")
    case .unreadableFile: Phrase("文件无法读取", "File cannot be read")
    case .unreadableFolder: Phrase("文件夹未读取", "Folder not read")
    case .noHeader: Phrase("未找到表头", "No header row found")
    case .smallestUnits: Phrase("按片、粒等计，未读取", "By smallest units, not read")
    case .notCSV: Phrase("不是 CSV 文件，未读取", "Not a CSV file, not read")
    case .unknownHeader: Phrase("表头无法识别", "Header not known")
    case .ambiguousHeader: Phrase("表头重复对应", "Two columns for one field")
    case .missingHeader: Phrase("导入配置写明的表头不存在", "Header of the profile missing")
    case .unusedProfile: Phrase("导入配置没有适用的文件", "Profile for no file")
    case .identicalFile: Phrase("与另一文件完全相同", "Same as another file")
    case .repeatedKey: Phrase("目录主键重复", "Key repeated in a catalogue")
    case .unknownReference: Phrase("引用不存在", "Reference to nothing known")
    case .endBeforeStart: Phrase("止期早于起期", "End before start")
    case .overlappingPeriod: Phrase("协议期重叠", "Overlapping periods")
    case .noConversionRatio: Phrase("缺转换比", "No conversion ratio")
    case .suspectUnit: Phrase("疑似单位口径错误", "Suspected unit mismatch")
    case .packLikeQuantity: Phrase("约定量疑似盒、片混用", "Packs and units may be mixed up")
    case .conflictingPlan: Phrase("规划标识重复", "Two plans with one identifier")
    case .unknownIndicator: Phrase("指标标识无法识别", "Indicator not known")
    case .otherVariety: Phrase("编码与品种不符", "Product of another variety")
    case .outsideBatch: Phrase("协议期超出批次执行期", "Period beyond the batch's")
    case .fewLines: Phrase("报告月份行数过少", "Few lines in the report month")
    case .missingMonth: Phrase("缺少月份", "Months without purchases")
    case .ambiguousInstitution: Phrase("机构名称重名", "Several institutions of that name")
    case .ownershipNotStated: Phrase("机构性质未注明", "Ownership not stated")
    case .earlyRenewal: Phrase("接续早于原批次到期", "Renewal before the batch ends")
    case .sharedProduct: Phrase("同一产品另有批次约定", "Product contracted in another batch")
    case .conflictingRatio: Phrase("转换比不一致", "Contradicting conversion ratios")
    case .conflictingInstitution: Phrase("机构信息不一致", "Contradictions about an institution")
    }
  }

  /// What is wrong and what the person who keeps the file can do about it.
  var advice: Phrase {
    switch self {
    case .fieldCount:
      Phrase(
        "本行列数与表头不一致；请检查未加引号的逗号或换行，更正后重新导入。",
        "The line has fewer or more fields than the header; look for an unquoted comma or line break."
      )
    case .truncated:
      Phrase("文件在本行中间结束；请重新导出完整文件。", "The file ends inside this line; export it again.")
    case .unclosedQuote:
      Phrase(
        "引号打开后 \(RecordParser.lineLimit) 行内未闭合；请补上引号或重新导出。",
        "A quotation mark is opened and not closed within \(RecordParser.lineLimit) lines; close it or "
          + "export the file again.")
    case .recordTooLong:
      Phrase(
        "记录长度超过上限，多因引号未闭合；请检查本行。",
        "The record is longer than the limit, mostly for want of a closing quotation mark.")
    case .blankRecord:
      Phrase("整行为空，未计入；无需处理。", "All fields are empty; nothing needs to be done.")
    case .totalRow:
      Phrase("合计行不计入明细；无需处理。", "A total row is not a purchase; nothing needs to be done.")
    case .repeatedHeader:
      Phrase(
        "表头在文件中间再次出现，多因多份导出拼接；本行不是采购明细，无需处理。",
        "The header stands here once more, as in exports pasted together; nothing needs to be done."
      )
    case .undecodable:
      Phrase(
        "本行字节不是该编码的文字；请确认文件编码，或另存为 UTF-8。",
        "The bytes are not text in the file's encoding; name the encoding or save as UTF-8.")
    case .missingValue:
      Phrase("必填项为空；请补填后重新导入。", "A needed value is empty; fill it in and import again.")
    case .badNumber:
      Phrase("该值不是数字；请更正。", "The value is not a number; correct it.")
    case .outOfRange:
      Phrase(
        "数值超出单行采购的合理上限；请核对单位（元/万元）与小数点。",
        "The number is beyond a single purchase; check the unit and the decimal point.")
    case .badDate:
      Phrase(
        "日期格式无法识别；请改为 2025-12-31，或在导入配置中写明格式。",
        "The date has no known form; write 2025-12-31 or name the form in the import profile.")
    case .noSuchDay:
      Phrase("日历中没有这一天；请核对后更正。", "The calendar has no such day; find out which one is meant.")
    case .dateOutOfRange:
      Phrase("年份应在 1900 至 2199 之间；请核对后更正。", "Years run from 1900 to 2199; correct the date.")
    case .dateSerial:
      Phrase(
        "疑似 Excel 日期序号；请把该列设为日期格式后重新导出。",
        "Looks like Excel's number of a day; format the column as dates and export it again.")
    case .damagedCode:
      Phrase(
        "编码疑被表格软件改写（科学计数或丢失前导零）；请以文本格式重新导出。",
        "A spreadsheet rewrote the code (1.23E+19, lost zeros); export it again as text.")
    case .unknownValue:
      Phrase(
        "取值不在已知范围内；请更正，或在导入配置中写明对应关系。",
        "The value is none of the known ones; correct it or map it in the import profile.")
    case .unknownStatus:
      Phrase(
        "此状态的行照常计入；如应剔除，请在导入配置中把它对应为“作废”，否则对应为“正常”。",
        "Lines with this status count. Map it in the import profile: to cancelled where they must not, "
          + "else to normal.")
    case .amountMismatch:
      Phrase(
        "金额与单价×数量不一致；请核对三者及计量单位。",
        "Amount is not price × quantity; check all three and their units.")
    case .zeroQuantity:
      Phrase("数量为零，未计入；请核实是否漏填。", "The quantity is zero; see whether it was left out.")
    case .negativePrice:
      Phrase(
        "价格为负；退货请以负数量或退货列填报。",
        "The price is below zero; report returns as a negative quantity or in a return column.")
    case .cancelled:
      Phrase("订单行已作废，未计入；无需处理。", "The order line was cancelled; nothing needs to be done.")
    case .conflictingLine:
      Phrase(
        "同一文件内同一订单明细内容不同；请核实以哪一行为准。",
        "The same order line stands in this file with other content; find out which one holds.")
    case .duplicate:
      Phrase(
        "同一订单明细已计入一次，本行不再计入；无需处理。",
        "The same order line is already counted once; nothing needs to be done.")
    case .superseded:
      Phrase(
        "后续文件中同一订单明细内容不同或已作废，以后文件为准；请核实变更。",
        "A later file has this order line with other content, or cancelled, and counts; verify the change."
      )
    case .unreadableFile:
      Phrase(
        "文件无法打开或读取；请检查权限、介质，以及它是否为普通文件、链接是否有效、文件名是否为 UTF-8。",
        "The file cannot be opened; check rights, disk and name, and whether it is a file, not a pipe or a "
          + "broken link.")
    case .unreadableFolder:
      Phrase(
        "文件夹无法打开、层级过深，或是指向别处的链接（不跟随），其中的文件都未读取；请检查权限，或把文件复制到此处。",
        "It cannot be opened, lies too deep, or is a link, which is not followed: nothing in it was read. "
          + "Check rights, or copy the files here.")
    case .notCSV:
      Phrase(
        "请用电子表格软件打开，另存为 CSV（UTF-8），扩展名为 .csv；压缩包请先解压。",
        "Open it in a spreadsheet program and save it as CSV (UTF-8), with the ending .csv; unpack an archive "
          + "first.")
    case .noHeader:
      Phrase(
        "未找到含必需列的表头；请用 jicai inspect 查看，并编写导入配置。",
        "No header row with the needed columns; see jicai inspect and write an import profile.")
    case .smallestUnits:
      Phrase(
        "采购文件的数量和价格按包装（盒）计，本列表头写的是最小单位，整个文件未读取；请导出按包装计的数据，或在导入配置中写明"
          + "每个计量单位含几个最小单位：constants: {conversion-ratio: 1}。",
        "Quantities and prices are read by the pack, and this header states a smallest unit: nothing of the "
          + "file was read. Export packs, or say so in a profile: constants: {conversion-ratio: 1}."
      )
    case .unknownHeader:
      Phrase(
        "该列未被使用；是否为取值栏所示的列名？请更正表头或编写导入配置。",
        "The column is not read; is it the one named as its value? Correct the header or map it.")
    case .ambiguousHeader:
      Phrase(
        "两列对应同一字段；请在导入配置中指定其一。",
        "Two columns map to one field; choose one in the import profile.")
    case .missingHeader:
      Phrase(
        "导入配置为该字段写明了此表头，而文件中没有，常用表头也不再识别；请更正配置的 fields，或从中删去该字段。",
        "The profile says that this header is the field, and the file has none of that name; the usual headers "
          + "do not count then. Correct fields in the profile, or take the field out.")
    case .unusedProfile:
      Phrase(
        "purchases/ 之下没有文件符合 files 的式样；请核对路径（相对于 purchases/）和扩展名，不再需要的配置可删去。",
        "No file below purchases/ is one that files means; check the path, from purchases/ on, and the ending, "
          + "or remove the profile.")
    case .identicalFile:
      Phrase(
        "文件内容与取值栏所示文件逐字节相同；没有订单明细编号的行会计入两次。如为误存的副本，请移走其一。",
        "Byte for byte the same as the file named as its value; lines without an order line count twice. "
          + "If it is a copy, move one of them away.")
    case .repeatedKey:
      Phrase("目录中主键出现两次；请删去多余的一行。", "The key stands twice in the catalogue; remove one.")
    case .unknownReference:
      Phrase(
        "引用的编码在目录中不存在；请补充目录或更正编码。",
        "No catalogue has what the row refers to; complete the catalogue or correct the code.")
    case .endBeforeStart:
      Phrase("止期早于起期；请更正日期。", "The end lies before the start; correct the dates.")
    case .overlappingPeriod:
      Phrase(
        "同一批次、机构、品种的协议期与前一行重叠，本行未计入；请更正协议期；同期与几家企业签约的，合为一行写总量，或各产品分行并填医保代码。",
        "The same was contracted before for days that overlap; the row is left out. Correct the days; where "
          + "several companies have a contract, state the sum in one row, or give each product a row with its code."
      )
    case .noConversionRatio:
      Phrase(
        "约定量以包装为单位，但目录中没有转换比；请补充转换比，或改用最小制剂单位。",
        "Stated in packs whose size no catalogue has; add the ratio, or state smallest units.")
    case .suspectUnit:
      Phrase(
        "约定量与此前采购量相差悬殊，疑似单位口径错误，本行未计入；请核对单位。",
        "Far from what was bought before, the unit is in doubt; the row is left out. Check the unit."
      )
    case .packLikeQuantity:
      Phrase(
        "约定量与上年采购量之比接近包装转换比，可能把盒与片等最小单位混用；本行照常计入，请核对单位。",
        "About as many times the year before as a pack holds units; the row counts. Check the unit."
      )
    case .conflictingPlan:
      Phrase(
        "同一规划标识对应不同地区或文件，本行未计入；请为其另设标识。",
        "The identifier belongs to another region or document; give this plan one of its own.")
    case .unknownIndicator:
      Phrase(
        "没有以此为标识的指标，本目标照列但无法计算；如取值栏括号中有相近的标识，请核对。",
        "Nothing computes this indicator, so its target has no value; see the one in brackets, if any."
      )
    case .otherVariety:
      Phrase(
        "该批次把此编码列在其他品种下，本行未计入；请更正品种或编码。",
        "The batch lists the product under another variety; the row is left out. Correct either.")
    case .outsideBatch:
      Phrase(
        "协议期超出批次执行期：部分超出的按本行协议期计算，全部在外的不计入；请核对日期。",
        "The row's own days count where some are the batch's; else it is left out. Check the days.")
    case .fewLines:
      Phrase(
        "报告月份取最后一个有采购的月份，其行数远少于此前一月（行数见取值栏）；请核对日期，或用 --month 指定。",
        "The last month with purchases, with far fewer lines than the one before (see the value); check "
          + "the dates, or use --month.")
    case .missingMonth:
      Phrase(
        "数据期间内这些月份没有任何采购，累计数与完成率可能偏低；请核对是否漏放文件。",
        "Nothing was bought in these months; sums and completion may be too low. Is a file missing?"
      )
    case .ambiguousInstitution:
      Phrase(
        "机构目录中有多家机构用（或曾用）此名称；请在采购文件中填写医疗机构编码。",
        "Several institutions in the catalogue have or had this name; state the institution's code."
      )
    case .ownershipNotStated:
      Phrase(
        "采购文件和 institutions.csv 都没有写明该机构的性质，其采购不计入公立医疗机构的各项指标；请在 institutions.csv "
          + "中补充，机构改名的写入“曾用名”。",
        "Neither purchases nor institutions.csv say who owns it, so it counts in no indicator of public "
          + "institutions: state it in institutions.csv, or this as a former name (former_names).")
    case .earlyRenewal:
      Phrase(
        "接续批次在原批次到期前开始；同一机构、品种的约定量以先列出的一行为准。请核对日期。",
        "Starts while the batch that it renews runs; of two contracts the first listed counts.")
    case .sharedProduct:
      Phrase(
        "同一机构同期在两个批次约定了同一产品，所购只计入执行开始较晚的批次，本行完成率可能偏低；请核对接续关系与协议期。",
        "Another batch has the product for the same days; what is bought counts for the batch that "
          + "began last. Check renewals and days.")
    case .conflictingRatio:
      Phrase(
        "本行转换比与产品目录或先读入的行不同（取值栏前者为本行，后者为采用值）；目录价格与约定量按采用值换算，采购行仍按各行所写换算；请更正，确已更换包装的无需处理。",
        "products.csv, or a row read before, states another ratio of the product: the second value counts "
          + "for catalogues and contracts, a purchase line's own for that line. Correct either, unless the "
          + "pack has changed.")
    case .conflictingInstitution:
      Phrase(
        "各采购文件所写的机构性质或地区不同（取值栏前者为本行，后者为采用值，取自较晚的文件）；请核对，并在 institutions.csv 中写明。",
        "Purchase files differ on the ownership or region: the second value, of a later file, counts. State "
          + "it in institutions.csv.")
    }
  }

  /// What became of a line with this reason.
  var kind: RejectKind {
    switch self {
    case .duplicate: .duplicate
    case .superseded: .superseded
    default: .rejected
    }
  }
}

/// What became of a line that was not counted.
enum RejectKind: String {
  case duplicate, superseded, rejected

  /// The label of the kind.
  var phrase: Phrase {
    switch self {
    case .duplicate: Phrase("重复", "duplicate")
    case .superseded: Phrase("以后文件为准", "superseded")
    case .rejected: Phrase("拒收", "rejected")
    }
  }
}

extension Phrases {
  /// Why a file or folder could not be read, as its notice says it in English.
  static func unreadable(_ message: String) -> Phrase {
    let chinese =
      switch message {
      case "symbolic link": "符号链接"
      case "more than \(FolderListing.depthLimit) folders deep":
        "超过 \(FolderListing.depthLimit) 层文件夹"
      default: Errno.chinese(of: message)
      }
    return Phrase(chinese, message)
  }
}
