package import BusLanguage
import TerminalText

/// The lessons in a file, and the errors that were found in it.
///
/// The file is in the manner of Markdown: paragraphs are text, and lines that are indented by four
/// spaces are commands. Each lesson begins with its title after `# `.
package struct LessonFile: Sendable {
  /// The lessons, in their order; one with an error may lack a part.
  package private(set) var lessons: [Lesson] = []

  /// The errors, each with its position, in the order of their lines.
  package private(set) var errors: [Diagnostic] = []

  /// The indentation of a command.
  static let indentation = 4

  package init(_ bytes: some Sequence<UInt8>) {
    var reader = LessonReader()
    let lines = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() { reader.read(line, number: index + 1) }
    reader.endLesson()
    lessons = reader.lessons
    if lessons.isEmpty, reader.errors.isEmpty {
      reader.fail("expected '# TITLE', found no lesson", 1)
    }
    errors = reader.errors.sorted { ($0.position?.line ?? 0) < ($1.position?.line ?? 0) }
  }
}

extension LessonQuestion.Kind {
  /// Reads the words after `Answer:`; nil if they are something else.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("runs", 1): self = .runs
    case ("count", 1): self = .count
    case ("state", 2): self = .state(service: words[1], item: nil, field: nil)
    case ("state", 3): self = .state(service: words[1], item: nil, field: words[2])
    case ("state", 4): self = .state(service: words[1], item: words[2], field: words[3])
    default: return nil
    }
  }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }

  /// Indicates whether the text can be the id of a lesson.
  var isLessonID: Bool {
    first?.isLetter == true
      && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
