import Glibc
import Synchronization

/// How the terminal of standard input was found, to be restored however the program ends.
struct TerminalState {
  /// Takes note of it; signals that end a program restore it, too.
  ///
  /// - Parameter screen: The terminal as what is written to.
  init(screen: Int32) {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    let actions = Self.fatalSignals.filter { !SignalSource.isIgnored($0) }.map { number in
      var action = sigaction()
      action.__sigaction_handler.sa_sigaction = { number, cause, _ in
        TerminalState.restoreAndEnd(number, isOwn: TerminalState.isOwn(cause))
      }
      action.sa_flags = SA_SIGINFO | SA_ONSTACK
      var previous = sigaction()
      sigaction(number, &action, &previous)
      return (number, previous)
    }
    found.withLock { $0 = FoundTerminal(screen: screen, modes: modes, actions: actions) }
  }

  /// Signals that end a program, but for those that ask it to end.
  private static let fatalSignals = [
    SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGUSR1, SIGUSR2, SIGALRM,
    SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR, SIGSTKFLT,
  ]

  /// Takes note of whether the terminal has been asked to mark what is pasted.
  func marksPastes(_ isOn: Bool) {
    found.withLock { $0?.marksPastes = isOn }
  }

  /// Restores the terminal; signals do again what they did before.
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

  /// Restores the terminal, if need be, for a program that ends at once.
  ///
  /// That may be at any time, so it waits for nobody.
  static func restoreAtOnce() {
    (found.withLockIfAvailable { $0 } ?? nil)?.restore()
  }

  /// What a fatal signal does.
  private static func restoreAndEnd(_ number: Int32, isOwn: Bool) {
    restoreAtOnce()
    // What is wrong in the program itself is for the handler that was there before, Swift's, which
    // shows where. It would take a signal from outside for the same, and then go on.
    var action = sigaction()
    let terminal = found.withLockIfAvailable { $0 } ?? nil
    if isOwn, let previous = terminal?.actions.first(where: { $0.number == number }) {
      action = previous.action
    }
    sigaction(number, &action, nil)
    // Blocked until this returns; then it does what it would have done.
    raise(number)
  }

  /// Whether it is the program itself that caused a signal.
  private static func isOwn(_ cause: UnsafeMutablePointer<siginfo_t>?) -> Bool {
    guard let cause = cause?.pointee else { return false }
    return cause.si_code > 0 || cause._sifields._kill.si_pid == getpid()
  }
}

/// How the terminal was found; nil if there is nothing to restore.
private let found = Mutex<FoundTerminal?>(nil)

private struct FoundTerminal {
  let screen: Int32
  var modes: termios
  let actions: [(number: Int32, action: sigaction)]
  var marksPastes = false

  func restore() {
    // It is not ours while another job has it.
    let owner = tcgetpgrp(STDIN_FILENO)
    guard owner == -1 || owner == getpgrp() else { return }
    if marksPastes {
      // Then a line is being edited, too, which the next text is not to go on with.
      let text: StaticString = "\u{1b}[?2004l\r\n"
      write(screen, text.utf8Start, text.utf8CodeUnitCount)
    }
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }
}
