import BusLanguage
import BusTrace
import TerminalText

// The command 'lesson', which checks the lessons of a file.

extension Shell {
  /// Checks a file of lessons: its form, and that each task is done by its solution and not by itself.
  ///
  /// - Throws: A diagnostic if there are errors, after they were reported.
  func checkLessons(_ path: Word) async throws(Diagnostic) {
    try application.requireFresh()
    let (file, lines) = try await checkedFile(path)
    var errors = file.errors
    if errors.isEmpty { errors = LessonReview.errors(of: file.lessons, in: language) }
    let isWellFormed = errors.isEmpty
    errors += LessonReview.layoutErrors(of: file.lessons, lines)
    if isWellFormed {
      let course = LessonCourse(lessons: file.lessons, isOfFile: true)
      for number in 1...course.lessons.count {
        errors += await LessonTrial(of: number, in: course, (trialShell(), trialShell())).errors()
      }
    }
    try refuse(errors.sorted { ($0.position?.line ?? 0) < ($1.position?.line ?? 0) }, of: path)
    let rows = file.lessons.enumerated().map { index, lesson in
      [
        OutputTable.Field("number", index + 1, Cell("\(index + 1)")),
        OutputTable.Field("id", lesson.id, Cell(lesson.id, .event)),
        OutputTable.Field("title", lesson.title, Cell(lesson.title)),
        OutputTable.Field("question", lesson.question != nil, nil),
        OutputTable.Field(
          "hints",
          lesson.hints.count,
          Cell(lesson.hints.count.counted("hint"), .faint)
        ),
      ]
    }
    let footer = "each is done by its solution, and not by doing nothing"
    show(.table(OutputTable(kind: "checked", rows, footer: footer)))
  }

  /// Returns the file at a path, or that of a built-in lesson by its id.
  private func checkedFile(
    _ path: Word
  ) async throws(Diagnostic) -> (file: LessonFile, lines: [[UInt8]]) {
    guard let index = LessonTable.entries.firstIndex(where: { $0.id == path.text }) else {
      return try await lessonFile(path)
    }
    let text = LessonTable.texts[index]
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (LessonFile(text), lines.map(Array.init))
  }

  /// Creates a shell that nobody sees, with the application as at the start.
  func trialShell(limit: WorkLimit? = nil) -> Shell {
    var trial = ShellOptions()
    trial.isSafe = true
    trial.isQuiet = true
    trial.color = .never
    trial.isEmpty = true
    trial.clock = .virtual
    trial.maxDepth = options.maxDepth
    let shell = Shell(
      trial,
      application: application,
      output: TrialRunOutput(),
      workLimit: limit,
      openScript: { path, _ throws(Diagnostic) in
        throw Diagnostic("cannot read '\(path.cited)' here")
      }
    )
    shell.output.isSilent = true
    return shell
  }
}
