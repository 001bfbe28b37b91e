import Events
import TerminalText

/// An error in a command, with the expected and the found text, and perhaps advice.
///
/// The message is lower case and has no full stop. User text in it is quoted and escaped.
package struct Diagnostic: Error, Sendable, Hashable {
  package var message: String
  package var position: Position?
  package var help: Help?

  /// The line that may follow the message.
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
  /// Creates a diagnostic of a word that is not the expected one.
  package init(expected: String, found word: Word, _ help: Help? = nil) {
    self.init("expected \(expected), found '\(word.text.cited)'", at: word.position, help)
  }

  /// Creates a diagnostic of a character that a reader would take for a space, or not see.
  init(deceptive scalar: Unicode.Scalar, at position: Position?) {
    let kind = scalar.properties.isWhitespace ? "a plain space" : "visible text"
    self.init(
      "expected \(kind), found '\(String(scalar).cited)'",
      at: position,
      .deceptive(scalar)
    )
  }

  /// Returns a diagnostic of a word that names no handler, with the name that it may be.
  package static func unknownHandler(
    _ name: String,
    among names: some Sequence<String>
  ) -> Diagnostic {
    Diagnostic(
      "unknown handler '\(name.cited)'",
      at: nil,
      .nearest(to: name, among: names) ?? .hint("'catalog' lists the handlers")
    )
  }

  /// Returns the diagnostic, at a given position if it has none.
  package func located(at position: Position?) -> Diagnostic {
    Diagnostic(message, at: self.position ?? position, help)
  }

  /// Runs a closure, and makes a diagnostic that it throws point to a given position.
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
  /// Returns a hint on a character that a reader would take for a space, or not see.
  static func deceptive(_ scalar: Unicode.Scalar) -> Self {
    .hint("this is \(scalar.designation), which belongs in quotes")
  }

  /// The hint for a semicolon that was meant to end a command.
  static let oneCommandALine = Self.hint("one command a line; quote a ; that belongs to a word")

  /// Returns a hint with the candidate most similar to a text, or nil if none is similar.
  package static func nearest(to text: String, among candidates: some Sequence<String>) -> Self? {
    Similarity.nearest(to: text, among: candidates).map { .hint("did you mean '\($0.cited)'?") }
  }
}
