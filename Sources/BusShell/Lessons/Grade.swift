import BusLanguage
import BusTrace
import TerminalText

/// The grade of a student in a lesson.
struct Grade: Sendable {
  /// The script of the student, as it was named.
  let student: String

  /// The id of the lesson.
  let lesson: String

  let isDone: Bool

  /// The number of commands for the lesson's task.
  let commandCount: Int

  /// The first goal that was missed, or the reason why there is no result; nil if it is done.
  let missed: String?

  /// Creates the grade of a lesson from its result; without one it was not begun.
  init(_ student: String, _ lesson: Lesson, _ result: LessonResult?, end: String?) {
    (self.student, self.lesson) = (student, lesson.id)
    isDone = result.map { $0.missing == nil } ?? false
    commandCount = result?.commandCount ?? 0
    missed = isDone ? nil : end ?? result?.missing ?? "not begun"
  }
}

extension [Grade] {
  /// The grades as a table.
  var table: OutputTable {
    let heading = ["student", "lesson", "", "commands", "first goal missed"].map {
      OutputTable.Field(Cell($0, .faint))
    }
    let rows = map { grade in
      [
        OutputTable.Field("student", grade.student, Cell(grade.student.escaped)),
        OutputTable.Field("lesson", grade.lesson, Cell(grade.lesson, .event)),
        OutputTable.Field(
          "done",
          grade.isDone,
          Cell(grade.isDone ? "done" : "not done", grade.isDone ? .ok : .failed)
        ),
        OutputTable.Field("commands", grade.commandCount, Cell("\(grade.commandCount)")),
        OutputTable.Field("missed", grade.missed, Cell(grade.missed ?? "")),
      ]
    }
    return OutputTable(kind: "grade", [heading] + rows)
  }

  /// The grades as comma-separated values, with the names of the columns first.
  var csv: [String] {
    ["student,lesson,done,commands,missed"]
      + map { grade in
        [
          grade.student.csvField, grade.lesson, "\(grade.isDone)", "\(grade.commandCount)",
          (grade.missed ?? "").csvField,
        ]
        .joined(separator: ",")
      }
  }
}

extension String {
  /// The text as a field of comma-separated values, on one line.
  fileprivate var csvField: String {
    let text = escaped
    return text.contains(",") || text.contains("\"")
      ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
