import Synchronization

/// A list to which handlers of any task add entries, in the order in which they do.
final class SharedLog<Entry: Sendable>: Sendable {
  private let content = Mutex<[Entry]>([])

  /// The entries so far.
  var entries: [Entry] { content.withLock { $0 } }

  /// Adds an entry.
  func add(_ entry: Entry) {
    content.withLock { $0.append(entry) }
  }
}
