import Synchronization

/// Counts what happens in any number of tasks.
final class SharedCounter: Sendable {
  private let content = Atomic(0)

  /// How often ``increment()`` was called.
  var value: Int { content.load(ordering: .sequentiallyConsistent) }

  /// Counts one more, and returns how many there are now.
  @discardableResult
  func increment() -> Int {
    content.add(1, ordering: .sequentiallyConsistent).newValue
  }
}
