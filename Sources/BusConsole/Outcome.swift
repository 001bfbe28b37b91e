import BusLanguage

/// The result of the program, which becomes its exit code.
struct Outcome {
  /// Text that is the whole result, such as the help.
  var text = ""

  /// The diagnostic of arguments or a script that could not be read.
  var failure: Diagnostic?

  /// The signal that ended the program, if one did.
  var signal: Int32?

  var status = ExitStatus.success

  /// The format of diagnostics.
  var style: DiagnosticText

  /// Writes the text, the failure and pending results, and returns the exit code.
  func report(to output: StandardStreams) -> Int32 {
    if !text.isEmpty { output.write(text) }
    if let failure { output.writeDiagnostic(style.text(of: failure)) }
    output.flush()
    if let signal { return 128 + signal }
    guard let lostOutput = output.failure else { return Int32(status.rawValue) }
    output.writeDiagnostic(style.text(of: lostOutput))
    return Int32(ExitStatus.failure.rawValue)
  }
}
