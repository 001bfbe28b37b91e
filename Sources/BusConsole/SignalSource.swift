import Dispatch
import Glibc

/// Signals that are delivered to closures on a queue instead of interrupting code.
enum SignalSource {
  private static let queue = DispatchQueue(label: "busctl.signals")

  /// Calls a closure for each of the signals until the program ends.
  ///
  /// Returns once all of them are watched. A signal that arrives earlier has its previous effect;
  /// it is not ignored meanwhile, or it would be lost.
  static func watch(_ signals: [Int32], _ take: @escaping @Sendable (Int32) -> Void) {
    let registered = DispatchSemaphore(value: 0)
    // Signals that were ignored when the program started stay ignored: `nohup` relies on it.
    let watched = signals.filter { !isIgnored($0) }
    for number in watched {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setRegistrationHandler { registered.signal() }
      source.setEventHandler {
        // Captured to stay alive: this is the only reference to the source.
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
