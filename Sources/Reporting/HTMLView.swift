/// What the template sees: plain dictionaries, in which every name a template asks for is there.
enum HTMLView {
  // An empty text counts as something in Mustache; what may be missing is `false` instead.

  /// A section with its blocks.
  static func section(_ section: HTMLSections.Section) -> [String: Any] {
    [
      "id": section.id, "heading": section.heading,
      "blocks": section.blocks.enumerated().map { block($1, id: "\(section.id)-\($0 + 1)") },
    ]
  }

  /// A headline figure.
  static func headline(_ figure: Headline) -> [String: Any] {
    [
      "label": figure.label, "value": figure.value, "notes": figure.notes,
      "tone": figure.tone.rawValue, "spark": Sparkline(values: figure.trend).svg,
    ]
  }

  private static func block(_ block: HTMLSections.Block, id: String) -> [String: Any] {
    var view: [String: Any] = [
      "paragraph": false, "list": false, "figure": false, "table": false,
    ]
    switch block {
    case .paragraph(let text): view["paragraph"] = ["text": text, "style": ""]
    case .plainOnly(let text): view["paragraph"] = ["text": text, "style": "plain-only"]
    case .list(let items): view["list"] = ["items": items]
    case .figure(let figure):
      view["figure"] = ["title": figure.title, "note": figure.note, "svg": figure.svg]
    case .table(let table): view["table"] = Self.table(table, id: id, groups: [(nil, table.rows)])
    case .grouped(let table, let groups): view["table"] = Self.table(table, id: id, groups: groups)
    case .clues(let table, let ids):
      view["table"] = Self.table(
        table, id: id, groups: [(nil, table.rows)], style: "clues", rowIDs: ids)
    }
    return view
  }

  /// A table by itself.
  static func table(_ table: Table, id: String, style: String) -> [String: Any] {
    Self.table(table, id: id, groups: [(nil, table.rows)], style: style)
  }

  private static func table(
    _ table: Table, id: String, groups: [(heading: String?, rows: [Table.Row])], style: String = "",
    rowIDs: [String] = []
  ) -> [String: Any] {
    let kept = style == "clues" ? Array(table.columns.indices) : columnsSaying(table, groups)
    let columns = kept.map { table.columns[$0] }
    let styles = columns.map { $0.isNumber ? "n" : $0.isWord ? "w" : "" }
    let isNarrow = columns.count <= 4 && columns.dropFirst().allSatisfy(\.isNumber)
    let isShort = groups.reduce(0) { $0 + $1.rows.count } <= 8
    return [
      "id": id, "frame": isShort ? "table short" : "table",
      "style": isNarrow ? "narrow" : style, "caption": table.title, "note": table.note,
      "columns": zip(columns, styles).map { ["title": $0.title, "style": $1] },
      "groups": groups.map { group -> [String: Any] in
        [
          "heading": group.heading ?? false, "span": columns.count,
          "rows": rows(group.rows, columns: kept, styles: styles, ids: rowIDs),
        ]
      },
    ]
  }

  /// The columns in which any row has something to say.
  private static func columnsSaying(
    _ table: Table, _ groups: [(heading: String?, rows: [Table.Row])]
  ) -> [Int] {
    table.columns.indices.filter { column in
      groups.isEmpty
        || groups.contains {
          $0.rows.contains { column < $0.cells.count && !$0.cells[column].text.isEmpty }
        }
    }
  }

  /// The rows of a table in some of its columns. They are markup already: a page has some five
  /// thousand cells, and a template takes longer over each than all else together.
  private static func rows(
    _ rows: [Table.Row], columns: [Int], styles: [String], ids: [String]
  ) -> String {
    var markup = ""
    for (index, row) in rows.enumerated() {
      markup += "<tr class=\"\(row.tone.rawValue)\""
      if index < ids.count { markup += " id=\"\(Markup.escape(ids[index]))\"" }
      markup += ">"
      for (column, style) in zip(columns, styles) {
        markup += "<td class=\"\(style)\">"
        if case .stack(let lines) = row.cells[column] {
          for line in lines { markup += span(line) }
        } else {
          markup += span(row.cells[column])
        }
        markup += "</td>"
      }
      markup += "</tr>\n"
    }
    return markup
  }

  /// A line of a cell.
  private static func span(_ line: TableCell) -> String {
    let style =
      switch line {
      case .tag(_, let tone): "tag \(tone.rawValue)"
      case .missing: "note"
      default: ""
      }
    return "<span class=\"\(style)\">\(Markup.escape(line.text))</span>"
  }
}
