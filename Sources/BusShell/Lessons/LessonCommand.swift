import BusLanguage
import TerminalText

/// A command in a lesson file, which has been parsed.
struct LessonCommand: Sendable {
  let text: LessonText
  let command: Command

  /// Parses a command.
  ///
  /// - Throws: A diagnostic with the position in the file.
  init(_ text: LessonText, in language: CommandLanguage) throws(Diagnostic) {
    self.text = text
    do throws(Diagnostic) {
      var lexer = Lexer()
      guard let words = try lexer.read(Array(text.text.utf8), number: text.line) else {
        throw Diagnostic("expected a payload that ends on its line")
      }
      let parsed = try CommandParser(language).parsed(words)
      try parsed.refuseOutside()
      command = parsed.command
    } catch {
      throw error.inLessonFile(at: text)
    }
  }

  /// Creates the command that a lesson prepares with, or answers a question with.
  ///
  /// - Throws: A diagnostic if it is about lessons or the session, or asks something.
  init(changing text: LessonText, in language: CommandLanguage) throws(Diagnostic) {
    self = try LessonCommand(text, in: language)
    let asks =
      switch command {
      case .step, .predict: true
      default: false
      }
    guard command.isForTask, !asks else {
      throw Diagnostic(
        "expected a command that emits, subscribes or waits, found '\(text.text.cited)'"
      )
      .inLessonFile(at: text)
    }
  }

  /// Creates the command of a goal.
  ///
  /// - Throws: A diagnostic if it is not `expect`.
  init(expecting text: LessonText, in language: CommandLanguage) throws(Diagnostic) {
    guard text.text.trimmed.hasPrefix("expect ") else {
      throw Diagnostic("expected 'expect' in a goal, found '\(text.text.cited)'")
        .inLessonFile(at: text)
    }
    self = try LessonCommand(text, in: language)
  }
}

extension LessonCommand {
  /// Creates a command of a solution.
  ///
  /// - Throws: A diagnostic if it is one about lessons, or ends the session.
  init(solving text: LessonText, in language: CommandLanguage) throws(Diagnostic) {
    self = try LessonCommand(text, in: language)
    guard command.isForTask else {
      throw Diagnostic("expected a command that solves the task, found '\(text.text.cited)'")
        .inLessonFile(at: text)
    }
  }
}

extension Diagnostic {
  /// Returns the diagnostic of a command with its position in the lesson file.
  fileprivate func inLessonFile(at text: LessonText) -> Diagnostic {
    let column = (position?.column ?? 1) + LessonFile.indentation
    return Diagnostic(message, at: Position(line: text.line, column: column), help)
  }
}
