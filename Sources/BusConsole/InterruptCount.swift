import Synchronization

/// The number of times that the user has interrupted a command, so that others can notice.
final class InterruptCount: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func increment() {
    count.add(1, ordering: .relaxed)
  }
}
