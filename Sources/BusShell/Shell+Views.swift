// Views of what is recorded.

extension Shell {
  /// An emission with those that ran at the same time.
  func recording(_ number: Int?) throws(Diagnostic) -> Recording {
    Recording(
      of: try session.recorder.emission(number),
      among: session.recorder.emissions,
      running: session.recorder.runningEmissions
    )
  }

  /// Writes a recording to a file, or to the output if its path is `-`.
  func export(
    _ format: ExportFormat,
    to path: Word,
    _ number: Int?
  ) throws(Diagnostic) {
    let text = format.text(of: try recording(number))
    if path.text == "-" { return answer(.export(format, text)) }
    do throws(Diagnostic) {
      try writeFile(path.text, text)
    } catch {
      throw Diagnostic(error.message, at: path.position)
    }
  }
}
