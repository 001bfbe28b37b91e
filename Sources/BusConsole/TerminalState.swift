import Glibc
import Synchronization

/// The initial state of standard input's terminal, which is restored however the program ends.
struct TerminalState {
  /// Creates and saves the state; signals that end the program restore it, too.
  ///
  /// - Parameter screen: The descriptor for writing to the terminal.
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

  /// The signals that end a program, except for those that ask it to end.
  private static let fatalSignals = [
    SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGUSR1, SIGUSR2, SIGALRM,
    SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR, SIGSTKFLT,
  ]

  /// Notes whether a line is being edited.
  func setEditing(_ isEditing: Bool) {
    saved.withLock { $0?.isEditing = isEditing }
  }

  /// Notes whether the last row shows the running handler.
  static func setStatusShown(_ isShown: Bool) {
    saved.withLock { $0?.showsStatus = isShown }
  }

  /// Restores the terminal and the previous actions of signals.
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

  /// Restores the terminal, if necessary, for a program that ends immediately.
  ///
  /// This may happen at any time, so it waits for no lock.
  static func restoreAtOnce() {
    (saved.withLockIfAvailable { $0 } ?? nil)?.restore()
  }

  /// Turns off the echo of input again, after another program has had the terminal.
  static func disableEcho() {
    (saved.withLockIfAvailable { $0 } ?? nil)?.disableEcho()
  }

  /// Handles a fatal signal.
  private static func restoreAndEnd(_ number: Int32, isInternal: Bool) {
    restoreAtOnce()
    // Errors of the program itself are left to the previous handler, Swift's, which shows where
    // they are. It would take a signal from outside for such an error, and then continue.
    var action = sigaction()
    let terminal = saved.withLockIfAvailable { $0 } ?? nil
    if isInternal, let previous = terminal?.actions.first(where: { $0.number == number }) {
      action = previous.action
    }
    sigaction(number, &action, nil)
    // The signal is blocked until this returns; then it has its usual effect.
    raise(number)
  }

  /// Stops all processes of the job, as the terminal would on Ctrl-Z.
  ///
  /// Returns once the job has been continued, or immediately if nothing could continue it.
  static func stopJob() {
    guard saved.withLock({ $0 != nil }), !SignalSource.isIgnored(SIGTSTP) else { return }
    let before = stopCount.load(ordering: .acquiring)
    kill(0, SIGTSTP)
    // Any thread may handle the signal; it continues when the others do.
    while stopCount.load(ordering: .acquiring) == before { poll(nil, 0, 1) }
  }

  /// Sets the handler of SIGTSTP, which restores the terminal before the program stops.
  private static func watchForStop() {
    signal(SIGTSTP) { _ in TerminalState.stop() }
  }

  /// Handles SIGTSTP: from Ctrl-Z while a command runs, or from outside at any time.
  private static func stop() {
    let terminal = saved.withLockIfAvailable { $0 } ?? nil
    terminal?.restore()
    signal(SIGTSTP, SIG_DFL)
    Terminal.unblock([SIGTSTP])
    raise(SIGTSTP)
    // The program was continued. If a line is edited, SIGCONT makes its editor take the terminal.
    watchForStop()
    if !TextEditor.isRunning { terminal?.disableEcho() }
    stopCount.add(1, ordering: .releasing)
  }

  /// Returns whether the program itself caused a signal.
  private static func isInternal(_ cause: UnsafeMutablePointer<siginfo_t>?) -> Bool {
    guard let cause = cause?.pointee else { return false }
    return cause.si_code > 0 || cause._sifields._kill.si_pid == getpid()
  }
}

/// The state of the terminal to restore; nil if there is nothing to restore.
private let saved = Mutex<SavedTerminal?>(nil)

/// The number of times that the program has been stopped and continued.
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
    // The next text must not continue the line.
    if isEditing { write(StandardStreams.hasDumbTerminal ? "\r\n" : "\u{1b}[?2004l\r\n") }
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  /// Turns off the echo of input that is typed while a command runs.
  func disableEcho() {
    guard !isEditing, !StandardStreams.hasDumbTerminal, Terminal.isForeground else { return }
    var modes = modes
    modes.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  private func write(_ text: StaticString) {
    Glibc.write(screen, text.utf8Start, text.utf8CodeUnitCount)
  }
}
