import Synchronization

/// What handlers write down, in the order in which they write.
final class Journal<Entry: Sendable>: Sendable {
  private let content = Mutex<[Entry]>([])

  /// What has been written so far.
  var entries: [Entry] { content.withLock { $0 } }

  /// Writes one more entry.
  func add(_ entry: Entry) {
    content.withLock { $0.append(entry) }
  }
}

/// Counts what happens in any number of tasks.
final class Counter: Sendable {
  private let content = Atomic(0)

  /// How often ``increment()`` was called.
  var value: Int { content.load(ordering: .sequentiallyConsistent) }

  /// Counts one more, and returns how many there are now.
  @discardableResult
  func increment() -> Int {
    content.add(1, ordering: .sequentiallyConsistent).newValue
  }
}
