import BusLanguage
import BusTrace
import TerminalText

// The command 'grade', which runs the scripts of students against lessons.

extension Shell {
  /// The size in bytes up to which a student's script is read.
  private static let maximumScript = 32 << 10

  /// The number of records that a student's script may make.
  private static let maximumRecords = 10_000

  /// The time after which a student's script gets no further command.
  private static let maximumTime = Duration.seconds(5)

  /// Grades scripts, and shows a row for each of them and each lesson.
  func grade(_ grading: Grading) async throws(Diagnostic) {
    try application.requireFresh()
    let course = try await gradedCourse(grading.lessons)
    var grades: [Grade] = []
    for (index, script) in grading.scripts.enumerated() {
      grades += await self.grades(of: script, in: course)
      guard !Task.isCancelled else {
        throw Diagnostic("interrupted after \(index) of \(grading.scripts.count.counted("script"))")
      }
    }
    show(grades, as: grading.format)
    if !grades.allSatisfy(\.isDone) { fail() }
  }

  /// Returns the lessons of a file, or the built-in one with an id.
  private func gradedCourse(_ word: Word) async throws(Diagnostic) -> LessonCourse {
    if let lesson = LessonCourse.builtIn.lessons.first(where: { $0.id == word.text }) {
      return LessonCourse(lessons: [lesson])
    }
    return try await lessons(of: word)
  }

  private func show(_ grades: [Grade], as format: Grading.Format?) {
    let before = options
    defer { options = before }
    switch format {
    case nil: break
    case .text, .csv: options.format = .text
    case .jsonl: options.format = .jsonl
    }
    if format == .csv { return show(.command(grades.csv.joined(separator: "\n"))) }
    show(.table(grades.table))
  }

  /// Returns the grades of a student in all lessons.
  private func grades(of script: Word, in course: LessonCourse) async -> [Grade] {
    let lines: [[UInt8]]
    do throws(Diagnostic) {
      lines = Array(try await self.lines(of: script, maximum: Self.maximumScript).lines)
    } catch {
      return course.lessons.map { Grade(script.text, $0, nil, end: error.message) }
    }
    let limit = WorkLimit(records: Self.maximumRecords, of: "script")
    let deadline = realTime.elapsed + Self.maximumTime
    let graded = GradedLines(lines) { [realTime] in
      if realTime.elapsed > deadline { limit.stopLate() }
      return limit.isReached || limit.isLate
    }
    var results = LessonResults()
    if lines.contains(where: \.beginsLesson) {
      let shell = trialShell(limit: limit)
      await shell.assign(course)
      await shell.run(graded)
      results = await shell.finalResults
    } else {
      for number in 1...course.lessons.count {
        let shell = trialShell(limit: limit)
        do throws(Diagnostic) { try await shell.learn(number, of: course) } catch { continue }
        await shell.run(graded)
        let id = course.lessons[number - 1].id
        if let result = await shell.finalResults[id] { results.enter(result) }
      }
    }
    let end =
      limit.isReached
      ? "ended: it makes too much happen"
      : limit.isLate ? "ended: it takes too long" : nil
    return course.lessons.map { Grade(script.text, $0, results[$0.id], end: end) }
  }

  /// Makes numbers and ids mean the lessons of a course.
  private func assign(_ course: LessonCourse) {
    assigned = course
  }

  /// The results of all lessons that were begun, that of the current one too.
  private var finalResults: LessonResults {
    get async {
      await noteResult()
      return results
    }
  }

  /// Enters the result of the lesson that is about to end, if there is one.
  func noteResult() async {
    guard let lesson else { return }
    var missing: String?
    if lesson.phase == .answered {
      missing = lesson.goals.goals.first?.missing
    } else if !lesson.isDone {
      missing = await missingGoal(of: lesson)
    }
    results.enter(LessonResult(of: lesson, missing: missing))
  }
}

extension [UInt8] {
  /// Indicates whether a line is a command that begins a lesson.
  fileprivate var beginsLesson: Bool {
    let word = drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .prefix { $0 != UInt8(ascii: " ") }
    return word.elementsEqual("learn".utf8)
  }
}
