import EventBus

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
      Answer.LessonListing(
        number: index + 1,
        title: entry.title,
        isDone: done.contains(entry.title),
        isCurrent: lesson?.number == index + 1
      )
    }
    answer(.lessons(listings))
  }

  /// Starts a lesson, on a bus on which nothing is subscribed but what the lesson prepares.
  func learn(_ number: Int) async throws(Diagnostic) {
    let new = LessonTable.entries[number - 1]
    cancelEmissionsBeside()
    await waitForEmissionsBeside()
    var fresh = options
    fresh.isEmpty = true
    fresh.clock = .virtual
    reset(fresh)
    lesson = CurrentLesson(number: number, lesson: new)
    for line in new.preparation {
      guard case .subscribe(let event, let handler) = try Self.command(line) else { continue }
      session.bus.subscribe(session.handlers.handler(handler), to: event)
    }
    let title = "lesson \(number): \(new.title)"
    let prepared = new.preparation.isEmpty ? [] : ["", "'handlers' shows what is subscribed."]
    answer(
      .notice(([title, "", new.text, ""] + ["task: \(new.task)"] + prepared).linesText)
    )
  }

  func giveHint() throws(Diagnostic) {
    var current = try currentLesson
    let hints = current.lesson.hints
    answer(.notice([hints[min(current.hintsGiven, hints.count - 1)]].linesText))
    current.hintsGiven += 1
    lesson = current
  }

  /// Says whether the task is done.
  ///
  /// - Throws: A diagnostic with what is missing.
  func checkLesson() throws(Diagnostic) {
    let current = try currentLesson
    for goal in current.lesson.goals {
      do throws(Diagnostic) {
        try check(goal)
      } catch {
        throw Diagnostic("not yet: \(error.message)", .hint("'hint' helps"))
      }
    }
    let isLast = current.number == LessonTable.entries.count
    let next = isLast ? "that was the last lesson" : "'learn \(current.number + 1)' is the next"
    answer(
      .notice(["done: \(current.lesson.title)", "", current.lesson.outlook, "", next].linesText)
    )
    do throws(Diagnostic) {
      try progress.add(current.lesson.title)
    } catch {
      output.writeDiagnostic(diagnosticText.warning(error))
    }
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

  private func check(_ goal: LessonGoal) throws(Diagnostic) {
    switch goal {
    case .last(let words):
      try Self.expectation(words).check(try session.recorder.emission(nil))
    case .some(let words):
      let expectation = try Self.expectation(words)
      let isMet = session.recorder.emissions.contains { emission in
        (try? expectation.check(emission)) != nil
      }
      if !isMet { throw Diagnostic("expected an emission that \(words), found none") }
    case .subscribed(let event, let names):
      let found = session.bus.registrations(for: EventName(event)).map(\.handler.name)
      guard found == names else {
        let list = found.isEmpty ? "nothing" : found.joined(separator: ", ").escaped
        throw Diagnostic(
          "expected \(names.joined(separator: ", ")) to be subscribed to \(event), found \(list)"
        )
      }
    case .overlap:
      let emissions = session.recorder.emissions
      guard emissions.contains(where: { Recording(of: $0, among: emissions).emissions.count > 1 })
      else { throw Diagnostic("expected two emissions to run at the same time, found none") }
    }
  }

  private static func expectation(_ words: String) throws(Diagnostic) -> Expectation {
    guard case .expect(let expectation) = try command("expect \(words)") else {
      throw Diagnostic("expected an expectation, found '\(words)'")
    }
    return expectation
  }

  private static func command(_ line: String) throws(Diagnostic) -> Command {
    var lexer = Lexer()
    return try CommandParser.command(try lexer.read(Array(line.utf8), number: 1) ?? [])
  }
}
