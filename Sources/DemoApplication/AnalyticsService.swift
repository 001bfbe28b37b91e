import Synchronization

/// How often things happen.
package final class AnalyticsService: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  package init() {}

  /// How often each thing happened.
  package var all: [String: Int] { counts.withLock { $0 } }

  /// Counts something; says how often it has happened now.
  package func count(_ name: String) -> Int {
    counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 0]
    }
  }
}
