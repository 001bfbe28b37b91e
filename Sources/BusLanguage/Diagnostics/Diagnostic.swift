import TerminalText

/// What is wrong with a command: what was found, what was expected, and perhaps what to do.
///
/// The message is lower case and has no full stop. Text from users in it is quoted and escaped.
package struct Diagnostic: Error, Sendable, Hashable {
  package var message: String
  package var position: Position?
  package var help: Help?

  /// The one line that may follow the message.
  package enum Help: Sendable, Hashable {
    case hint(String)
    case usage(String)
  }

  package init(_ message: String, _ help: Help) {
    self.init(message, at: nil, help)
  }

  package init(_ message: String, at position: Position? = nil, _ help: Help? = nil) {
    self.message = message
    self.position = position
    self.help = help
  }
}

extension Diagnostic {
  /// A word that is not as it should be.
  package init(expected: String, found word: Word, _ help: Help? = nil) {
    self.init("expected \(expected), found '\(word.text.cited)'", at: word.position, help)
  }

  /// Does work for a word of a command, so that what is wrong with it points to that word.
  package static func pointing<Value>(
    to position: Position?,
    _ work: () throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value {
    do throws(Diagnostic) {
      return try work()
    } catch {
      throw Diagnostic(error.message, at: position, error.help)
    }
  }
}

extension Diagnostic.Help {
  /// A hint with the candidate that looks most like what was found, if one looks like it.
  package static func nearest(to text: String, among candidates: some Sequence<String>) -> Self? {
    Similarity.nearest(to: text, among: candidates).map { .hint("did you mean '\($0.cited)'?") }
  }
}
