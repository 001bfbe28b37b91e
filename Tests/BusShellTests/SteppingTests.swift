import BusLanguage
import BusShell
import Foundation
import Testing

struct SteppingTests: SteppedEmission {
  @Test func `into pauses in nested emissions, next does not`() async {
    #expect(
      pauses(in: await printed("next\nnext\nnext")) == [
        "next: print first, for a", "next: relay b, for a", "next: print last, for a",
      ]
    )
    #expect(
      pauses(in: await printed("next\ninto\nnext\nnext")) == [
        "next: print first, for a", "next: relay b, for a", "next: print inner, for b",
        "next: print last, for a",
      ]
    )
  }

  @Test func `run goes on to the end of the emission, and the next one pauses again`() async {
    let printed = await printed("run", after: "emit b\nnext")
    #expect(pauses(in: printed) == ["next: print first, for a", "next: print inner, for b"])
    #expect(printed.contains("3 handlers: 3 completed\n"))
  }

  @Test func `after run the next emission pauses again, also if the command has failed`() async {
    let printed = await transcript(
      "subscribe e print a\nstep on\npredict count : emit e\nrun\nemit e\nskip"
    ) { $0.isEmpty = true }
    #expect(printed.contains("error: predicted 0 of 1 right\n"))
    #expect(pauses(in: printed) == ["next: print a, for e", "next: print a, for e"])
    #expect(printed.contains("1 handler: 1 skipped\n"))
  }

  @Test func `a handler can be left out, or made to fail`() async {
    let printed = await printed("skip\nfail out of paper\nfail")
    #expect(
      printed.hasSuffix(
        """
        #1 a {}
        ├─ print first  skipped
        ├─ relay b      failed   out of paper
        └─ print last   failed   failed by hand
        3 handlers: 2 failed, 1 skipped
        exit status 0

        """
      )
    )
  }

  @Test func `only the beginning of a long wrong answer is cited`() async {
    let printed = await printed("\(String(repeating: "x", count: 100))\nrun")
    #expect(printed.contains("found '\(String(repeating: "x", count: 80))…'\n"))
  }

  @Test func `a handler that prints 'skipped' was not left out`() async {
    let printed = await transcript(
      "subscribe e print skipped\nemit e\nstep on\nemit e\nnext\ntrace 1 --order"
    ) { $0.isEmpty = true }
    #expect(printed.components(separatedBy: "└─ print skipped  completed  skipped\n").count == 3)
    #expect(printed.contains("print skipped completed\n"))
  }

  @Test func `a wrong answer is an error at its place, and the question is asked again`() async {
    let printed = await printed("emit x\n\n# a comment\nnext too\nnext {\nrun")
    #expect(
      printed.contains(
        "test.bus:7:1: error: expected next, into, run, skip, fail, back or a command that only "
          + "shows something, found 'emit'\nhint: 'help' says what they do\n"
      )
    )
    #expect(
      printed.contains(
        "test.bus:10:6: error: expected the end of the command, found 'too'\nusage: next\n"
      )
    )
    #expect(printed.contains("test.bus:11:6: error: the payload is not closed\n"))
    #expect(printed.contains("3 handlers: 3 completed\n"))
    #expect(printed.hasSuffix("exit status 1\n"))
  }

  @Test func `step off, and the background, do not pause`() async {
    let printed = await printed("run", after: "emit b &\nwait\nstep off\nemit b")
    #expect(pauses(in: printed) == ["next: print first, for a"])
    #expect(printed.contains("#4 b {}\n"))
  }

  @Test func `without further answers the rest runs`() async {
    let printed = await printed("next")
    #expect(printed.contains("3 handlers: 3 completed\n"))
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test func `a script that is run meanwhile is asked only if it has turned the pauses on`() async {
    // Its lines are commands; the first would be taken for an answer.
    let printed = await transcript("step on\nsource sourced/emitting.bus\nskip\nskip")
    #expect(printed.matches(of: /└─ announce  skipped\n/).count == 2)
    #expect(!printed.contains("error:"))
    let asking = await transcript("source sourced/stepping.bus\nemit user.created\nskip")
    #expect(pauses(in: asking).count == 2)
    #expect(asking.contains("└─ announce  skipped\n"))
    #expect(!asking.contains("error:"))
  }

  @Test(arguments: [nil, "\u{4}"])
  func `Ctrl-C or Ctrl-D at a pause cancels the handler, and those that would pause after it`(
    key: String?
  ) async {
    let lines = Self.wiring.split(separator: "\n").map { String($0) as String? }
    let result = await ShellTest().options { $0.isEmpty = true }
      .typed(lines + ["next", "into", key, "emit b", "run"]).run()
    #expect(
      result.output.hasSuffix(
        """
        #1  print first  completed  first
        next: relay b, for a (next, into, run, skip, fail, back, help)
        next: print inner, for b (next, into, run, skip, fail, back, help)
        #2  print inner  cancelled
        #1  relay b  completed
        #1  print last  cancelled
        #1 a {}
        ├─ print first  completed  first
        ├─ relay b      completed
        │  └─ #2 b {}
        │     └─ print inner  cancelled
        └─ print last   cancelled
        3 handlers: 2 completed, 1 cancelled
        next: print inner, for b (next, into, run, skip, fail, back, help)
        #3 b {}
        └─ print inner  completed  inner
        1 handler: 1 completed

        """
      )
    )
  }

  @Test(arguments: [
    ("expect ran \"print first\"", "expected ran \"print first\", found count 0 in #1"),
    ("expect completed 1", "expected completed 1, found completed 0 in #1"),
    (
      "expect completed \"print first\"",
      "expected completed \"print first\", found completed 0 in #1"
    ),
    ("expect count 1", "expected count 1, found count 0 in #1"),
    ("expect nobody", "expected nobody, found count 0 in #1"),
    ("expect skipped 2", "expected skipped 2, found skipped 1 in #1"),
  ])
  func `a handler that was skipped did not run, as expectations see it`(
    check: String,
    message: String
  ) async {
    let printed = await transcript(
      "subscribe a print first\nstep on\nemit a\nskip\n\(check)\nexpect skipped \"print first\""
    ) { $0.isEmpty = true }
    #expect(printed.contains("error: \(message)\n"))
    #expect(printed.components(separatedBy: "error:").count == 2)
  }

  @Test func `a handler that was skipped or made to fail is not what a prediction is about`() async
  {
    let printed = await transcript(
      """
      subscribe a print one
      subscribe a print two
      subscribe a print three
      step on
      predict "print two" : emit a
      skip
      next
      fail
      """
    ) { $0.isEmpty = true }
    #expect(printed.contains("=  print two  | print two\n"))
    #expect(printed.hasSuffix("exit status 0\n"))
  }

  @Test(arguments: [
    ("snapshot", "emit order.paid\nemit order.paid", 4),
    (
      "slowness",
      "unsubscribe order.paid sleep 2s\nsubscribe order.paid print thanks\n"
        + "subscribe order.paid sleep 2s", 3
    ),
    ("decoupling", "subscribe invite.accepted agent", 3),
  ])
  func `a lesson is not done by skipping`(lesson: String, wiring: String, handlers: Int) async {
    let emit = lesson == "decoupling" ? "accept i1" : "emit order.paid"
    let skips = Array(repeating: "skip", count: handlers).joined(separator: "\n")
    let printed = await transcript(
      "learn \(lesson)\ntask\n\(wiring)\nstep on\n\(emit)\n\(skips)\nstep off\ncheck"
    )
    #expect(printed.contains("\nnot yet: "))
    #expect(!printed.contains("\ndone: "))
  }

  @Test func `help explains every answer`() async {
    let printed = await transcript("help step")
    #expect(
      printed.contains("\n  next            run it, without a pause in nested emissions\n")
    )
    #expect(printed.contains("\n  fail [MESSAGE]  make it fail with MESSAGE\n"))
  }

  @Test func `a handler after a question is the same handler`() async {
    let printed = await transcript(
      "step on\nsubscribe e detach\nemit e\nnext\nhandlers e\nunsubscribe user.created announce"
    )
    #expect(printed.contains("e: nobody listens\n"))
    #expect(printed.contains("unsubscribed announce from user.created\n"))
  }
}
