import BusLanguage
import BusShell
import Foundation
import TestSupport
import Testing

/// The student's way through lessons: where to go on, the question, the task and what comes after.
struct LessonWayTests {
  static let file = """
    # The first of two
    id: first

    An event has handlers.

    ## Preparation
        set seed 3
        subscribe order.paid print a
        subscribe order.paid relay order.shipped
        subscribe order.shipped print b

    ## Question
    Which handlers run for this?

        emit order.paid

    Answer: runs

    ## Task
    Let nobody listen to order.paid any more, and emit it.

    ## Goals
    order.paid was not emitted without handlers.

        expect nobody in order.paid

    ## Hints
    - Unsubscribe.

    ## Solution
        unsubscribe order.paid print a
        unsubscribe order.paid relay order.shipped
        emit order.paid

    ## Remark
    So much for that.

    # The second of two
    id: second

    ## Preparation
        subscribe invite.accepted join-group

    ## Question
    Is the invite i1 accepted afterwards?

        accept i1

    Answer: state invites i1 accepted

    ## Task
    Accept an invite.

    ## Goals
    No invite was accepted.

        expect completed join-group in invite.accepted

    ## Hints
    - accept i1

    ## Solution
        accept i1
    """

  /// Runs commands where the file is `./two.md`.
  static func run(
    _ script: String,
    file: String = file,
    _ change: (ShellTest) -> ShellTest = { $0 }
  ) async throws -> String {
    var transcript = ""
    try await withTemporaryDirectory { directory in
      try Data(file.utf8).write(to: directory.appending(path: "two.md"))
      transcript = await change(ShellTest().script(script).scripts(in: directory)).run().transcript
    }
    return transcript
  }

  @Test func `a file is learnt from its first lesson on, which its numbers and ids mean`()
    async throws
  {
    let printed = try await Self.run(
      """
      learn two.md
      learn second
      learn 1
      unsubscribe order.paid print a
      unsubscribe order.paid relay order.shipped
      emit order.paid
      learn
      learn --list
      reset
      learn two.md
      """
    )
    #expect(printed.hasPrefix("lesson first: The first of two\n\nAn event has handlers.\n"))
    #expect(printed.components(separatedBy: "lesson second: The second of two\n").count == 4)
    #expect(printed.contains("\n1  done  first   The first of two\n2  now   second  The second"))
    #expect(printed.contains("\ndone: The first of two\n\nSo much for that.\n"))
  }

  @Test func `an answer stands beside what came out, and a wrong one is no error`() async throws {
    let printed = try await Self.run("learn two.md\nanswer relay\nexplain\ntask\nhandlers")
    #expect(
      printed.contains(
        """

        emit order.paid
        #1 order.paid {}
        """
      )
    )
    #expect(printed.contains("your answer"))
    #expect(printed.contains("it went differently than you predicted: 'explain' says why, "))
    #expect(printed.contains("(help order)"))
    #expect(!printed.contains("error"))
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test func `a right answer is said to be, and the bus is prepared anew for the task`()
    async throws
  {
    let printed = try await Self.run(
      """
      learn two.md
      answer "print a" relay "print b"
      emit order.paid
      unsubscribe order.paid print a
      unsubscribe order.paid relay order.shipped
      emit order.paid
      solution
      """
    )
    #expect(printed.contains("\nthat is right: 'explain' says why, 'task' goes on to the task\n"))
    // Numbers begin anew after the run of the question.
    #expect(printed.components(separatedBy: "\n#1 order.paid {}").count == 3)
    #expect(printed.contains("\ndone: The first of two\n"))
    #expect(printed.contains("\nyours "))
    #expect(
      printed.contains(
        "\nemit order.paid                             unsubscribe order.paid print a"
      )
    )
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test func `an answer can be a value that a service shows`() async throws {
    let printed = try await Self.run("learn two.md\nskip\nanswer true\nanswer false")
    #expect(printed.contains("\n=  true         | true\n"))
    #expect(printed.contains("\n!  false        | true\n"))
    #expect(printed.contains("\nthat is right: "))
    #expect(printed.contains("\nit went differently than you predicted: "))
  }

  @Test func `what the question did is not taken for the task`() async throws {
    let printed = try await Self.run("learn two.md\nskip\nanswer true\nexplain\ncheck")
    #expect(!printed.contains("done: "))
    #expect(printed.contains("not yet: No invite was accepted.\n"))
  }

  @Test func `the first task starts over, and later it is shown without starting over`()
    async throws
  {
    let script = "learn two.md\nsubscribe e print\ntask\nsubscribe f print\ntask\nhandlers"
    let printed = try await Self.run(script)
    let task = "task: Let nobody listen to order.paid any more, and emit it.\n"
    #expect(printed.contains("\nthe bus is as it was at the start of the lesson\n\(task)"))
    #expect(printed.components(separatedBy: task).count == 3)
    #expect(printed.components(separatedBy: "the bus is as it was").count == 2)
    #expect(!printed.contains("\ne\n"))
    #expect(printed.contains("\nf\n  1  print  subscription 4\n"))
  }

  @Test func `next wants a lesson that is done, now or earlier`() async throws {
    let printed = try await Self.run("learn two.md\nlearn secnod\nnext")
    #expect(printed.contains("\nhint: did you mean 'second'?\n"))
    #expect(printed.contains("error: lesson first is not done yet\n"))
    #expect(printed.contains("hint: 'check' says what is missing, 'skip' leaves the lesson out\n"))
  }

  @Test func `a lesson that is done stays done`() async throws {
    let solution = "unsubscribe order.paid print a\nunsubscribe order.paid relay order.shipped"
    let after = "subscribe order.paid print a\nemit order.paid\ncheck\nnext"
    let printed = try await Self.run("learn two.md\n\(solution)\nemit order.paid\n\(after)")
    #expect(printed.components(separatedBy: "\ndone: The first of two\n").count == 3)
    #expect(printed.contains("\nlesson second: The second of two\n"))
  }

  @Test func `the solution is shown alone before the task is done`() async throws {
    let printed = try await Self.run("learn two.md\nemit order.paid\nsolution")
    #expect(printed.contains("\nunsubscribe order.paid print a\n"))
    #expect(!printed.contains("yours"))
  }

  @Test func `a lesson without a question has nothing to answer`() async throws {
    let start = try #require(Self.file.firstRange(of: "\n## Question")?.lowerBound)
    let end = try #require(Self.file.firstRange(of: "\n## Task")?.lowerBound)
    let file = String(Self.file[..<start] + Self.file[end...])
    let printed = try await Self.run("learn two.md\nanswer x", file: file)
    #expect(
      printed.contains("error: expected a lesson with a question\nhint: 'task' shows the task")
    )
  }

  @Test func `a file with an error is not learnt, and the errors are at their lines`() async throws
  {
    let file = Self.file.replacing("emit order.paid\n\nAnswer", with: "emitt order.paid\n\nAnswer")
    let printed = try await Self.run("learn two.md\nhandlers", file: file)
    #expect(printed.contains("two.md:15:5: error: unknown command 'emitt'\n"))
    #expect(printed.contains("error: expected lessons without errors, found 1 error in 'two.md'"))
    #expect(printed.contains("invite.accepted\n"))
  }

  @Test func `a file that is missing, and one in safe mode, are refused`() async throws {
    #expect(try await Self.run("learn no.md").contains("cannot read 'no.md'"))
    let safe = try await Self.run("learn two.md") { $0.options { $0.isSafe = true } }
    #expect(safe.contains("error: --safe refuses a file of lessons, which is outside the process"))
  }

  @Test func `when all are done learn says so`() async throws {
    let printed = try await Self.run(
      """
      learn two.md
      unsubscribe order.paid print a
      unsubscribe order.paid relay order.shipped
      emit order.paid
      next
      accept i1
      learn
      """
    )
    #expect(printed.contains("\nall lessons are done; 'learn N' starts one again, "))
    #expect(printed.contains("\nthat was the last lesson, "))
  }
}
