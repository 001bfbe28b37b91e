import Synchronization

/// A service that counts events.
///
/// It counts in two ways: at once, and the way that loses counts when two do it at the same time.
package final class AnalyticsService: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let tallies = Mutex<[String: Int]>([:])

  package init() {}

  /// The number of events of each name.
  package var all: [String: Int] { counts.withLock { $0 } }

  /// The number of events of each name, as those who read it and wrote it back have left it.
  package var allTallies: [String: Int] { tallies.withLock { $0 } }

  /// Counts an event, and returns the number of events of its name.
  package func count(_ name: String) -> Int {
    counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 0]
    }
  }

  /// Returns the tally of a name.
  ///
  /// It may change before the caller writes a new one.
  package func tally(of name: String) -> Int {
    tallies.withLock { $0[name, default: 0] }
  }

  /// Replaces the tally of a name.
  package func setTally(of name: String, to tally: Int) {
    tallies.withLock { $0[name] = tally }
  }
}
