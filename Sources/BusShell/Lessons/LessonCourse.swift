import BusLanguage
import TerminalText

/// Lessons in teaching order: those that are built in, or those of a file.
struct LessonCourse: Sendable {
  let lessons: [Lesson]

  /// Indicates whether the lessons are those of a file.
  var isOfFile = false

  static var builtIn: LessonCourse { LessonCourse(lessons: LessonTable.entries) }

  /// Returns the number, from 1, of the lesson that a word names by its number or its id.
  func number(of word: String) -> Int? {
    if let number = Int(word) { return (1...lessons.count).contains(number) ? number : nil }
    return lessons.firstIndex { $0.id == word }.map { $0 + 1 }
  }

  /// Returns the number of the first lesson that is not done; nil if all are.
  func firstNumber(notIn done: Set<String>) -> Int? {
    lessons.firstIndex { !done.contains($0.id) }.map { $0 + 1 }
  }
}
