import BusLanguage
import TerminalText

// The line in an editor.
extension EditSession {
  /// Lets the user change the line in an editor; what that leaves waits for Enter, as pasted text does.
  func editLine() {
    guard let edit, let request, request.allowsEditor else { return painter.write("\u{7}") }
    let line = String(String.UnicodeScalarView(edit.line.text))
    paint()
    painter.finish("")
    releaseTerminal()
    edit.prepareTerminal(false)
    let result = editor.editAndWait(line)
    takeTerminal()
    painter.begin()
    switch result {
    case .success(let text):
      let new = Array(PastedText.line(Array(text.unicodeScalars)).unicodeScalars)
      edit.replaceLine(with: new, cursor: new.count)
    case .failure(let error):
      let text = DiagnosticText(of: editor.program, request.palette, columns: nil).warning(error)
      _ = inbox.offer(PromptInbox.Update(text, isForScreen: true))
    }
  }
}
