import Mustache

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
          "rows": group.rows.enumerated().map { index, line in
            row(row: line, kept, styles, id: index < rowIDs.count ? rowIDs[index] : nil)
          },
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

  private static func row(
    row: Table.Row, _ columns: [Int], _ styles: [String], id: String?
  ) -> [String: Any] {
    [
      "style": row.tone.rawValue, "id": id ?? false,
      "cells": columns.map { row.cells[$0] }.enumerated().map { index, cell -> Cell in
        let lines = if case .stack(let cells) = cell { cells.map(line) } else { [line(cell)] }
        return Cell(style: styles[index], lines: lines)
      },
    ]
  }

  private static func line(_ cell: TableCell) -> Line {
    switch cell {
    case .tag(let text, let tone): Line(style: "tag \(tone.rawValue)", text: text)
    case .missing(let text): Line(style: "note", text: text)
    default: Line(style: "", text: cell.text)
    }
  }

  /// A cell of a table: there are so many that a dictionary for each takes a good part of a page's
  /// time.
  private struct Cell: MustacheParent {
    let style: String
    let lines: [Line]

    func child(named name: String) -> Any? {
      switch name {
      case "style": style
      case "lines": lines
      default: nil
      }
    }
  }

  /// A line of a cell.
  private struct Line: MustacheParent {
    let style: String
    let text: String

    func child(named name: String) -> Any? {
      switch name {
      case "style": style
      case "text": text
      default: nil
      }
    }
  }
}
