import BusLanguage
import BusTrace
import TerminalText

/// The commands of a session, for a script that repeats them.
///
/// It ends after a number of commands, so that long scripts cost no memory.
struct SessionScript {
  /// The number of commands that are kept.
  static let maximumCommands = 1000

  /// A command that has ended.
  struct Entry {
    /// The command as it was written, with the answers to what it asked.
    let text: String

    /// The commands that expect what its emissions did.
    let expectations: [String]

    /// Indicates whether a saved script has it: it has succeeded.
    let isSaved: Bool

    /// Indicates whether it may have changed the session.
    let changesSession: Bool

    /// The reason why it cannot be repeated; nil if it can.
    let obstacle: String?

    /// Indicates whether it started an emission in the background.
    let isInBackground: Bool
  }

  /// The options with which the session began.
  let options: ShellOptions

  private(set) var entries: [Entry] = []

  /// The lines that answered the current command.
  private var answers: [String] = []

  /// The indices of answers that only show something.
  private var looks: Set<Int> = []

  /// The number of decisions about handlers among them.
  private var decisions = 0

  /// Indicates whether there was a command more than are kept.
  private(set) var isTooLong = false

  init(startingWith options: ShellOptions) {
    self.options = options
  }

  /// The number of commands that a saved script has.
  var savedCount: Int { entries.count(where: \.isSaved) }

  mutating func addAnswer(_ line: String) {
    if !isTooLong { answers.append(line) }
  }

  /// Notes that the last answer was a decision about a handler.
  mutating func didDecide() {
    decisions += 1
  }

  /// Notes that the last answer only shows something.
  mutating func didLook() {
    looks.insert(answers.count - 1)
  }

  /// Forgets the last answer.
  mutating func dropLastAnswer() {
    _ = answers.popLast()
  }

  /// Forgets the answers to a command that has ended.
  mutating func dropAnswers() {
    (answers, looks, decisions) = ([], [], 0)
  }

  /// The answers to the current command up to the decision before the last one; nil if there was
  /// none, or if they are not kept.
  var answersBeforeLastDecision: [String]? {
    guard decisions > 0, !isTooLong else { return nil }
    return answers.indices.filter { !looks.contains($0) }.dropLast().map { answers[$0] }
  }

  /// Adds a command that has ended.
  ///
  /// - Parameters:
  ///   - text: The command as it was written.
  ///   - emissions: The emissions that it brought to an end, without those that are nested.
  ///   - isSaved: Whether a saved script has it.
  ///   - changesSession: Whether it may have changed the session.
  ///   - obstacle: The reason why it cannot be repeated; nil if it can.
  ///   - isInBackground: Whether it started an emission in the background.
  mutating func add(
    _ text: String,
    _ emissions: [EmissionTrace],
    isSaved: Bool,
    changesSession: Bool,
    obstacle: String?,
    isInBackground: Bool
  ) {
    guard entries.count < Self.maximumCommands else {
      isTooLong = true
      return
    }
    entries.append(
      Entry(
        text: ([text] + answers).joined(separator: "\n"),
        expectations: Expectation.commands(for: emissions),
        isSaved: isSaved,
        changesSession: changesSession,
        obstacle: obstacle,
        isInBackground: isInBackground
      )
    )
  }

  /// The last command that may have changed the session; nil if there is none.
  var lastChange: Entry? { entries.last(where: \.changesSession) }

  /// The script without its last change, and without the commands after that.
  var withoutLastChange: SessionScript {
    var script = self
    let last = entries.lastIndex(where: \.changesSession) ?? entries.endIndex
    script.entries.removeSubrange(last...)
    script.dropAnswers()
    return script
  }

  /// Returns whether another session went as this one.
  ///
  /// With emissions in the background, which command sees their end is left to chance.
  func isRepeated(by other: SessionScript) -> Bool {
    let changes = entries.filter(\.changesSession)
    let hasBackground = changes.contains(where: \.isInBackground)
    return changes.elementsEqual(other.entries.filter(\.changesSession)) { entry, other in
      entry.text == other.text && entry.isSaved == other.isSaved
        && (hasBackground || entry.expectations == other.expectations)
    }
  }

  /// Returns the script.
  ///
  /// - Parameters:
  ///   - beginning: The lines before the commands.
  ///   - expects: Whether the expectations follow their commands.
  /// - Returns: The script's text.
  func text(after beginning: [String], expects: Bool) -> String {
    let lines = entries.filter(\.isSaved).flatMap { [$0.text] + (expects ? $0.expectations : []) }
    return (beginning + lines).linesText
  }
}
