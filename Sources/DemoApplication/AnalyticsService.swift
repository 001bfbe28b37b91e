import Synchronization

/// A service that counts events.
package final class AnalyticsService: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  package init() {}

  /// The number of events of each name.
  package var all: [String: Int] { counts.withLock { $0 } }

  /// Counts an event, and returns the number of events of its name.
  package func count(_ name: String) -> Int {
    counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 0]
    }
  }
}
