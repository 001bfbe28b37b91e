import BusLanguage
package import TerminalText

extension ShellOptions {
  /// The renderer for what was chosen, and for where the text goes.
  package func renderer(for output: any ShellOutput) -> any TraceRenderer {
    if isTrialRun { return TrialRunRenderer() }
    return switch format {
    case .text:
      TextRenderer(
        palette: palette(for: output.results),
        showsEmissions: !isQuiet,
        showsTiming: showsTiming ?? output.results.isTerminal
      )
    case .jsonl: JSONLinesRenderer(showsRecords: !isQuiet, showsTiming: showsTiming ?? false)
    }
  }
}
