import TerminalText

/// Text in a language that is XML as well as HTML.
///
/// A string that is interpolated into a literal is escaped, so that it can neither be taken for markup
/// nor act on a reader's screen.
struct Markup: ExpressibleByStringInterpolation {
  private(set) var source: String

  init(stringLiteral source: String) {
    self.source = source
  }

  init(stringInterpolation interpolation: Interpolation) {
    source = interpolation.source
  }

  static func += (left: inout Markup, right: Markup) { left.source += right.source }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { source += literal }

    mutating func appendInterpolation(_ number: Int) { source += String(number) }

    /// Appends markup of our own, such as a style sheet.
    mutating func appendInterpolation(literal: String) { source += literal }

    mutating func appendInterpolation(_ markup: Markup) { source += markup.source }

    mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { source += part.source }
    }

    mutating func appendInterpolation(_ text: String) {
      for character in text.escaped.unicodeScalars {
        switch character {
        case "&": source += "&amp;"
        case "<": source += "&lt;"
        case ">": source += "&gt;"
        case "\"": source += "&quot;"
        case "'": source += "&#39;"
        default: source.unicodeScalars.append(character)
        }
      }
    }
  }

  typealias StringInterpolation = Interpolation
}
