import Synchronization

/// The limit of what a script or a command may make happen, where nobody knows what that is: in
/// the scripts of students, and in lessons, where one handler too many can start millions of them.
///
/// It counts what is recorded, so the same script ends at the same place on every machine.
package final class WorkLimit: Sendable {
  private let maximum: Int

  /// The thing that is limited, in messages.
  private let subject: String
  private let spent = Atomic(0)
  private let late = Atomic(false)

  init(records maximum: Int, of subject: String) {
    (self.maximum, self.subject) = (maximum, subject)
  }

  /// Indicates whether the limit is reached.
  var isReached: Bool { spent.load(ordering: .relaxed) >= maximum }

  /// Indicates whether the script was stopped because it took too long.
  var isLate: Bool { late.load(ordering: .relaxed) }

  /// Notes that the script is stopped because it took too long.
  func stopLate() {
    late.store(true, ordering: .relaxed)
  }

  /// Counts from zero again.
  func restart() {
    spent.store(0, ordering: .relaxed)
  }

  /// Counts what was recorded.
  func add(_ count: Int) {
    spent.add(count, ordering: .relaxed)
  }

  /// Throws if the limit is reached, so that handlers that emit go no further.
  func check() throws {
    if isReached { throw TeachingError(description: "the \(subject) makes too much happen") }
  }
}
