import CXlsxWriter

extension Sheet {
  /// The library's format for a style, made once.
  mutating func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let known = unsafe styles[style] { return unsafe known }
    guard let format = unsafe workbook_add_format(book) else { return nil }
    unsafe format_set_font_name(format, "等线")
    unsafe format_set_font_size(format, size(of: style.role))
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if style.number != .none { unsafe format_set_num_format(format, style.number.format) }
    if style.wraps { unsafe format_set_text_wrap(format) }
    switch style.role {
    case .heading, .title:
      unsafe format_set_bold(format)
      unsafe format_set_font_color(format, 0x1F3A4D)
    case .note:
      unsafe format_set_font_color(format, 0x5F6B76)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .link, .wayBack:
      if style.role == .link { unsafe body(format, style) }
      unsafe format_set_font_color(format, 0x1F5A8A)
      unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    case .sum:
      unsafe format_set_bold(format)
      unsafe format_set_font_color(format, 0x5F6B76)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .header:
      unsafe format_set_bold(format)
      unsafe format_set_text_wrap(format)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      unsafe format_set_bg_color(format, 0xE6ECF0)
      unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      unsafe format_set_bottom_color(format, 0x8496A3)
    case .body:
      unsafe body(format, style)
    }
    unsafe styles[style] = unsafe format
    return unsafe format
  }

  private func size(of role: CellStyle.Role) -> Double {
    switch role {
    case .heading: 15
    case .title: 12
    case .body, .header, .link: 10
    case .note, .wayBack, .sum: 9
    }
  }

  private func body(_ format: UnsafeMutablePointer<lxw_format>, _ style: CellStyle) {
    unsafe format_set_bottom(format, UInt8(LXW_BORDER_HAIR.rawValue))
    unsafe format_set_bottom_color(format, 0xC6CED4)
    if style.number == .none || style.number == .month {
      let align = style.isRight ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT
      unsafe format_set_align(format, UInt8(align.rawValue))
      if !style.isRight { unsafe format_set_indent(format, 1) }
    }
    switch style.tone {
    case .plain: break
    case .watch:
      unsafe format_set_bg_color(format, 0xFBF1DC)
      unsafe format_set_font_color(format, 0x7A5200)
    case .warn:
      unsafe format_set_bg_color(format, 0xF8E3DF)
      unsafe format_set_font_color(format, 0x96281B)
    case .good:
      unsafe format_set_font_color(format, 0x1F6B4A)
    case .marked:
      unsafe format_set_bg_color(format, 0xEAF2F6)
    case .total:
      unsafe format_set_bold(format)
      unsafe format_set_bg_color(format, 0xF2F4F6)
    }
  }
}
