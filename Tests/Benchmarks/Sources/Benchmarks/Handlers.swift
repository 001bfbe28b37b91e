import Events
import Synchronization

typealias AsyncBody = @Sendable (EventData) async throws -> Void
typealias ImmediateBody = @Sendable (EventData) throws -> Void

/// The calls of a handler.
///
/// Each handler captures a counter of its own and counts, here as in Python and Node: one that captures
/// nothing is called faster, and applications have few of them.
final class Calls: Sendable {
  private let count = Atomic(0)

  /// Counts a call; where two tasks call at once, one of them may be lost.
  func add() {
    count.store(count.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
  }
}

/// Returns a new handler that may suspend, and returns at once.
func asyncBody() -> AsyncBody {
  let calls = Calls()
  return { _ async throws in calls.add() }
}

/// Returns a new handler that never suspends.
func immediateBody() -> ImmediateBody {
  let calls = Calls()
  return { _ throws in calls.add() }
}
