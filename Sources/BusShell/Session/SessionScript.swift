import BusLanguage
import BusTrace
import TerminalText

/// The commands of a session that have succeeded, for a script that repeats them.
///
/// It ends after a number of commands, so that long scripts cost no memory.
struct SessionScript {
  /// The number of commands that are kept.
  static let maximumCommands = 1000

  private struct Entry {
    /// The command as it was typed, with the answers to its questions.
    let text: String

    /// The commands that expect what its emissions did.
    let expectations: [String]
  }

  private var entries: [Entry] = []

  /// The lines that answered the current command.
  private var answers: [String] = []

  /// The number of commands.
  var count: Int { entries.count }

  /// Indicates whether there was a command more than are kept.
  private(set) var isTooLong = false

  mutating func addAnswer(_ line: String) {
    if !isTooLong { answers.append(line) }
  }

  /// Forgets the answers to a command that is not kept.
  mutating func dropAnswers() {
    answers = []
  }

  /// Adds a command that has succeeded.
  ///
  /// - Parameters:
  ///   - text: The command as it was written.
  ///   - emissions: The emissions that ended during the command, without nested ones.
  mutating func add(_ text: String, _ emissions: [EmissionTrace]) {
    guard count < Self.maximumCommands else {
      isTooLong = true
      return
    }
    let lines = ([text] + answers).joined(separator: "\n")
    entries.append(Entry(text: lines, expectations: Expectation.commands(for: emissions)))
  }

  /// Returns the script.
  ///
  /// - Parameters:
  ///   - beginning: The lines before the commands.
  ///   - expects: Whether the expectations follow their commands.
  /// - Returns: The script's text.
  func text(after beginning: [String], expects: Bool) -> String {
    let lines = entries.flatMap { [$0.text] + (expects ? $0.expectations : []) }
    return (beginning + lines).linesText
  }
}
