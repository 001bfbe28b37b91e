import Dispatch
import Glibc

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
