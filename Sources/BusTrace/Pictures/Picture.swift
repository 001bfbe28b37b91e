import TerminalText

/// A drawing in SVG, whose texts are text.
struct Picture {
  /// The kind of picture in one word, which tells the identifiers of two pictures apart.
  let name: String
  let title: String

  /// The content in words, for those who do not see it.
  let summary: String
  let width: Int
  let height: Int
  let content: Markup

  /// The picture as a file of its own.
  var document: String {
    "\(element(style: "<style>\n\(Self.style)\n</style>\n" as Markup).source)\n"
  }

  /// The picture as a part of a page that has its style.
  var embedded: Markup { element(style: "") }

  private func element(style: Markup) -> Markup {
    """
    <svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 \(width) \(height)" \
    width="\(width)" height="\(height)" role="img" aria-labelledby="\(name)-title" \
    aria-describedby="\(name)-summary">
    <title id="\(name)-title">\(title)</title>
    <desc id="\(name)-summary">\(summary)</desc>
    \(style)<rect class="paper solid" width="\(width)" height="\(height)"/>
    \(content)</svg>
    """
  }

  /// The style of a picture that is a file of its own.
  ///
  /// Shapes are drawn in the colour of text, which more programs understand than variables.
  private static let style: Markup = """
    \(literal: PictureColor.styleSheet(below: ".picture"))
    \(literal: shapes)
    """

  /// The style of texts and lines, without colours.
  static let shapes = """
    .picture text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    fill:currentColor;white-space:pre}
    .picture .strong{font-weight:bold}
    .picture .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
    .picture .end{text-anchor:end}
    .picture .middle{text-anchor:middle}
    .picture .wire{fill:none;stroke:currentColor;stroke-width:1.4}
    .picture .thick{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round}
    .picture .dashed{stroke-dasharray:5 4}
    .picture .solid{fill:currentColor;stroke:none}
    """
}

// MARK: - Parts of pictures

extension Picture {
  /// The width of a column of text, and the height of a line.
  static let column = 8
  static let line = 17

  /// The space around the picture.
  static let margin = 16

  /// Returns the width of the widest line.
  static func width(of lines: [String]) -> Int {
    (lines.map(\.displayWidth).max() ?? 0) * column
  }

  /// Returns lines of text, the first one on a base line.
  static func text(_ lines: [String], x: Int, y: Int, class name: String = "plain") -> Markup {
    if lines.isEmpty { return "" }
    let spans = lines.enumerated().map { index, text in
      "<tspan x=\"\(x)\" y=\"\(y + index * line)\">\(text)</tspan>" as Markup
    }
    return "<text class=\"\(name)\">\(spans)</text>\n"
  }

  /// Returns the mark of an outcome around a point.
  static func mark(_ color: PictureColor, x: Int, y: Int) -> Markup {
    "<path class=\"thick\" transform=\"translate(\(x) \(y))\" d=\"\(color.mark)\"/>\n"
  }
}
