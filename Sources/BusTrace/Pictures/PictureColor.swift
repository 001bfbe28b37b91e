import EventRecording

/// A colour of pictures, once for light and once for dark backgrounds.
///
/// Those for outcomes have hues that people tell apart who do not see red or green (those of Okabe
/// and Ito), and are dark or light enough for text. No colour stands alone: an outcome has a mark and
/// a word, too.
package enum PictureColor: String, CaseIterable, Sendable {
  case paper, ink, faint, rule
  case completed, failed, cancelled, skipped, refused, running

  init(_ outcome: RecordedOutcome) {
    self =
      switch outcome {
      case .completed: .completed
      case .failed: .failed
      case .cancelled: .cancelled
      case .skipped: .skipped
      case .running: .running
      }
  }

  /// The colour on a light background, as CSS writes it.
  package var light: String {
    switch self {
    case .paper: "#ffffff"
    case .ink: "#1c1c20"
    case .faint: "#5b5d66"
    case .rule: "#c9ccd4"
    case .completed: "#00694c"
    case .failed: "#b03a00"
    case .cancelled: "#7a5600"
    case .skipped: "#55596b"
    case .refused: "#a0206e"
    case .running: "#005a9c"
    }
  }

  /// The colour on a dark background, as CSS writes it.
  package var dark: String {
    switch self {
    case .paper: "#1b1c21"
    case .ink: "#e6e6ea"
    case .faint: "#a5a8b3"
    case .rule: "#474a55"
    case .completed: "#3fcf9f"
    case .failed: "#ff9166"
    case .cancelled: "#eec643"
    case .skipped: "#b3b8cc"
    case .refused: "#f29ccb"
    case .running: "#7dc3ff"
    }
  }

  /// The mark of an outcome, around the origin; empty if the colour is none of an outcome.
  ///
  /// Each has a shape of its own.
  var mark: String {
    switch self {
    case .paper, .ink, .faint, .rule: ""
    case .completed: "M-5 0.5l3.5 3.5 6.5-8"
    case .failed: "M-4-4l8 8m0-8l-8 8"
    case .cancelled: "M-4-4h8v8h-8z"
    case .skipped: "M-4-4l4 4-4 4m4-8l4 4-4 4"
    case .refused: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0m2 0h6"
    case .running: "M-5 0h1m3.5 0h1m3.5 0h1"
    }
  }

  /// The colours as variables of CSS.
  static var variables: String {
    func rule(_ value: (PictureColor) -> String) -> String {
      ":root{\(allCases.map { "--\($0.rawValue):\(value($0))" }.joined(separator: ";"))}"
    }
    return """
      \(rule(\.light))
      @media screen and (prefers-color-scheme:dark){
      \(rule(\.dark))
      }
      """
  }

  /// The colours as rules of CSS, in which a class has the name of a colour.
  ///
  /// - Parameter selector: The elements below which the classes are.
  /// - Returns: The rules. A printer always gets the light colours.
  static func styleSheet(below selector: String) -> String {
    func rules(_ value: (PictureColor) -> String) -> String {
      let classes = allCases.map { "\(selector) .\($0.rawValue){color:\(value($0))}" }
      let others = [
        "\(selector){color:\(value(.ink))}", "\(selector) .halo{stroke:\(value(.paper))}",
      ]
      return (others + classes).joined(separator: "\n")
    }
    return """
      \(rules(\.light))
      @media screen and (prefers-color-scheme:dark){
      \(rules(\.dark))
      }
      """
  }
}
