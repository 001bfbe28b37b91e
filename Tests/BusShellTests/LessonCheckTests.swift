import BusLanguage
import BusShell
import TestSupport
import Testing

/// Solutions of lessons that are accepted, and attempts that are not.
struct LessonCheckTests {
  @Test(arguments: LessonAttempt.right)
  func `other solutions are right, too, and later commands do no harm`(
    attempt: LessonAttempt
  ) async {
    let printed = await transcript(attempt.script)
    #expect(printed.contains("\ndone: "), "\(printed)")
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test(arguments: LessonAttempt.wrong)
  func `another result than the task's is not done, and the reason is given`(
    attempt: LessonAttempt
  ) async {
    let printed = await transcript(attempt.script)
    #expect(!printed.contains("\ndone: "), "\(printed)")
    #expect(printed.contains("\nnot yet: "))
    #expect(!printed.contains("error:"))
    #expect(printed.contains("'hint' helps, 'again' starts over\n"))
    #expect(printed.hasSuffix("\nexit status 1\n"))
  }

  @Test func `every lesson has wrong attempts and other solutions`() {
    let lessons = Set(LessonTable.entries.map(\.id))
    #expect(Set(LessonAttempt.right.map(\.lesson)) == lessons)
    #expect(Set(LessonAttempt.wrong.map(\.lesson)) == lessons)
  }

  @Test(arguments: LessonTable.entries.filter { $0.question != nil }.map(\.id))
  func `a lesson is not done by its question`(id: String) async throws {
    let lesson = try #require(LessonTable.entries.first { $0.id == id })
    let commands = lesson.question?.commands.map(\.text) ?? []
    for script in [
      ["learn \(id)", "answer x"], ["learn \(id)", "answer x", "task"],
      ["learn \(id)", "task"] + commands,
    ] {
      let printed = await transcript((script + ["check"]).joined(separator: "\n"))
      #expect(!printed.contains("\ndone: "), "\(printed)")
      #expect(printed.contains("\nnot yet: "), "\(printed)")
    }
  }

  @Test(arguments: LessonTable.entries.map(\.id))
  func `the text and the task of a lesson do not have its solution`(id: String) async throws {
    let lesson = try #require(LessonTable.entries.first { $0.id == id })
    let texts = [lesson.text?.text, lesson.task?.text].compactMap(\.self).joined(separator: " ")
      .split { $0.isWhitespace }.joined(separator: " ")
    // Not even if everything that is quoted is typed.
    let quoted = texts.matches(of: /'([^']+)'/).map { String($0.1) }
    let script = ["learn \(id)", "task"] + quoted + ["check"]
    let printed = await transcript(script.joined(separator: "\n"))
    #expect(!printed.contains("\ndone: "), "\(printed)")
    let solution = lesson.solution.map(\.text)
    #expect(solution.count { texts.contains($0) } * 2 < solution.count, "\(texts)")
  }

  @Test(arguments: LessonTable.entries.map(\.id))
  func `the text of a lesson has at most twelve rows, and no row is too long`(
    id: String
  ) throws {
    let rows = try Repository.text(of: "Sources/BusShell/Lessons/Texts/\(id).md")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let text = rows.dropFirst(3).prefix { !$0.hasPrefix("## ") }.dropLast()
    #expect((2...12).contains(text.count))
    #expect(rows.allSatisfy { $0.count <= 80 })
    let lesson = try #require(LessonTable.entries.first { $0.id == id })
    #expect(lesson.question != nil)
    #expect(lesson.remark != nil)
    #expect((2...3).contains(lesson.hints.count))
  }

  @Test func `a check says that an emission still runs, and how to go on`() async {
    for attempt in [
      LessonAttempt("concurrency", "emit slow &"),
      LessonAttempt("cancellation", "emit order.paid &"),
    ] {
      let printed = await transcript(attempt.script + "\nquit")
      #expect(
        printed.contains(
          """
          not yet: what was emitted still runs in the background, and goes on only while
          something waits: 'wait' lets it end, 'cancel' cancels it
          'task' shows the task
          'hint' helps, 'again' starts over

          """
        )
      )
    }
  }

  @Test func `a task that is not done ends a script with bail`() async {
    let printed = await transcript("learn 1\ncheck\nemit order.paid") { $0.stopsAtFailure = true }
    #expect(
      printed.hasSuffix(
        """
        not yet: 'print thank you' has not run for its event yet.
        'task' shows the task
        'hint' helps, 'again' starts over
        exit status 1

        """
      )
    )
  }
}
