import Glibc
import Synchronization

/// Facts about terminals.
enum Terminal {
  /// How many columns the window of a terminal has; nil if it is none, or does not know.
  static func columns(of file: Int32) -> Int? {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether a file was a terminal that has been closed since.
  static func hasHungUp(_ file: Int32) -> Bool {
    var modes = termios()
    return tcgetattr(file, &modes) != 0 && errno == EIO
  }
}

/// The modes in which a terminal was found, to be restored however the program ends.
struct TerminalModes {
  /// Takes note of the modes of standard input's terminal.
  ///
  /// Signals that end a program because something in it is wrong restore them, too.
  init() {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    let actions = Self.fatalSignals.map { number in
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { TerminalModes.restoreAndEnd($0) }
      var previous = sigaction()
      sigaction(number, &action, &previous)
      return (number, previous)
    }
    found.withLock { $0 = FoundTerminal(modes: modes, actions: actions) }
  }

  private static let fatalSignals = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  /// Restores the modes; signals do again what they did before.
  func restore() {
    let terminal = found.withLock { found in
      defer { found = nil }
      return found
    }
    terminal?.restore()
    for (number, action) in terminal?.actions ?? [] {
      var action = action
      sigaction(number, &action, nil)
    }
  }

  /// What a fatal signal does.
  ///
  /// It may come at any time, so it waits for nobody.
  private static func restoreAndEnd(_ number: Int32) {
    let terminal = found.withLockIfAvailable { $0 } ?? nil
    terminal?.restore()
    for (candidate, action) in terminal?.actions ?? [] where candidate == number {
      var action = action
      sigaction(number, &action, nil)
    }
    // Blocked until this returns; then it does what it would have done.
    raise(number)
  }
}

/// How the terminal was found; nil if there is nothing to restore.
private let found = Mutex<FoundTerminal?>(nil)

private struct FoundTerminal {
  var modes: termios
  let actions: [(Int32, sigaction)]

  func restore() {
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }
}
