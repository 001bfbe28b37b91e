package import BusLanguage
package import TerminalText

extension ShellOptions {
  /// Returns the renderer for the chosen options and for an output.
  package func renderer(for output: any ShellOutput) -> any TraceRenderer {
    if isTrialRun { return TrialRunRenderer() }
    return switch format {
    case .text:
      TextRenderer(
        output: output,
        palette: palette(for: output.results),
        interest: isQuiet ? .nothing : .emissions,
        showsTiming: showsTiming ?? output.results.isTerminal
      )
    case .jsonl:
      JSONLinesRenderer(
        interest: isQuiet ? .nothing : .records,
        showsTiming: showsTiming ?? false
      )
    case .cloudevents:
      CloudEventsRenderer(
        interest: isQuiet ? .nothing : .events,
        answers: TextRenderer(
          output: output,
          palette: palette(for: output.diagnostics),
          interest: .nothing,
          showsTiming: showsTiming ?? output.diagnostics.isTerminal,
          isForDiagnostics: true
        )
      )
    }
  }
}
