import BusLanguage
import BusShell
import Testing

/// Parts of a trace that trees leave out, and the marks of late changes.
struct TraceTreeTests {
  @Test func `the middle of a deep chain is left out, and a refusal shows its events`() async {
    let chain = "subscribe ping relay pong\nsubscribe pong relay ping\nemit ping\n"
    let printed = await virtualTranscript(chain)
    #expect(
      printed.hasSuffix(
        """
        #1 ping {}
        └─ relay pong  completed
           └─ #2 pong {}
              └─ relay ping  completed
                 ⋮  60 more, each nested in the one before
                 └─ #63 ping {}
                    └─ relay pong  completed
                       └─ #64 pong {}
                          └─ relay ping  completed
                             └─ ping  refused  more than 64 nested emissions
                                └─ chain: ping > pong > ping > ... > ping > pong > ping
        1 handler: 1 completed; nested: 1 refused
        exit status 0

        """
      )
    )
    // A chain that fits is complete.
    #expect(!(await virtualTranscript(chain) { $0.maxDepth = 7 }).contains(" more, each"))
    #expect((await virtualTranscript(chain) { $0.maxDepth = 8 }).contains("⋮  4 more, each"))
    // An emission that is left out can be shown by its number.
    #expect(
      (await virtualTranscript("\(chain)trace 30")).contains(
        "#30 pong {}\n└─ relay ping  completed\n"
      )
    )
  }

  @Test func `other views of a deep chain do not run out of columns, either`() async {
    let chain = "subscribe a relay b\nsubscribe b relay a\nemit a\ntrace --order\ntrace --timeline"
    let printed = await virtualTranscript(chain) { $0.isQuiet = true }
    let reason = "more than 64 nested emissions"
    #expect(printed.contains("a is refused: \(reason), a > b > a > ... > a > b > a\n"))
    #expect(printed.contains("a refused  "))
    #expect(printed.split(separator: "\n").allSatisfy { $0.count <= 140 })
  }

  @Test func `changes during an emission are marked with their effect`() async {
    let printed = await virtualTranscript(
      """
      subscribe a print x
      subscribe a attach print n
      subscribe a detach print n
      subscribe a detach print x
      subscribe a detach print y
      subscribe a detach
      subscribe a print y
      subscribe a attach print y
      emit a
      trace --timeline
      """
    )
    #expect(
      printed.contains(
        """
        ├─ + print n  added: not run this time
        ├─ - print n  removed again: not run this time
        ├─ - print x  removed: had run
        ├─ - print y  removed: still ran
        ├─ - detach  removed while it ran
        └─ + print y  added again: not run again this time
        8 handlers: 8 completed

        """
      )
    )
    for row in ["+ print n", "- print n", "- print x", "- print y", "- detach", "+ print y"] {
      let lines = printed.split(separator: "\n").filter { $0.hasPrefix("  \(row) ") }
      #expect(lines.map(\.last) == [row.first], "\(row)")
    }
    let object = await virtualTranscript(
      "subscribe a attach print n\nsubscribe a detach\nemit a\ntrace"
    ) { $0.format = .jsonl }
    let changes =
      "\"added\":[{\"subscription\":3,\"handler\":\"print n\"}],"
      + "\"removed\":[{\"subscription\":2,\"handler\":\"detach\"}]"
    #expect(object.contains(changes))
  }

  @Test func `a tree that grows in breadth is cut, and says so`() async {
    let printed = await transcript("subscribe a relay a\nsubscribe a relay a\nemit a\n") {
      $0.maxDepth = 12
    }
    let emissions = printed.split(separator: "\n").count { $0.contains("#") }
    let refusals = printed.split(separator: "\n").count { $0.contains("a  refused") }
    #expect(emissions + refusals == 2000)
    #expect(printed.contains("└─ and 1 more, each with its nested emissions\n"))
    #expect(
      printed.hasSuffix("2 handlers: 2 completed; nested: \(refusals) refused\nexit status 0\n")
    )
  }

  @Test func `the part of a tree above its cut stays`() async {
    let relays = Array(repeating: "subscribe b relay c\n", count: 2100).joined()
    let printed = await transcript("subscribe a relay b\n\(relays)emit a\nexpect count 2100 in b") {
      $0.isEmpty = true
    }
    #expect(printed.contains("└─ #2 b {}\n"))
    #expect(printed.hasSuffix("1 handler: 1 completed\nexit status 0\n"))
  }

  @Test func `a wide cell does not widen the others`() async {
    let wide = String(repeating: "x", count: 61)
    let printed = await transcript("subscribe e print \(wide)\nsubscribe e count\nemit e\n")
    #expect(printed.contains("\n└─ count  completed  1 call\n"))
  }

  @Test func `a summary counts the failures and refusals of nested emissions apart`() async {
    let printed = await virtualTranscript(
      """
      subscribe a relay b
      subscribe a fail
      subscribe b fail
      subscribe b relay c
      subscribe c fail
      subscribe d relay d
      subscribe d relay b
      emit a
      emit b
      emit d
      trace --list
      """
    ) { $0.maxDepth = 3 }
    #expect(printed.contains("2 handlers: 1 completed, 1 failed; nested: 2 failed\n"))
    #expect(printed.contains("2 handlers: 1 completed, 1 failed; nested: 1 failed\n"))
    #expect(printed.contains("  d  2 handlers: 2 completed; nested: "))
    #expect(printed.contains(" refused\n"))
  }
}
