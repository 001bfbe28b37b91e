import BusLanguage
import BusTrace
import Events
import TerminalText

// Lessons.

/// The lesson that is being learnt.
struct CurrentLesson {
  /// Its number, from 1.
  let number: Int
  let lesson: Lesson
  var hintsGiven = 0
}

extension Shell {
  func listLessons() {
    let done = progress.done
    let listings = LessonTable.entries.enumerated().map { index, entry in
      CommandOutput.LessonListing(
        number: index + 1,
        title: entry.title,
        isDone: done.contains(entry.title),
        isCurrent: lesson?.number == index + 1
      )
    }
    answer(.lessons(listings))
  }

  /// The number of the lesson that a word names.
  func number(of lesson: Word) throws(Diagnostic) -> Int {
    let numbers = 1...LessonTable.entries.count
    guard let number = Int(lesson.text), numbers.contains(number) else {
      throw Diagnostic(
        expected: "N from 1 to \(numbers.upperBound)",
        found: lesson,
        CommandTable.entry(named: "learn").map { .usage($0.usage) }
      )
    }
    return number
  }

  /// Starts a lesson, on a bus on which nothing is subscribed but what the lesson prepares.
  func learn(_ number: Int) async throws(Diagnostic) {
    let new = LessonTable.entries[number - 1]
    cancelBackground()
    await waitForBackground()
    var fresh = options
    fresh.isEmpty = true
    fresh.clock = .virtual
    reset(fresh)
    lesson = CurrentLesson(number: number, lesson: new)
    for line in new.preparation {
      guard case .subscribe(let event, let handler) = try CommandParser.command(line: line) else {
        continue
      }
      session.bus.subscribe(session.handlers.handler(handler), to: event)
    }
    let prepared = new.preparation.isEmpty ? "" : ", 'handlers' shows what is subscribed"
    notice(
      """
      lesson \(number): \(new.title)

      \(new.text)

      task: \(new.task)

      'check' says if it is done, 'hint' helps\(prepared)
      """
    )
  }

  func giveHint() throws(Diagnostic) {
    var current = try currentLesson
    let hints = current.lesson.hints
    notice(hints[min(current.hintsGiven, hints.count - 1)])
    current.hintsGiven += 1
    lesson = current
  }

  /// Says whether the task is done; if it is not, the command has failed, so that scripts can tell.
  func checkLesson() throws(Diagnostic) {
    let current = try currentLesson
    for goal in current.lesson.goals where try !goal.condition.isMet(in: session) {
      sayWhatIsMissing(goal.missing)
      return fail()
    }
    let isLast = current.number == LessonTable.entries.count
    let next = isLast ? "that was the last lesson" : "'learn \(current.number + 1)' is the next"
    notice("done: \(current.lesson.title)\n\n\(current.lesson.outlook)\n\n\(next)")
    do throws(Diagnostic) {
      try progress.add(current.lesson.title)
    } catch {
      output.writeDiagnostic(diagnosticText.warning(error))
    }
  }

  private func sayWhatIsMissing(_ missing: String) {
    let running = """
      what was emitted still runs in the background, and goes on only while something waits: \
      'wait' lets it end, 'cancel' cancels it
      """
    notice("not yet: \(session.recorder.runningCount > 0 ? running : missing)", "'hint' helps")
  }

  private func notice(_ texts: String...) {
    answer(.notice(texts.flatMap(\.prose).linesText))
  }

  func skipLesson() async throws(Diagnostic) {
    let number = try currentLesson.number
    guard number < LessonTable.entries.count else {
      throw Diagnostic("that was the last lesson", .hint("'learn' lists them"))
    }
    try await learn(number + 1)
  }

  var currentLesson: CurrentLesson {
    get throws(Diagnostic) {
      guard let lesson else {
        throw Diagnostic("no lesson has been started", .hint("'learn' lists the lessons"))
      }
      return lesson
    }
  }
}
