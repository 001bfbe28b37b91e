package import BusLanguage

extension Export {
  /// Returns the text to write for a recording.
  ///
  /// - Parameters:
  ///   - recording: The recording.
  ///   - showsTiming: Whether pictures and pages show times.
  /// - Returns: The text.
  package func text(of recording: Recording, showsTiming: Bool) -> String {
    switch format {
    case .svg where isTimeline:
      return TimelinePicture(of: recording, showsTiming: showsTiming).picture.document
    case .svg: return SequencePicture(of: recording).picture.document
    case .html: return EmissionPage(of: recording, showsTiming: showsTiming).text
    case .mermaid: return MermaidDiagram(SequenceDiagram(of: recording)).text
    case .chrome: return ChromeTrace(recording: recording).text
    case .jsonl:
      let renderer = JSONLinesRenderer(interest: .records, showsTiming: true)
      return String(decoding: recording.records.compactMap(renderer.utf8).joined(), as: UTF8.self)
        + recording.gaps.map(renderer.text(ofGap:)).joined()
    }
  }
}
