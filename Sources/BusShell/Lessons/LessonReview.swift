import BusLanguage
import TerminalText

/// The errors of lessons that can be found without running them.
enum LessonReview {
  /// The number of lines that the text of a lesson may have, in columns of prose.
  private static let maximumTextLines = 12

  /// Returns the errors in the commands of lessons.
  static func errors(of lessons: [Lesson], in language: CommandLanguage) -> [Diagnostic] {
    var errors: [Diagnostic] = []
    func collect(_ work: () throws(Diagnostic) -> Void) {
      do throws(Diagnostic) { try work() } catch { errors.append(error) }
    }
    for lesson in lessons {
      for text in lesson.preparation {
        collect { () throws(Diagnostic) in
          if try LessonSeed.seed(of: text) == nil {
            _ = try LessonCommand(changing: text, in: language)
          }
        }
      }
      for text in lesson.question?.commands ?? [] {
        collect { () throws(Diagnostic) in _ = try LessonCommand(changing: text, in: language) }
      }
      for text in lesson.goals.flatMap(\.expectations) {
        collect { () throws(Diagnostic) in _ = try LessonCommand(expecting: text, in: language) }
      }
      for text in lesson.solution {
        collect { () throws(Diagnostic) in _ = try LessonCommand(solving: text, in: language) }
      }
      if let answer = lesson.question?.answer, case .state(let service, _, _) = answer.kind,
        !language.services.contains(service)
      {
        errors.append(
          Diagnostic(
            "unknown service '\(service.cited)'",
            at: Position(line: answer.line, column: 1),
            .nearest(to: service, among: language.services)
          )
        )
      }
    }
    return errors
  }

  /// Returns the errors in the layout of lessons: lines that are too long, and texts.
  static func layoutErrors(of lessons: [Lesson], _ lines: [[UInt8]]) -> [Diagnostic] {
    var errors: [Diagnostic] = []
    for (index, line) in lines.enumerated() {
      let width = String(decoding: line, as: UTF8.self).displayWidth
      guard width > String.proseWidth else { continue }
      errors.append(
        Diagnostic(
          "expected at most \(String.proseWidth) columns, found \(width)",
          at: Position(line: index + 1, column: 1)
        )
      )
    }
    for lesson in lessons {
      guard let text = lesson.text else { continue }
      let count = text.text.prose(String.proseWidth).count
      guard count > maximumTextLines else { continue }
      errors.append(
        Diagnostic(
          "expected a text of at most \(maximumTextLines) lines, found \(count)",
          at: Position(line: text.line, column: 1)
        )
      )
    }
    return errors
  }
}
