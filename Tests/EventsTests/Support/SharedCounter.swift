import Synchronization

/// A counter that any number of tasks share.
final class SharedCounter: Sendable {
  private let content = Atomic(0)

  /// The number of calls of ``increment()``.
  var value: Int { content.load(ordering: .sequentiallyConsistent) }

  /// Adds one, and returns the new value.
  @discardableResult
  func increment() -> Int {
    content.add(1, ordering: .sequentiallyConsistent).newValue
  }
}
