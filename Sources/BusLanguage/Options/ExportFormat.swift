/// The formats in which a recording can be written for other programs.
package enum ExportFormat: String, Sendable, CaseIterable {
  /// A picture that every browser shows.
  case svg

  /// A page with pictures and a slider.
  case html

  /// A sequence diagram for Mermaid.
  case mermaid

  /// The Trace Event Format, for Perfetto and Chrome.
  case chrome

  /// The records, one JSON object per line.
  case jsonl
}

/// An emission that is to be written to a file.
package struct Export: Sendable {
  package let format: ExportFormat

  package let path: Word

  /// The emission; nil is the last one.
  package let emission: EmissionNumber?

  /// Indicates whether the picture is a timeline.
  package let isTimeline: Bool
}

extension Operands {
  /// The option for a timeline.
  static let timelineOption = "--timeline"

  /// Takes a format and a file, and the number of an emission and a view in either order.
  mutating func export() throws(Diagnostic) -> Export {
    let format = try choice("FORMAT", among: ExportFormat.allCases, \.rawValue)
    let path = try file()
    var number = hasMore && !isAtOption ? try emissionNumber("N") : nil
    let view = isAtOption ? next : nil
    if let view {
      let option = try choice("VIEW", among: [Self.timelineOption], \.self)
      guard format == .svg else {
        throw Diagnostic(
          "expected the format svg with \(option), found '\(format)'",
          at: view.position,
          .usage(usage)
        )
      }
      if number == nil, hasMore { number = try emissionNumber("N") }
    }
    return Export(format: format, path: path, emission: number, isTimeline: view != nil)
  }
}
