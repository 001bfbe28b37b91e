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

  /// The options that are given.
  private let options: Set<Option>

  package enum Option: String, Sendable, CaseIterable {
    case timeline = "--timeline"
    case force = "--force"
  }

  /// Indicates whether the picture is a timeline.
  package var isTimeline: Bool { options.contains(.timeline) }

  /// Indicates whether a file that exists is replaced.
  package var replaces: Bool { options.contains(.force) }

  fileprivate init(
    _ format: ExportFormat,
    to path: Word,
    _ emission: EmissionNumber?,
    _ options: Set<Option>
  ) {
    (self.format, self.path, self.emission, self.options) = (format, path, emission, options)
  }
}

extension Operands {
  /// Takes a format, a file and the number of an emission, with options anywhere among them.
  mutating func export() throws(Diagnostic) -> Export {
    var options: Set<Export.Option> = []
    let timeline = try exportOptions(&options)
    let format = try choice("FORMAT", among: ExportFormat.allCases, \.rawValue)
    let second = try exportOptions(&options)
    let path = try file()
    let third = try exportOptions(&options)
    let number = hasMore ? try emissionNumber("N") : nil
    let last = try exportOptions(&options)
    if let timeline = timeline ?? second ?? third ?? last, format != .svg {
      throw Diagnostic(
        "expected the format svg with \(timeline.text), found '\(format)'",
        at: timeline.position,
        .usage(usage)
      )
    }
    return Export(format, to: path, number, options)
  }

  /// Takes all options that come next, and returns the one for a timeline.
  private mutating func exportOptions(
    _ options: inout Set<Export.Option>
  ) throws(Diagnostic) -> Word? {
    var timeline: Word?
    while isAtOption {
      let word = next
      let option = try choice("OPTION", among: Export.Option.allCases, \.rawValue)
      if option == .timeline { timeline = word }
      options.insert(option)
    }
    return timeline
  }
}
