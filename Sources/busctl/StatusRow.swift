import BusShell
import TerminalText

/// The last row of a terminal, where it shows what runs until something else is written.
struct StatusRow {
  /// The terminal.
  private let screen: FileDescriptor

  /// How many columns the text takes that is there; 0 if there is none.
  private var width = 0

  init(on screen: Int32) {
    self.screen = FileDescriptor(rawValue: screen)
  }

  /// Shows what runs; what is pending for the terminal must have been written.
  mutating func show(_ running: RunningHandler, _ palette: Palette) {
    guard Terminal.isForeground else { return }
    let text = running.text(columns: columns - 1)
    // Said first: Ctrl-Z may come as soon as the text is there.
    TerminalState.setStatusShown(true)
    write(erasure + palette.paint(text, .faint))
    width = text.displayWidth
  }

  mutating func clear() {
    guard width > 0 else { return }
    // Another job's text is not to be erased; for it the row was cleared when this one stopped.
    if Terminal.isForeground { write(erasure) }
    width = 0
    TerminalState.setStatusShown(false)
  }

  /// What erases the text; a terminal whose window has become narrower wraps it.
  private var erasure: String {
    let up = max(0, width - 1) / columns
    return "\r" + String(repeating: "\u{1b}[A", count: up) + "\u{1b}[J"
  }

  private var columns: Int { Terminal.columns(of: screen.rawValue) ?? 80 }

  private func write(_ text: String) {
    try? screen.write(text)
  }
}
