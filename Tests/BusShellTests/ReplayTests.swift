import BusLanguage
import BusShell
import EventRecording
import Events
import Foundation
import TestSupport
import Testing

/// The command `replay`, and `diff recorded`.
struct ReplayTests {
  /// Runs a script beside a recording of a script's session.
  private func run(
    _ script: String,
    recording recorded: String,
    _ edit: (String) -> String = { $0 }
  ) async throws -> ShellTest.Result {
    let printed = await ShellTest.virtual.options { $0.format = .jsonl }.script(recorded).run()
    var result: ShellTest.Result?
    try await withTemporaryDirectory { directory in
      try Data(edit(printed.output).utf8).write(to: directory.appending(path: "r.jsonl"))
      result = await ShellTest.virtual.scripts(in: directory).script(script).run()
    }
    return try #require(result)
  }

  @Test func `the outermost emissions are emitted in order, and compared`() async throws {
    let handlers = "subscribe order relay bill\nsubscribe bill print\n"
    try await run(
      "\(handlers)replay r.jsonl --expect\ntrace --list",
      recording: "\(handlers)emit order {\"n\": 1}\nemit nobody\nemit order {\"n\": 2}"
    ).expect(
      output: """
        subscribed relay bill to order
        subscribed print to bill
        #1 order {"n":1}
        └─ relay bill  completed
           └─ #2 bill {"n":1}
              └─ print  completed  {"n":1}
        1 handler: 1 completed
        #3 nobody {}
        nobody listens
        #4 order {"n":2}
        └─ relay bill  completed
           └─ #5 bill {"n":2}
              └─ print  completed  {"n":2}
        1 handler: 1 completed
        replayed 3 emissions: 3 as recorded
        #1  order   1 handler: 1 completed
        #3  nobody  nobody listens
        #4  order   1 handler: 1 completed

        """
    )
  }

  @Test func `what differs is named, diff shows how, and --expect makes it a failure`() async throws
  {
    try await run(
      """
      set quiet on
      emit before
      subscribe order fail no paper
      replay r.jsonl
      diff recorded 2
      diff recorded 3
      replay r.jsonl --expect
      """,
      recording: "subscribe order print\nemit order\nemit nobody"
    ).expect(
      output: """
        #2  order  differs from recorded #1
        replayed 2 emissions: 1 as recorded, 1 different; 'diff recorded 2' shows how
        =  order {}                | order {}
        <    print  completed  {}  |
        >                          |   fail no paper  failed  no paper
        =  nobody {}  | nobody {}
        #4  order  differs from recorded #1
        replayed 2 emissions: 1 as recorded, 1 different; 'diff recorded 4' shows how
        busctl: test.bus:7:1: error: expected all emissions as recorded, found 1 of 2 different
        hint: 'diff recorded 4' shows how

        """,
      status: .failure
    )
  }

  @Test func `one emission is replayed by its number`() async throws {
    try await run(
      "replay r.jsonl 3\nreplay r.jsonl 2\nreplay r.jsonl 9",
      recording: "subscribe a relay b\nemit a\nemit c {\"x\": 1}"
    ).expect(
      output: """
        #1 c {"x":1}
        nobody listens
        replayed 1 emission: 1 as recorded
        busctl: test.bus:2:16: error: expected an outermost emission, found one nested in #1
        busctl: test.bus:3:16: error: emission 9 is not in the recording, or not among its last 1000

        """,
      status: .failure
    )
  }

  @Test func `those that ran at the same time are emitted in the order of their starts`()
    async throws
  {
    let result = try await run(
      "set quiet on\nreplay r.jsonl\nset quiet off\ntrace --list",
      recording: "subscribe slow sleep 2s\nsubscribe quick sleep 1s\nemit slow &\nemit quick"
    )
    #expect(result.output.hasSuffix("#1  slow   nobody listens\n#2  quick  nobody listens\n"))
  }

  @Test func `an emission that had not ended is emitted, and not compared`() async throws {
    try await run(
      "replay r.jsonl --expect",
      recording: "subscribe a print\nemit a"
    ) { $0.split(separator: "\n").prefix(3).joined(separator: "\n") }.expect(
      output: """
        #1 a {}
        nobody listens
        #1  a  not compared: recorded #1 had not ended
        replayed 1 emission: 0 as recorded, 1 not compared

        """
    )
  }

  @Test func `a handler that was cancelled runs to its end, and what was refused is refused again`()
    async throws
  {
    let handlers = "subscribe a sleep 5s\nsubscribe b relay b\n"
    let result = try await run(
      "set quiet on\n\(handlers)replay r.jsonl\ndiff recorded 1",
      recording: "\(handlers)emit a &\ncancel\nemit b"
    )
    #expect(
      result.output.hasPrefix(
        """
        #1  a  differs from recorded #1
        replayed 2 emissions: 1 as recorded, 1 different; 'diff recorded 1' shows how
        =  a {}                   | a {}
        !    sleep 5s  cancelled  |   sleep 5s  completed
        """
      )
    )
  }

  @Test func `names and data are never taken for commands`() async throws {
    let line =
      #"{"seq":1,"kind":"emission.started","emission":1,"handlers":0,"event":"#
      + #""a\nquit 3\nemit b","data":{"t":"'\u001b[31m\nquit 3"}}"#
    let result = try await run("replay r.jsonl\nemit after", recording: "") { _ in line + "\n" }
    #expect(
      result.output == #"""
        #1 "a\nquit 3\nemit b" {"t":"'\u001b[31m\nquit 3"}
        nobody listens
        #1  "a\nquit 3\nemit b"  not compared: recorded #1 had not ended
        replayed 1 emission: 0 as recorded, 1 not compared
        #2 after {}
        nobody listens

        """#
    )
    #expect(result.status == .success)
  }

  @Test func `programs get an object for each emission`() async throws {
    let result = try await run(
      "set quiet on\nset format jsonl\nsubscribe a print\nreplay r.jsonl",
      recording: "emit a\nemit b"
    )
    #expect(
      result.output == """
        {"kind":"replayed","emission":1,"recorded":1,"event":"a","same":false}
        {"kind":"replayed","emission":2,"recorded":2,"event":"b","same":true}

        """
    )
  }

  @Test func `diff names what is of no replay, and a new bus forgets the replay`() async throws {
    let result = try await run(
      "replay r.jsonl\nreset\nemit b\ndiff recorded 1\ndiff recorded\nreplay\nreplay r.jsonl --expct",
      recording: "emit a"
    )
    #expect(result.output.contains(":4:15: error: emission 1 is not from the last replay\n"))
    #expect(result.output.contains(":5:14: error: expected M after 'recorded'\n"))
    #expect(result.output.contains(":6:7: error: expected FILE after 'replay'\n"))
    #expect(
      result.output.contains(
        ":7:16: error: unknown option '--expct'\nhint: did you mean '--expect'?\n"
      )
    )
  }

  @Test(arguments: [
    ("replay f ", ["--expect"]), ("replay f --expect ", []), ("replay f 1 ", ["--expect"]),
    ("diff ", ["1", "recorded"]), ("diff rec", ["recorded"]), ("diff recorded ", ["1"]),
    ("open ", ["--follow"]), ("open --follow ", []), ("save f --force ", ["--expect"]),
    ("save f ", ["--expect", "--force"]),
  ])
  func `options are proposed until they are given`(
    typed: String,
    candidates: [String]
  ) async {
    let vocabulary = await ShellTest().script("emit a").run().vocabulary
    let completer = Completer(vocabulary) { _ in [] }
    #expect(completer.completion(of: Array(typed.utf8)).candidates.map(\.text) == candidates)
  }
}
