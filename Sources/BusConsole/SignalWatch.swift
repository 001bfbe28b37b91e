import Glibc
import Synchronization

/// A watch for the signals that ask a program to end, which it turns into a call.
final class SignalWatch: Sendable {
  private let state = Mutex(State())

  private struct State {
    var received: Int32?
    var terminate: (@Sendable () -> Void)?
    var interrupt: (@Sendable () -> Void)?

    /// The sources of the signals for interrupting.
    var source: SignalSource?
  }

  /// The signals that ask the program to end.
  private let signals: [Int32]

  /// The first signal that asked the program to end, if one did.
  var received: Int32? { state.withLock { $0.received } }

  /// Creates a watch for signals, which lasts until the program ends; for none in a program that
  /// looks after its signals itself.
  init(_ signals: [Int32] = []) {
    self.signals = signals
    if signals.isEmpty { return }
    SignalSource.watch(signals) { [self] in receive($0) }
    // Swift would take Ctrl-\ for a crash, and ask what to show of it.
    if !SignalSource.isIgnored(SIGQUIT) { signal(SIGQUIT, SIG_DFL) }
  }

  /// Sets the closure to call at the first signal, and calls it if that has already arrived.
  ///
  /// A second signal ends the program immediately: its sender has waited long enough.
  func atFirst(_ terminate: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.terminate = terminate
      return state.received != nil
    }
    if isLate { terminate() }
  }

  /// Sets the closure to call at each SIGINT and SIGQUIT, the keys Ctrl-C and Ctrl-\.
  ///
  /// These signals do not end the program any more.
  func onInterrupt(_ interrupt: @escaping @Sendable () -> Void) {
    state.withLock { $0.interrupt = interrupt }
    let source = SignalSource.watch([SIGINT, SIGQUIT].filter { !signals.contains($0) }) { _ in
      interrupt()
    }
    state.withLock { $0.source = source }
  }

  /// Ends the calls of ``onInterrupt(_:)``.
  func endInterrupts() {
    let source = state.withLock { state in
      defer { (state.interrupt, state.source) = (nil, nil) }
      return state.source
    }
    source?.cancel()
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
