import BusLanguage
import BusTrace
import Events
import TerminalText

// The commands of lessons.

extension Shell {
  /// The lessons that numbers and ids mean: those of the file that is being learnt, or the built-in
  /// ones.
  var course: LessonCourse { lesson?.course ?? assigned }

  func listLessons() {
    let done = progress.done
    let course = course
    let rows = course.lessons.enumerated().map { index, entry in
      let number = index + 1
      let isDone = done.contains(entry.id)
      let mark = isDone ? "done" : lesson?.number == number ? "now" : ""
      return [
        OutputTable.Field("number", number, Cell("\(number)")),
        OutputTable.Field(Cell(mark, isDone ? .ok : .event)),
        OutputTable.Field("id", entry.id, Cell(entry.id, .faint)),
        OutputTable.Field("title", entry.title, Cell(entry.title)),
        OutputTable.Field("done", isDone, nil),
      ]
    }
    let footer = "'learn' continues, 'learn N' starts one; 'reset' returns to your session"
    show(.table(OutputTable(kind: "lesson", rows, footer: footer)))
  }

  /// Starts the lesson that a word names by number or id, or the first of a file that is not done.
  func learn(_ word: Word) async throws(Diagnostic) {
    if let number = course.number(of: word.text) { return try await learn(number, of: course) }
    if let number = LessonCourse.builtIn.number(of: word.text) {
      return try await learn(number, of: .builtIn)
    }
    guard word.text.contains(where: { $0 == "/" || $0 == "." }) else {
      throw Diagnostic(
        expected: "the number or the id of a lesson, or a file",
        found: word,
        .nearest(to: word.text, among: course.lessons.map(\.id))
          ?? language.command(named: "learn").map { .usage($0.usage) }
      )
    }
    let new = try await lessons(of: word)
    try await learn(new.firstNumber(notIn: progress.done) ?? 1, of: new)
  }

  /// Goes on with the lesson that is under way, or starts the first that is not done.
  func learnOn() async throws(Diagnostic) {
    if let lesson, !lesson.isDone { return notice(lesson.introduction) }
    guard let number = course.firstNumber(notIn: progress.done) else {
      return notice("all lessons are done; 'learn N' starts one again, 'learn --list' lists them")
    }
    try await learn(number, of: course)
  }

  /// Starts a lesson, on a bus with only the handlers that the lesson prepares.
  func learn(_ number: Int, of course: LessonCourse) async throws(Diagnostic) {
    try application.requireFresh()
    var new = try LessonRun(course, number, in: language)
    await noteResult()
    // Emissions of a lesson are of no use any more; those of the session may end.
    if lesson != nil { cancelBackground() } else { announceWait() }
    await waitForBackground()
    new.lastPreparedEmission = try await prepare(new.lesson)
    lesson = new
    notice(new.introduction)
  }

  /// Begins the session of a lesson, and carries out the commands that prepare it without output.
  ///
  /// - Returns: The number of the last emission of these commands; 0 if there was none.
  func prepare(_ lesson: Lesson) async throws(Diagnostic) -> Int {
    var texts: [LessonText] = []
    var fresh = options
    fresh.isEmpty = true
    fresh.clock = .virtual
    fresh.seed = nil
    for text in lesson.preparation {
      if let seed = try LessonSeed.seed(of: text) {
        fresh.seed = seed
      } else {
        texts.append(text)
      }
    }
    beginLesson(fresh)
    let wasSilent = output.isSilent
    output.isSilent = true
    defer { output.isSilent = wasSilent }
    do throws(Diagnostic) {
      // Parsed only now: the handlers of the application are those of the new session.
      for text in texts {
        try await run(LessonCommand(changing: text, in: language).command)
      }
    } catch {
      leaveLessons()
      throw Diagnostic("the preparation of the lesson has failed: \(error.message)")
    }
    return session.recorder.lastEmissionNumber
  }

  /// Leaves the lesson, if there is one, and returns whether there was.
  func leaveLesson() async -> Bool {
    guard let lesson else { return false }
    await noteResult()
    leaveLessons()
    notice("you have left lesson \(lesson.name); your session is as it was before")
    return true
  }

  /// Shows the task of the lesson; for the first time on a bus that is prepared anew.
  func showTask() async throws(Diagnostic) {
    let current = try currentLesson
    if current.phase != .task { try await prepareAgain(for: .task) }
    let startsOver = current.phase == .question && !current.commands.isEmpty
    let notices = startsOver ? ["the bus is as it was at the start of the lesson"] : []
    show(.notice(notices + [current.taskText]))
  }

  func giveHint() throws(Diagnostic) {
    var current = try currentLesson
    notice(current.takeHint())
    lesson = current
  }

  /// Shows the commands of the solution, beside those that were typed once the task is done.
  func showSolution() throws(Diagnostic) {
    let current = try currentLesson
    let solution = current.lesson.solution.map(\.text)
    let own = current.isDone ? current.commands : []
    guard !own.isEmpty else {
      let rows = solution.map { [OutputTable.Field("solution", $0, Cell($0.escaped))] }
      return show(.table(OutputTable(kind: "solution", rows)))
    }
    let heading = [OutputTable.Field(Cell("yours", .faint)), .init(Cell("a solution", .faint))]
    let rows = (0..<max(own.count, solution.count)).map { index in
      let (left, right) = (
        index < own.count ? own[index] : nil, index < solution.count ? solution[index] : nil
      )
      return [
        OutputTable.Field("yours", left, Cell((left ?? "").escaped)),
        OutputTable.Field("solution", right, Cell((right ?? "").escaped)),
      ]
    }
    show(.table(OutputTable(kind: "solution", [heading] + rows)))
  }

  func skipLesson() async throws(Diagnostic) {
    let current = try currentLesson
    guard let next = current.next else {
      throw Diagnostic("that was the last lesson", .hint("'learn --list' lists them"))
    }
    try await learn(next, of: current.course)
  }

  /// Starts the next lesson, once the task of this one is done.
  func nextLesson() async throws(Diagnostic) {
    let current = try currentLesson
    guard current.isDone || progress.done.contains(current.lesson.id) else {
      throw Diagnostic(
        "lesson \(current.name) is not done yet",
        .hint("'check' says what is missing, 'skip' leaves the lesson out")
      )
    }
    try await skipLesson()
  }

  func notice(_ texts: String...) {
    show(.notice(texts))
  }

  var currentLesson: LessonRun {
    get throws(Diagnostic) {
      guard let lesson else {
        throw Diagnostic("no lesson has been started", .hint("'learn' starts one"))
      }
      return lesson
    }
  }
}
