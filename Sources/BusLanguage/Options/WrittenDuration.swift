/// A duration above zero as a user has written it.
package struct WrittenDuration: Sendable, Hashable {
  package let text: String
  package let duration: Duration

  /// The form of a duration, for messages.
  package static let examples = "such as 500ms, 30s or 2m, and at most a year"

  /// Reads a number with a unit; nil if the text is none.
  package init?(_ text: String) {
    guard let duration = Duration(written: text), duration > .zero else { return nil }
    (self.text, self.duration) = (text, duration)
  }

  init(seconds: Int) {
    (text, duration) = ("\(seconds)s", .seconds(seconds))
  }
}
