import BusLanguage
import BusShell
import TerminalText
import TestSupport
import Testing

/// The command that repeats another one.
struct RepeatTests {
  @Test func `each run prints what it does`() async {
    #expect(
      await virtualTranscript("subscribe e flaky 1\nrepeat 2 emit e {\"n\": [1]}")
        == """
        subscribed flaky 1 to e
        #1 e {"n":[1]}
        └─ flaky 1  failed  failure 1 of 1
        1 handler: 1 failed
        #2 e {"n":[1]}
        └─ flaky 1  completed  call 2
        1 handler: 1 completed
        exit status 0

        """
    )
  }

  @Test func `the first run that fails is the last`() async {
    let printed = await virtualTranscript(
      "subscribe e flaky 2\nemit e\nrepeat 3 expect completed 1\nrepeat 1 expect completed 1"
    )
    #expect(
      printed.contains(
        "test.bus:3:1: error: expected completed 1, found completed 0 in #1, in run 1 of 3\n"
      )
    )
    #expect(printed.matches(of: /in run/).count == 1)
  }

  @Test(arguments: [
    ("repeat 2 repeat 2 emit e", "expected a command other than 'repeat' to repeat"),
    ("repeat 0 emit e", "expected N from 1 to 100000, found '0'"),
    ("repeat 100001 emit e", "expected N from 1 to 100000, found '100001'"),
    ("repeat 2", "expected COMMAND after '2'"), ("repeat 2 emti e", "unknown command 'emti'"),
    ("repeat 2 emit", "expected EVENT after 'emit'"),
    ("repeat 2 source sourced/repeats.bus", "expected no 'repeat' inside of 'repeat'"),
  ])
  func `what cannot be repeated is an error`(line: String, error: String) async {
    let printed = await virtualTranscript(line)
    #expect(printed.contains(error), "\(printed)")
    #expect(!printed.contains("#1 e"))
  }

  @Test func `quit ends the runs`() async {
    #expect(await virtualTranscript("repeat 1000 quit 3\nemit e") == "exit status 3\n")
  }

  @Test func `an expectation about an event is about the last run`() async {
    let printed = await virtualTranscript(
      "subscribe e flaky 1\nrepeat 2 emit e\nexpect failed flaky in e\nexpect completed flaky in e"
    )
    #expect(printed.matches(of: /error:/).count == 1)
    #expect(printed.contains("test.bus:3:1: error: expected failed flaky, found failed 0 in #2"))
  }

  @Test func `the command in it completes, with its operands`() async {
    let completer = Completer(await ShellTest().run().vocabulary) { _ in [] }
    func insertion(_ text: String) -> String {
      completer.completion(of: Array(text.utf8)).insertion
    }
    #expect(insertion("repeat 3 emi") == "t ")
    #expect(insertion("repeat 3 emit invite.a") == "ccepted ")
    #expect(insertion("repeat 3 emit invite.accepted {\"user") == "_id\": ")
    #expect(completer.operands(after: Array("repeat 3 emit ".utf8)) == "EVENT [JSON-OBJECT] [&]")
    #expect(completer.operands(after: Array("repeat ".utf8)) == "N COMMAND...")
  }

  @Test func `the command in it is highlighted, and takes the number of an emission`() async {
    let line = Array("repeat 3 emit e".unicodeScalars)
    let ranges = LineHighlighter.ranges(of: line, cursor: line.count, in: .demo)
    #expect(ranges.map(\.range) == [0..<6, 9..<13])
    let printed = await virtualTranscript("emit e\nemit f\nrepeat 2 trace #1")
    #expect(printed.matches(of: /(?m)^#1 e/).count == 3)
  }
}
