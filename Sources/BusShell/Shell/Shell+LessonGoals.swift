import BusLanguage
import BusTrace
import Events
import TerminalText

// The goals of the lesson, which are looked at after each command.

extension Shell {
  /// Prints whether the task is done; if it is not, the command has failed, so that scripts can tell.
  func checkLesson() async throws(Diagnostic) {
    try await beginTask()
    let current = try currentLesson
    if current.isDone { return notice(current.conclusion) }
    if let missing = await missingGoal(of: current) {
      noticeMissing(missing, isTaskKnown: current.phase != .question)
      return fail()
    }
    finishLesson()
  }

  /// Prepares the bus anew, if the commands of the question have run on it.
  func beginTask() async throws(Diagnostic) {
    if lesson?.phase == .answered { try await prepareAgain(for: .question) }
  }

  /// Prepares the bus anew for a part of the lesson.
  func prepareAgain(for phase: LessonRun.Phase) async throws(Diagnostic) {
    guard var current = lesson else { return }
    cancelBackground()
    await waitForBackground()
    current.lastPreparedEmission = try await prepare(current.lesson)
    (current.phase, current.commands) = (phase, [])
    lesson = current
  }

  /// Prepares the bus for a command that follows an answer, and returns the command.
  ///
  /// It is read again then: the handlers that it named are those of the bus before.
  func readForLesson(_ command: Command, _ lines: CommandText) async throws(Diagnostic) -> Command {
    lessonLimit.restart()
    guard lesson?.phase == .answered, !command.looksAtAnswer else { return command }
    try await beginTask()
    var reader = CommandReader(isSafe: options.isSafe)
    var reading = CommandReader.Reading.blank
    for line in lines.text.textLines {
      reading = reader.readWords(Array(line.utf8), number: 1, in: language)
    }
    switch reading {
    case .command(let command, _): return command
    case .failure(let diagnostic): throw diagnostic
    case .unfinished, .blank: return command
    }
  }

  /// Looks at the goals after a command; if the last one is met, the lesson is done.
  ///
  /// Also after one that has failed: a wrong prediction emits, too.
  func didRunInLesson(_ reading: CommandReader.Reading, _ text: String) async {
    guard case .command(let command, _) = reading, var current = lesson, current.phase != .answered
    else { return }
    if command.isForTask {
      current.commands.append(text)
      lesson = current
    }
    if !current.isDone, await missingGoal(of: current) == nil { finishLesson() }
  }

  /// Prints the end of the lesson, and notes that it is done.
  private func finishLesson() {
    guard var current = lesson else { return }
    let isTaskUnknown = current.phase == .question
    (current.isDone, current.phase) = (true, .task)
    lesson = current
    show(.notice((isTaskUnknown ? [current.task] : []) + [current.conclusion]))
    results.enter(LessonResult(of: current, missing: nil))
    do throws(Diagnostic) {
      try progress.add(current.lesson.id)
    } catch {
      output.writeDiagnostic(diagnosticText.warning(error))
    }
  }

  /// Returns the message of the first goal that is not met; nil if all are met.
  func missingGoal(of current: LessonRun) async -> String? {
    let emissions = emissions(of: current)
    for goal in current.goals.goals where await !isMet(goal.commands, by: emissions) {
      return goal.missing
    }
    return nil
  }

  /// Returns whether the commands of a goal hold: expectations of emissions together, others alone.
  private func isMet(_ commands: [LessonCommand], by emissions: [EmissionTrace]) async -> Bool {
    var expectations: [Expectation] = []
    for command in commands {
      if case .expect(let expectation) = command.command {
        expectations.append(expectation)
      } else {
        do throws(Diagnostic) { try await run(command.command) } catch { return false }
      }
    }
    return expectations.isEmpty || expectations.areMet(by: emissions)
  }

  private func noticeMissing(_ missing: String, isTaskKnown: Bool) {
    let running = """
      what was emitted still runs in the background, and goes on only while something waits: \
      'wait' lets it end, 'cancel' cancels it
      """
    let reason = session.recorder.runningCount > 0 ? running : missing
    let help =
      (isTaskKnown ? [] : ["'task' shows the task"]) + ["'hint' helps, 'again' starts over"]
    show(.notice(["not yet: \(reason)"] + help))
  }
}

extension Command {
  /// Indicates whether the command can be part of what a task asks for.
  var isForTask: Bool {
    switch self {
    case .learn, .learnOn, .lessons, .task, .answer, .check, .hint, .solution, .skip, .next, .again,
      .help, .history, .set, .options, .quit, .reset, .lesson, .grade:
      false
    default: true
    }
  }

  /// Indicates whether the command looks at what the commands of a question have done.
  ///
  /// All others, but those about the lesson itself, begin with the task.
  fileprivate var looksAtAnswer: Bool {
    switch self {
    case .trace, .traceList, .explain, .diff, .diffRecorded, .export, .expect, .expectState,
      .state, .help, .hint, .answer, .history, .set, .options, .learn, .learnOn, .lessons,
      .solution, .again, .skip, .next, .quit, .reset:
      true
    default: false
    }
  }
}
