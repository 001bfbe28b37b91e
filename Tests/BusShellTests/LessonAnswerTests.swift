import Foundation
import Testing

/// The answer to the question of a lesson, and the beginning of the task.
struct LessonAnswerTests {
  @Test func `a name of several words needs no quotes in an answer`() async throws {
    for answer in ["print a relay order.shipped print b", "\"print a\" relay \"print b\""] {
      let printed = try await LessonWayTests.run("learn two.md\nanswer \(answer)")
      #expect(printed.contains("\nthat is right: 'explain' says why, "), "\(printed)")
    }
  }

  @Test(arguments: [
    ("first", "print a rely", "unknown handler 'rely'", "did you mean 'relay'?"),
    ("first", "print a nobody", "unknown handler 'nobody'", "'catalog' lists the handlers"),
    (
      "first", "print relay",
      "'print' may be \"print a\" or \"print b\": write the whole handler", nil
    ),
    ("third", "-1", "expected a number, found '-1'", nil),
    ("third", "four", "expected a number, found 'four'", nil),
  ])
  func `what cannot be an answer is refused and shows nothing`(
    id: String,
    answer: String,
    error: String,
    hint: String?
  ) async throws {
    let lesson =
      LessonWayTests.file + """


        # The third
        id: third

        ## Question
        How many?

            emit e

        Answer: count

        ## Task
        Emit e.

        ## Goals
        e was not emitted.

            expect emitted in e

        ## Hints
        - Emit.

        ## Solution
            emit e
        """
    let printed = try await LessonWayTests.run(
      "learn two.md\nlearn \(id)\nanswer \(answer)",
      file: lesson
    )
    #expect(printed.contains("error: \(error)\n"), "\(printed)")
    #expect(hint.map { printed.contains("hint: \($0)\n") } ?? true)
    #expect(!printed.contains("your answer"))
  }

  @Test func `an answer is refused once the task has begun, and nothing is lost`() async throws {
    let script = "learn two.md\ntask\nsubscribe e print\nanswer nobody\nhandlers e\nundo"
    let printed = try await LessonWayTests.run(script)
    #expect(
      printed.contains("error: the question is over, because the task has begun\n")
    )
    #expect(printed.contains("hint: 'again' starts the lesson over\n"))
    #expect(printed.contains("\ne\n  1  print  subscription 4\n"))
    #expect(printed.contains("\ntaken back: subscribe e print\n"))
  }

  @Test func `a command of a lesson cannot make millions of handlers run`() async throws {
    let relays = ["a relay b", "a relay b", "b relay c", "b relay c", "c relay a"]
    let script =
      "learn two.md\ntask\n" + relays.map { "subscribe \($0)\n" }.joined() + "emit a\nemit d"
    let printed = try await LessonWayTests.run(script)
    #expect(printed.contains("failed  the command makes too much happen"))
    #expect(printed.components(separatedBy: "\n").count < 3000)
    // The limit is that of one command.
    #expect(printed.contains(" d {}\nnobody listens\n"))
  }
}
