import BusLanguage
import BusTrace
import TerminalText

// Views of recorded emissions.

extension Shell {
  /// Returns a recorded emission, by default the last one.
  func emission(_ number: EmissionNumber?) throws(Diagnostic) -> EmissionTrace {
    do throws(Diagnostic) {
      return try session.recorder.emission(number?.value)
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
    case .event: return session.recorder.latestEmissions
    case .emission(let number): return [try emission(number)]
    }
  }

  /// Returns an emission with those that ran concurrently.
  func recording(_ number: EmissionNumber?) throws(Diagnostic) -> Recording {
    Recording(
      of: try emission(number),
      among: session.recorder.emissions,
      running: session.recorder.runningEmissions
    )
  }

  /// Shows recorded emissions in one of the views.
  func showTrace(_ number: EmissionNumber?, _ view: TraceView) throws(Diagnostic) {
    switch view {
    case .tree:
      let running = isPaused ? session.recorder.runningEmission(number?.value) : nil
      let emission = if let running { running } else { try emission(number) }
      show(.trace(emission, session.recorder.hint(for: emission)))
    case .list: show(.traceList(session.recorder.emissions))
    case .order: show(.order(TraceOrder(of: try recording(number))))
    case .timeline: show(.timeline(Timeline(of: try recording(number))))
    }
  }

  /// Writes a recording to a file, or to the output if its path is `-`.
  func export(
    _ format: ExportFormat,
    to path: Word,
    _ number: EmissionNumber?
  ) throws(Diagnostic) {
    let text = format.text(of: try recording(number))
    if path.text == "-" { return show(.export(format, text)) }
    try Diagnostic.pointing(to: path.position) { () throws(Diagnostic) in
      try writeFile(path.text, text)
    }
  }
}
