package import BusLanguage
import Synchronization

/// A store for the lessons that are done.
package protocol LessonProgress: Sendable {
  /// The titles of the lessons that are done.
  var done: Set<String> { get }

  /// Stores one more.
  ///
  /// - Throws: A diagnostic if that is not possible.
  func add(_ title: String) throws(Diagnostic)
}

/// Progress that ends with the session.
package final class InMemoryProgress: LessonProgress {
  private let titles = Mutex<Set<String>>([])

  package init() {}

  package var done: Set<String> { titles.withLock { $0 } }

  package func add(_ title: String) {
    titles.withLock { _ = $0.insert(title) }
  }
}
