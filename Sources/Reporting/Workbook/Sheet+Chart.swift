import CXlsxWriter

extension Sheet {
  /// Draws a chart over rows of a table on this sheet.
  ///
  /// - Parameters:
  ///   - chart: what is drawn.
  ///   - row: the row where it begins.
  ///   - header: the row of the table's headings; its values follow.
  ///   - width: how wide it is, in pixels.
  func insert(_ chart: NativeChart, row: Int, header: Int, width: Double) throws(WorkbookError) {
    let type =
      switch chart.kind {
      case .lines: LXW_CHART_LINE
      case .columns: LXW_CHART_COLUMN
      case .bars: LXW_CHART_BAR
      }
    guard let drawn = unsafe workbook_add_chart(book, UInt8(type.rawValue)) else { return }
    for series in chart.series {
      unsafe add(series, of: chart, header: header, to: drawn)
    }
    unsafe chart_title_set_name(drawn, CellText.legal(chart.title, cutNote: ""))
    unsafe withFont(size: 12, bold: true) { unsafe chart_title_set_name_font(drawn, &$0) }
    unsafe dress(drawn, as: chart)
    var options = unsafe lxw_chart_options()
    unsafe options.x_scale = width / 480
    unsafe options.y_scale = Double(chart.height) * 20 / 288
    unsafe options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    let description = unsafe copy(CellText.legal(chart.description, cutNote: ""))
    defer { unsafe description.deallocate() }
    unsafe options.description = description
    try check(unsafe worksheet_insert_chart_opt(sheet, row32(row), 0, drawn, &options))
  }

  private func add(
    _ series: NativeChart.Series, of chart: NativeChart, header: Int,
    to drawn: UnsafeMutablePointer<lxw_chart>
  ) {
    guard let line = unsafe chart_add_series(drawn, nil, nil) else { return }
    let (first, last) = (row32(header + 1), row32(header + chart.rows))
    let column = UInt16(series.column)
    unsafe chart_series_set_categories(line, name, first, 0, last, 0)
    unsafe chart_series_set_values(line, name, first, column, last, column)
    unsafe chart_series_set_name_range(line, name, row32(header), column)
    let colour = Self.colours[series.colour % Self.colours.count]
    guard chart.kind == .lines else {
      var fill = lxw_chart_fill()
      fill.color = series.isTarget ? 0xB9C6CF : colour
      unsafe chart_series_set_fill(line, &fill)
      return
    }
    var stroke = lxw_chart_line()
    stroke.color = colour
    stroke.width = series.isTarget ? 1.25 : 2
    if series.isTarget { stroke.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
    unsafe chart_series_set_line(line, &stroke)
    unsafe chart_series_set_marker_type(line, UInt8(LXW_CHART_MARKER_NONE.rawValue))
  }

  private func dress(_ drawn: UnsafeMutablePointer<lxw_chart>, as chart: NativeChart) {
    // The library's axes are those of the paper: bars have their categories on the upright one.
    let across = unsafe drawn.pointee.x_axis
    let upright = unsafe drawn.pointee.y_axis
    let categories = unsafe chart.kind == .bars ? upright : across
    let values = unsafe chart.kind == .bars ? across : upright
    unsafe withFont(size: 9) { font in
      unsafe chart_axis_set_num_font(categories, &font)
      unsafe chart_axis_set_num_font(values, &font)
      unsafe chart_legend_set_font(drawn, &font)
    }
    unsafe chart_axis_set_num_format(values, chart.format)
    var grid = lxw_chart_line()
    grid.color = 0xE1E6EA
    grid.width = 0.75
    unsafe chart_axis_major_gridlines_set_line(values, &grid)
    if let minimum = chart.minimum { unsafe chart_axis_set_min(values, minimum) }
    switch chart.kind {
    case .lines, .columns:
      unsafe chart_axis_set_num_format(categories, CellStyle.Number.month.format)
      // Below the lowest value, or else labels stand among columns that go down.
      unsafe chart_axis_set_label_position(
        categories, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
    case .bars:
      // The first row on top, and the axis of values below all the same.
      unsafe chart_axis_set_reverse(categories)
      unsafe chart_axis_set_label_position(
        values, UInt8(LXW_CHART_AXIS_LABEL_POSITION_HIGH.rawValue))
      unsafe chart_set_series_gap(drawn, 60)
    }
    let legend = chart.series.count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE
    unsafe chart_legend_set_position(drawn, UInt8(legend.rawValue))
    unsafe chart_show_blanks_as(drawn, UInt8(LXW_CHART_BLANKS_AS_GAP.rawValue))
  }

  private func withFont(
    size: Double, bold: Bool = false, _ body: (inout lxw_chart_font) -> Void
  ) {
    let name = unsafe copy("等线")
    defer { unsafe name.deallocate() }
    var font = unsafe lxw_chart_font()
    unsafe font.name = name
    unsafe font.size = size
    unsafe font.bold = bold ? 1 : 0
    unsafe font.color = 0x2E3B45
    unsafe body(&font)
  }

  private static var colours: [UInt32] {
    [0x1F5A8A, 0xB5651D, 0x3F7D4E, 0x7A4C8C, 0x8C6D1F, 0x5F6B76, 0xA23B4A, 0x2B8C8C]
  }
}
