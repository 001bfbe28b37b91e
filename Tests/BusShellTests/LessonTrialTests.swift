import Foundation
import TestSupport
import Testing

/// The command `lesson`, which checks a file.
struct LessonTrialTests {
  private func check(_ file: String) async throws -> String {
    try await LessonWayTests.run("lesson two.md", file: file)
  }

  private func check(replacing old: String, with new: String) async throws -> String {
    #expect(LessonWayTests.file.contains(old))
    return try await check(LessonWayTests.file.replacing(old, with: new))
  }

  @Test func `lessons whose solutions solve them are right`() async throws {
    #expect(
      try await check(LessonWayTests.file) == """
        1  first   The first of two   1 hint
        2  second  The second of two  1 hint
        each is done by its solution, and not by doing nothing
        exit status 0

        """
    )
  }

  @Test(arguments: [
    (
      "    unsubscribe order.paid print a\n    unsub", "    unsub",
      "31:1: error: expected a solution that meets all goals, found one that misses this: "
        + "order.paid was not emitted without handlers."
    ),
    (
      "expect nobody in order.paid", "expect nobody of order.paid",
      "25:19: error: expected the end of the command, found 'of'"
    ),
    (
      "expect nobody in order.paid", "emit order.paid",
      "25:5: error: expected 'expect' in a goal, found 'emit order.paid'"
    ),
    (
      "    set seed 3", "    quit",
      "7:5: error: expected a command that emits, subscribes or waits, found 'quit'"
    ),
    ("    set seed 3", "    set seed x", "7:5: error: expected a seed from 0 to "),
    (
      "    set seed 3", "    subscribe a exec ls",
      "7:17: error: --safe refuses 'exec', which reaches outside the process"
    ),
    (
      "## Solution\n    accept i1", "## Solution\n    accept i9",
      "63:1: error: no invite 'i9'"
    ),
    (
      "Answer: state invites i1 accepted", "Answer: state invites i9 accepted",
      "49:1: error: expected a field 'accepted' in 'i9' of invites, found none"
    ),
    (
      "Answer: state invites i1 accepted", "Answer: state invite i1 accepted",
      "49:1: error: unknown service 'invite'"
    ),
    (
      "An event has handlers.", String(repeating: "long ", count: 17) + "text",
      "4:1: error: expected at most 80 columns, found 89"
    ),
    (
      "An event has handlers.", String(repeating: "line\n\n", count: 7),
      "4:1: error: expected a text of at most 12 lines, found 13"
    ),
    ("id: second", "id: first", "38:1: error: expected an id of its own, found 'first', as in "),
  ])
  func `what is wrong is said at its line`(old: String, new: String, message: String) async throws {
    let printed = try await check(replacing: old, with: new)
    #expect(printed.contains("busctl: two.md:\(message)"), "\(printed)")
    #expect(printed.hasSuffix("exit status 1\n"))
  }

  @Test func `a file without lessons, or none at all, is an error`() async throws {
    #expect(try await check("").contains("two.md:1:1: error: expected '# TITLE', found no lesson"))
    #expect(await transcript("lesson nowhere.md").contains("cannot read 'nowhere.md'"))
  }
}
