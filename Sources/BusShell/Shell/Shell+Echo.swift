import BusLanguage
import BusTrace
import TerminalText

// Showing the lines of scripts, and reporting errors in them.

extension Shell {
  func echo(_ lines: CommandText, at location: @autoclosure () -> InputLocation) {
    guard options.echoesCommands, inputs.current?.pauses != true else { return }
    if case .script = location() { show(.command(lines.text)) }
  }

  /// Shows a line of a script as it would be typed, and waits for Enter where there is a prompt.
  ///
  /// - Returns: Whether the script goes on.
  func present(_ line: [UInt8], continues: Bool) async -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    let begin = text.first { !$0.isWhitespace }
    // Nobody would type a comment.
    if !continues, begin == nil || begin == "#" { return true }
    guard let prompt = inputs.prompt else {
      show(.command(text))
      return true
    }
    output.flush()
    let purpose = LineRequest.Purpose.enter(line: text, continues: continues)
    if case .line = await prompt.source.next(request(purpose)) { return true }
    interrupt()
    return false
  }

  func report(_ diagnostic: Diagnostic, at location: InputLocation, in lines: CommandText) {
    fail()
    let text = diagnosticText.text(
      of: diagnostic,
      at: location,
      in: lines,
      sourcedAt: inputs.callers
    )
    output.writeDiagnostic(text)
  }
}
