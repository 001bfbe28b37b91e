import Glibc
import Synchronization

/// Turns the signals that ask a program to end into a request to the program.
final class SignalWatch: Sendable {
  private let state = Mutex(State())

  private struct State {
    var received: Int32?
    var terminate: (@Sendable () -> Void)?
    var interrupt: (@Sendable () -> Void)?
  }

  /// The first signal that came and asked the program to end, if one did.
  var received: Int32? { state.withLock { $0.received } }

  /// Watches for signals from now on, to the end of the program.
  init(_ signals: [Int32]) {
    SignalSource.watch(signals) { [self] in receive($0) }
    // Swift would take Ctrl-\ for a crash, and ask what is to be shown of it.
    if !SignalSource.isIgnored(SIGQUIT) { signal(SIGQUIT, SIG_DFL) }
  }

  /// Says what is to be done at the first signal, and does it if that has come already.
  ///
  /// A second signal ends the program at once: whoever sends it has waited long enough.
  func atFirst(_ terminate: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.terminate = terminate
      return state.received != nil
    }
    if isLate { terminate() }
  }

  /// Says what SIGINT and SIGQUIT, the keys Ctrl-C and Ctrl-\, interrupt instead of the program, as
  /// often as they come.
  func onInterrupt(_ interrupt: @escaping @Sendable () -> Void) {
    state.withLock { $0.interrupt = interrupt }
    SignalSource.watch([SIGQUIT]) { _ in interrupt() }
  }

  private func receive(_ number: Int32) {
    if number == SIGINT, let interrupt = state.withLock({ $0.interrupt }) { return interrupt() }
    let terminate = state.withLock { state in
      if state.received != nil {
        TerminalState.restoreAtOnce()
        Glibc._exit(128 + number)
      }
      state.received = number
      return state.terminate
    }
    terminate?()
  }
}
