import BusShell
import TerminalText

/// The last row of a terminal, which shows the running handler until something else is written.
struct StatusRow {
  private let screen: FileDescriptor

  /// The width in columns of the text that is shown; 0 if there is none.
  private var width = 0

  init(on screen: Int32) {
    self.screen = FileDescriptor(rawValue: screen)
  }

  /// Shows the running handler; pending output must have been written to the terminal.
  mutating func show(_ running: RunningHandler, _ palette: Palette) {
    guard Terminal.isForeground else { return }
    let text = running.text(columns: columns - 1)
    // Noted first: Ctrl-Z may be pressed as soon as the text is there.
    TerminalState.setStatusShown(true)
    write(erasure + palette.paint(text, .faint))
    width = text.displayWidth
  }

  mutating func clear() {
    guard width > 0 else { return }
    // The text of another job must not be erased; this row was cleared when this job stopped.
    if Terminal.isForeground { write(erasure) }
    width = 0
    TerminalState.setStatusShown(false)
  }

  /// The sequences that erase the text, which wraps if the window has become narrower.
  private var erasure: String {
    let up = max(0, width - 1) / columns
    return "\r" + String(repeating: "\u{1b}[A", count: up) + "\u{1b}[J"
  }

  private var columns: Int { Terminal.columns(of: screen.rawValue) ?? 80 }

  private func write(_ text: String) {
    try? screen.write(text)
  }
}
