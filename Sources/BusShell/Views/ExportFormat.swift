/// The forms in which a recording can be written for other programs.
package enum ExportFormat: String, Sendable, CaseIterable {
  /// A sequence diagram for Mermaid.
  case mermaid

  /// The Trace Event Format, for Perfetto and Chrome.
  case chrome

  /// The records, one JSON object a line.
  case jsonl
}

extension ExportFormat {
  /// The text of a recording; records have times only if they are asked for.
  func text(of recording: Recording, showsTiming: Bool = true) -> String {
    switch self {
    case .mermaid: return MermaidDiagram(recording: recording).text
    case .chrome: return ChromeTrace(recording: recording).text
    case .jsonl:
      let renderer = JSONLinesRenderer(showsRecords: true, showsTiming: showsTiming)
      return recording.records.compactMap(renderer.text).joined()
        + recording.gaps.map(renderer.text(ofGap:)).joined()
    }
  }
}
