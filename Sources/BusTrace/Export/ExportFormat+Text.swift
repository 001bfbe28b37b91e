import BusLanguage

extension ExportFormat {
  /// Returns the text of a recording; only JSON Lines depend on `showsTiming`.
  package func text(of recording: Recording, showsTiming: Bool = true) -> String {
    switch self {
    case .mermaid: return MermaidDiagram(recording: recording).text
    case .chrome: return ChromeTrace(recording: recording).text
    case .jsonl:
      let renderer = JSONLinesRenderer(interest: .records, showsTiming: showsTiming)
      return recording.records.compactMap(renderer.text).joined()
        + recording.gaps.map(renderer.text(ofGap:)).joined()
    }
  }
}
