/// The formats in which a recording can be written for other programs.
package enum ExportFormat: String, Sendable, CaseIterable {
  /// A sequence diagram for Mermaid.
  case mermaid

  /// The Trace Event Format, for Perfetto and Chrome.
  case chrome

  /// The records, one JSON object per line.
  case jsonl
}
