import BusLanguage
import BusTrace
import Events
import TerminalText

// The commands of lessons.

extension Shell {
  func listLessons() {
    let done = progress.done
    let rows = LessonTable.entries.enumerated().map { index, entry in
      let number = index + 1
      let isDone = done.contains(entry.title)
      let mark = isDone ? "done" : lesson?.number == number ? "now" : ""
      return [
        OutputTable.Field("number", number, Cell("\(number)")),
        OutputTable.Field(Cell(mark, isDone ? .ok : .event)),
        OutputTable.Field("title", entry.title, Cell(entry.title)),
        OutputTable.Field("done", isDone, nil),
      ]
    }
    let footer = "'learn N' starts a lesson; your session waits until 'reset' gives it back"
    show(.table(OutputTable(kind: "lesson", rows, footer: footer)))
  }

  /// Returns the number of the lesson that a word names.
  func number(of lesson: Word) throws(Diagnostic) -> Int {
    let numbers = 1...LessonTable.entries.count
    guard let number = Int(lesson.text), numbers.contains(number) else {
      throw Diagnostic(
        expected: "N from 1 to \(numbers.upperBound)",
        found: lesson,
        language.command(named: "learn").map { .usage($0.usage) }
      )
    }
    return number
  }

  /// Starts a lesson, on a bus with only the handlers that the lesson prepares.
  func learn(_ number: Int) async throws(Diagnostic) {
    try application.requireFresh()
    // Emissions of a lesson are of no use any more; those of the session may end.
    if lesson != nil { cancelBackground() } else { announceWait() }
    await waitForBackground()
    var fresh = options
    fresh.isEmpty = true
    fresh.clock = .virtual
    beginLesson(fresh)
    let new = LessonRun(number)
    lesson = new
    for line in new.lesson.preparation {
      guard
        case .subscribe(let event, let handler) = try CommandParser(language).command(line: line)
      else {
        continue
      }
      session.bus.subscribe(session.handlers.handler(handler), to: event)
    }
    notice(new.introduction)
  }

  /// Leaves the lesson, if there is one, and returns whether there was.
  func leaveLesson() -> Bool {
    guard let lesson else { return false }
    leaveLessons()
    notice("lesson \(lesson.number) is left, and your session is as it was before")
    return true
  }

  func giveHint() throws(Diagnostic) {
    var current = try currentLesson
    notice(current.takeHint())
    lesson = current
  }

  /// Prints whether the task is done; if it is not, the command has failed, so that scripts can tell.
  func checkLesson() async throws(Diagnostic) {
    let current = try currentLesson
    if let missing = try await current.missingGoal(in: session) {
      noticeMissing(missing)
      return fail()
    }
    notice(current.conclusion)
    do throws(Diagnostic) {
      try progress.add(current.lesson.title)
    } catch {
      output.writeDiagnostic(diagnosticText.warning(error))
    }
  }

  private func noticeMissing(_ missing: String) {
    let running = """
      what was emitted still runs in the background, and goes on only while something waits: \
      'wait' lets it end, 'cancel' cancels it
      """
    notice("not yet: \(session.recorder.runningCount > 0 ? running : missing)", "'hint' helps")
  }

  private func notice(_ texts: String...) {
    show(.notice(texts))
  }

  func skipLesson() async throws(Diagnostic) {
    guard let next = try currentLesson.next else {
      throw Diagnostic("that was the last lesson", .hint("'learn' lists them"))
    }
    try await learn(next)
  }

  var currentLesson: LessonRun {
    get throws(Diagnostic) {
      guard let lesson else {
        throw Diagnostic("no lesson has been started", .hint("'learn' lists the lessons"))
      }
      return lesson
    }
  }
}
