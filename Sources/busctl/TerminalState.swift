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
        TerminalState.restoreAndEnd(number, isInternal: TerminalState.isInternal(cause))
      }
      action.sa_flags = SA_SIGINFO | SA_ONSTACK
      var previous = sigaction()
      sigaction(number, &action, &previous)
      return (number, previous)
    }
    saved.withLock { $0 = SavedTerminal(screen: screen, modes: modes, actions: actions) }
    if !SignalSource.isIgnored(SIGTSTP) { Self.watchForStop() }
  }

  /// Signals that end a program, but for those that ask it to end.
  private static let fatalSignals = [
    SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGUSR1, SIGUSR2, SIGALRM,
    SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR, SIGSTKFLT,
  ]

  /// Takes note of whether a line is edited.
  func setEditing(_ isEditing: Bool) {
    saved.withLock { $0?.isEditing = isEditing }
  }

  /// Takes note of whether the last row shows what runs.
  static func setStatusShown(_ isShown: Bool) {
    saved.withLock { $0?.showsStatus = isShown }
  }

  /// Restores the terminal; signals do again what they did before.
  func restore() {
    let terminal = saved.withLock { saved in
      defer { saved = nil }
      return saved
    }
    terminal?.restore()
    if terminal != nil { signal(SIGTSTP, SIG_DFL) }
    for (number, action) in terminal?.actions ?? [] {
      var action = action
      sigaction(number, &action, nil)
    }
  }

  /// Restores the terminal, if need be, for a program that ends at once.
  ///
  /// That may be at any time, so it waits for nobody.
  static func restoreAtOnce() {
    (saved.withLockIfAvailable { $0 } ?? nil)?.restore()
  }

  /// What a fatal signal does.
  private static func restoreAndEnd(_ number: Int32, isInternal: Bool) {
    restoreAtOnce()
    // What is wrong in the program itself is for the handler that was there before, Swift's, which
    // shows where. It would take a signal from outside for the same, and then go on.
    var action = sigaction()
    let terminal = saved.withLockIfAvailable { $0 } ?? nil
    if isInternal, let previous = terminal?.actions.first(where: { $0.number == number }) {
      action = previous.action
    }
    sigaction(number, &action, nil)
    // Blocked until this returns; then it does what it would have done.
    raise(number)
  }

  /// Stops the program and all others of its job, as if the terminal had done it.
  ///
  /// It returns once the job has been continued, or at once where nobody could do that.
  static func stopJob() {
    guard saved.withLock({ $0 != nil }), !SignalSource.isIgnored(SIGTSTP) else { return }
    let before = stopCount.load(ordering: .acquiring)
    kill(0, SIGTSTP)
    // Any thread may take the signal, and goes on when the others do.
    while stopCount.load(ordering: .acquiring) == before { poll(nil, 0, 1) }
  }

  /// Has the terminal given back while the program is stopped.
  private static func watchForStop() {
    signal(SIGTSTP) { _ in TerminalState.stop() }
  }

  /// What Ctrl-Z does while a command runs, and the signal from outside at any time.
  private static func stop() {
    let terminal = saved.withLockIfAvailable { $0 } ?? nil
    terminal?.restore()
    signal(SIGTSTP, SIG_DFL)
    Terminal.unblock([SIGTSTP])
    raise(SIGTSTP)
    // It goes on. Who edits a line gets a signal, and takes the terminal back.
    watchForStop()
    terminal?.hideKeys()
    stopCount.add(1, ordering: .releasing)
  }

  /// Whether it is the program itself that caused a signal.
  private static func isInternal(_ cause: UnsafeMutablePointer<siginfo_t>?) -> Bool {
    guard let cause = cause?.pointee else { return false }
    return cause.si_code > 0 || cause._sifields._kill.si_pid == getpid()
  }
}

/// How the terminal was found; nil if there is nothing to restore.
private let saved = Mutex<SavedTerminal?>(nil)

/// How often the program has been stopped and has gone on.
private let stopCount = Atomic(0)

private struct SavedTerminal {
  let screen: Int32
  var modes: termios
  let actions: [(number: Int32, action: sigaction)]
  var isEditing = false
  var showsStatus = false

  func restore() {
    guard Terminal.isForeground else { return }
    if showsStatus { write("\r\u{1b}[J") }
    // The next text is not to go on with the line.
    if isEditing { write(StandardStreams.hasDumbTerminal ? "\r\n" : "\u{1b}[?2004l\r\n") }
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  /// What is typed while a command runs is not shown.
  func hideKeys() {
    guard !isEditing, Terminal.isForeground else { return }
    var modes = modes
    modes.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  private func write(_ text: StaticString) {
    Glibc.write(screen, text.utf8Start, text.utf8CodeUnitCount)
  }
}
