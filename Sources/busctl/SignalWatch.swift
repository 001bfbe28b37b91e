import Dispatch
import Glibc
import Synchronization

/// Turns the signals that ask a program to end into a request to the program.
final class SignalWatch: Sendable {
  private let state = Mutex(State())

  private struct State {
    var received: Int32?
    var end: (@Sendable () -> Void)?
    var interrupt: (@Sendable () -> Void)?
  }

  /// The first signal that came and asked the program to end, if one did.
  var received: Int32? { state.withLock { $0.received } }

  /// Watches for signals from now on, to the end of the program.
  init(_ signals: [Int32]) {
    SignalSource.watch(signals) { [self] in take($0) }
    // Swift would take Ctrl-\ for a crash, and ask what is to be shown of it.
    if !SignalSource.isIgnored(SIGQUIT) { signal(SIGQUIT, SIG_DFL) }
  }

  /// Says what is to be done at the first signal, and does it if that has come already.
  ///
  /// A second signal ends the program at once: whoever sends it has waited long enough.
  func atFirst(_ end: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.end = end
      return state.received != nil
    }
    if isLate { end() }
  }

  /// Says what SIGINT and SIGQUIT, the keys Ctrl-C and Ctrl-\, interrupt instead of the program, as
  /// often as they come.
  func onInterrupt(_ interrupt: @escaping @Sendable () -> Void) {
    state.withLock { $0.interrupt = interrupt }
    SignalSource.watch([SIGQUIT]) { _ in interrupt() }
  }

  private func take(_ number: Int32) {
    if number == SIGINT, let interrupt = state.withLock({ $0.interrupt }) { return interrupt() }
    let end = state.withLock { state in
      if state.received != nil {
        TerminalState.restoreAtOnce()
        Glibc._exit(128 + number)
      }
      state.received = number
      return state.end
    }
    end?()
  }
}

/// Signals as events, away from the code that they would interrupt.
enum SignalSource {
  private static let queue = DispatchQueue(label: "busctl.signals")

  /// Has a closure called for each signal from now on, to the end of the program.
  ///
  /// It returns when all of them are watched for. One that comes before does what it did before, and
  /// is not ignored meanwhile: it would be lost.
  static func watch(_ signals: [Int32], _ take: @escaping @Sendable (Int32) -> Void) {
    let registered = DispatchSemaphore(value: 0)
    // What was ignored when the program started stays so: that is how `nohup` works.
    let watched = signals.filter { !isIgnored($0) }
    for number in watched {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setRegistrationHandler { registered.signal() }
      source.setEventHandler {
        // Captured to stay alive: nobody else holds the source.
        withExtendedLifetime(source) { take(number) }
      }
      source.activate()
    }
    for _ in watched { registered.wait() }
  }

  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
