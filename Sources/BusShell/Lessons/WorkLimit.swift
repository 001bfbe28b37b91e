import Synchronization

/// The limit of what a script may make happen, for scripts of which nobody knows what they do.
///
/// It counts what is recorded, so the same script ends at the same place on every machine.
package final class WorkLimit: Sendable {
  private let maximum: Int
  private let spent = Atomic(0)
  private let late = Atomic(false)

  init(records maximum: Int) {
    self.maximum = maximum
  }

  /// Indicates whether the limit is reached.
  var isReached: Bool { spent.load(ordering: .relaxed) >= maximum }

  /// Indicates whether the script was stopped because it took too long.
  var isLate: Bool { late.load(ordering: .relaxed) }

  /// Notes that the script is stopped because it took too long.
  func stopLate() {
    late.store(true, ordering: .relaxed)
  }

  /// Counts what was recorded.
  func add(_ count: Int) {
    spent.add(count, ordering: .relaxed)
  }

  /// Throws if the limit is reached, so that handlers that emit go no further.
  func check() throws {
    if isReached { throw TeachingError(description: "the script makes too much happen") }
  }
}
