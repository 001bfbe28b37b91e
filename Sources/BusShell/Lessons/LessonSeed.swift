import BusLanguage
import TerminalText

/// The seed of a lesson's virtual time, which its preparation sets with `set seed N`.
enum LessonSeed {
  /// Returns the seed that a command sets; nil if it is another command.
  ///
  /// - Throws: A diagnostic if it is not a number.
  static func seed(of command: LessonText) throws(Diagnostic) -> UInt64? {
    let words = command.text.split(separator: " ")
    guard words.count == 3, words[0] == "set", words[1] == "seed" else { return nil }
    guard let seed = UInt64(words[2]) else {
      throw Diagnostic(
        "expected a seed from 0 to \(UInt64.max), found '\(String(words[2]).cited)'",
        at: Position(line: command.line, column: LessonFile.indentation + 1)
      )
    }
    return seed
  }
}
