import BusLanguage
import BusShell
import Testing

/// The questions at a pause before a handler, and the commands that can be used there.
struct PauseTests: SteppedEmission {
  @Test func `the result of each handler is shown as soon as it has ended`() async {
    let printed = await printed("next\ninto\nfail no\nskip")
    #expect(
      printed.contains(
        """
        next: print first, for a (next, into, run, skip, fail, back, help)
        #1  print first  completed  first
        next: relay b, for a (next, into, run, skip, fail, back, help)
        next: print inner, for b (next, into, run, skip, fail, back, help)
        #2  print inner  failed  no
        #1  relay b  completed
        next: print last, for a (next, into, run, skip, fail, back, help)
        #1  print last  skipped
        #1 a {}

        """
      )
    )
  }

  @Test func `trace at a pause shows the emission so far`() async {
    let printed = await printed("next\ninto\ntrace\ntrace 2\nexplain\nrun")
    #expect(
      printed.contains(
        """
        #1 a {}
        ├─ print first  completed  first
        └─ relay b      running
           └─ #2 b {}
              └─ print inner  running
        3 handlers: still running
        next: print inner, for b (next, into, run, skip, fail, back, help)
        #2 b {}
        └─ print inner  running
        1 handler: still running
        next: print inner, for b (next, into, run, skip, fail, back, help)
        busctl: test.bus:11:1: error: no emission has ended yet
        next:
        """
      )
    )
  }

  @Test func `quiet pauses show no results`() async {
    let printed = await transcript("\(Self.wiring)\nnext\nnext\nnext") {
      $0.isEmpty = true
      $0.isQuiet = true
    }
    #expect(pauses(in: printed).count == 3 && !printed.contains("completed"))
  }

  @Test(arguments: [
    ("help", "usage: step on|off [EVENT|HANDLER...]\n"),
    ("help step", "usage: step on|off [EVENT|HANDLER...]\n"),
    ("help emit", "usage: emit EVENT"), ("handlers a", "  2  relay b      subscription 2\n"),
    ("plan b", "b: 1 handler, one after another\n"), ("state invites", "invites\n"),
    ("catalog", "flaky N"), ("history", "no history"), ("trace --list", "nothing is recorded\n"),
    ("trace 9", "test.bus:7:7: error: emission 9 is not recorded\n"),
    ("state nothing", "test.bus:7:7: error: unknown service 'nothing'\n"),
    ("handlers a b", "test.bus:7:12: error: expected the end of the command, found 'b'\n"),
  ])
  func `a command that only shows something can be used at a pause`(
    command: String,
    shown: String
  ) async {
    let printed = await printed("\(command)\nnext\nrun")
    #expect(printed.contains(shown))
    let asked = pauses(in: printed).filter { $0 == "next: print first, for a" }
    #expect(asked.count == (shown.contains("expected the end") ? 1 : 2))
    #expect(printed.contains("3 handlers: 3 completed\n"))
  }

  @Test(arguments: [
    "emit b", "subscribe a print", "unsubscribe a print last", "reset", "quit", "wait", "cancel",
    "learn 1", "source x", "accept i1", "step off", "set quiet on", "export jsonl -",
  ])
  func `a command that changes something cannot be used at a pause`(command: String) async {
    let printed = await printed("\(command)\nrun")
    let word = command.split(separator: " ")[0]
    #expect(printed.contains("only shows something, found '\(word)'\n"))
    #expect(printed.contains("3 handlers: 3 completed\n"))
  }
}
