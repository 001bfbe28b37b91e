import BusLanguage
import BusTrace
import TerminalText

// Views of recorded emissions.

extension Shell {
  /// The emissions that views are about.
  private var traces: any TraceSource {
    if let opened { opened } else { session.recorder }
  }

  /// Returns a recorded emission, by default the last one.
  func emission(_ number: EmissionNumber?) throws(Diagnostic) -> EmissionTrace {
    do throws(Diagnostic) {
      return try traces.emission(number?.value)
    } catch {
      // At a pause nothing can be waited for, as the hint has it.
      throw Diagnostic(error.message, at: number?.position, isPaused ? nil : error.help)
    }
  }

  /// Returns the emissions that an expectation is about, or in which those are.
  func emissions(in scope: Expectation.Scope) throws(Diagnostic) -> [EmissionTrace] {
    let last = try emission(nil)
    switch scope {
    case .last: return [last]
    case .event: return traces.latestEmissions
    case .emission(let number): return [try emission(number)]
    }
  }

  /// Throws unless the emissions in the scope of an expectation are as expected.
  func check(_ expectation: Expectation) throws(Diagnostic) {
    let traces = traces
    try expectation.check(try emissions(in: expectation.scope), among: traces.emissions)
  }

  /// Returns an emission with those that ran concurrently.
  func recording(_ number: EmissionNumber?) throws(Diagnostic) -> Recording {
    Recording(
      of: try emission(number),
      among: traces.emissions,
      running: traces.runningEmissions
    )
  }

  /// Shows recorded emissions in one of the views.
  func showTrace(_ number: EmissionNumber?, _ view: TraceView) throws(Diagnostic) {
    switch view {
    case .tree:
      let running = runningEmission(number?.value)
      let emission = if let running { running } else { try emission(number) }
      show(.trace(emission, traces.hint(for: emission)))
    case .order: show(.order(TraceOrder(of: try recording(number))))
    case .timeline: show(.timeline(Timeline(of: try recording(number))))
    }
  }

  /// Lists the recorded emissions that meet conditions.
  func listTraces(_ filter: TraceFilter) throws(Diagnostic) {
    let emissions = traces.listedEmissions
    if let start = filter.start, case .before = start.place, !traces.hasTimes {
      throw Diagnostic(
        "expected a recording with times, found one without",
        at: start.position,
        .hint("'--since N' lists emission #N and later ones")
      )
    }
    show(.traceList(try filter.matches(among: emissions), of: emissions.count))
  }

  /// Returns an emission that has not ended, if it can be shown: at a pause, or in a recording.
  private func runningEmission(_ number: Int?) -> EmissionTrace? {
    guard let opened else { return isPaused ? session.recorder.runningEmission(number) : nil }
    return number.flatMap { opened.unfinishedEmission($0) }
  }

  /// Writes a recording to a file, or to the output if its path is `-`.
  func export(_ export: Export) throws(Diagnostic) {
    let recording = try recording(export.emission)
    let text = export.text(of: recording, showsTiming: options.showsTiming ?? true)
    if export.path.text == "-" { return show(.export(export.format, text)) }
    try Diagnostic.pointing(to: export.path.position) { () throws(Diagnostic) in
      try writeFile(export.path.text, text, export.replaces ? .replacing : .creating)
    }
  }
}
