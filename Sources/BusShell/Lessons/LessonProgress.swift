package import BusLanguage
import Synchronization

/// A store for the lessons that are done.
package protocol LessonProgress: Sendable {
  /// The ids of the lessons that are done.
  var done: Set<String> { get }

  /// Stores one more.
  ///
  /// - Throws: A diagnostic if that is not possible.
  func add(_ id: String) throws(Diagnostic)
}

/// Progress that ends with the session.
package final class InMemoryProgress: LessonProgress {
  private let ids = Mutex<Set<String>>([])

  package init() {}

  package var done: Set<String> { ids.withLock { $0 } }

  package func add(_ id: String) {
    ids.withLock { _ = $0.insert(id) }
  }
}
