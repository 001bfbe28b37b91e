import Synchronization

/// What handlers write down, in the order in which they write.
final class SharedLog<Entry: Sendable>: Sendable {
  private let content = Mutex<[Entry]>([])

  /// What has been written so far.
  var entries: [Entry] { content.withLock { $0 } }

  /// Writes one more entry.
  func add(_ entry: Entry) {
    content.withLock { $0.append(entry) }
  }
}
