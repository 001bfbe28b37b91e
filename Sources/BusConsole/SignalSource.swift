import Dispatch
import Glibc
import Synchronization

/// Signals that are delivered to closures on a queue instead of interrupting code.
final class SignalSource: Sendable {
  private static let queue = DispatchQueue(label: "busctl.signals")

  private let sources = Mutex<[(number: Int32, source: any DispatchSourceSignal)]>([])

  /// Ends the calls, and gives the signals their usual effect.
  func cancel() {
    sources.withLock { sources in
      for (number, source) in sources {
        source.cancel()
        signal(number, SIG_DFL)
      }
      sources = []
    }
  }

  /// Calls a closure for each of the signals until the watch is cancelled or the program ends.
  ///
  /// Returns once all of them are watched. A signal that arrives earlier has its previous effect;
  /// it is not ignored meanwhile, or it would be lost.
  @discardableResult
  static func watch(
    _ signals: [Int32],
    _ take: @escaping @Sendable (Int32) -> Void
  ) -> SignalSource {
    let registered = DispatchSemaphore(value: 0)
    // Signals that were ignored when the program started stay ignored: `nohup` relies on it.
    let watched = signals.filter { !isIgnored($0) }
    let all = SignalSource()
    all.sources.withLock { sources in
      for number in watched {
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setRegistrationHandler { registered.signal() }
        // Keeps the sources alive: there may be no other reference.
        source.setEventHandler { withExtendedLifetime(all) { take(number) } }
        source.activate()
        sources.append((number, source))
      }
    }
    for _ in watched { registered.wait() }
    return all
  }

  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
