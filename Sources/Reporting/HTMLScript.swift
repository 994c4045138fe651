/// The page's own script: sorting, filtering and opening clues.
enum HTMLScript {
  /// The script as it stands in the page.
  static let text =
    "\"use strict\";\n"
    + [
      PackageResources.clue_tools_js, PackageResources.clue_charts_js,
      PackageResources.clue_detail_js, PackageResources.clues_js,
    ].map { String(decoding: $0, as: UTF8.self) }.joined()

  /// The SHA-256 of ``text`` in base 64. The page lets a browser run the script of this hash and no
  /// other, so that nothing in the data can ever run; a test says when it no longer fits.
  static let hash = "Xw0m4hJ0pepokeyk9sWuculLfwbxfv9hgTw+MF13Hb0="
}
