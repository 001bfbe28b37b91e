import BusShell
import Testing

/// What is left out of trees, and marked in them.
struct TreeTests {
  private func printed(
    _ script: String,
    _ configure: (inout ShellOptions) -> Void = { _ in }
  ) async -> String {
    await transcript(script) {
      $0.isEmpty = true
      $0.clock = .virtual
      configure(&$0)
    }
  }

  @Test func `the middle of a deep chain is left out, and a refusal shows what led there`() async {
    let chain = "subscribe a relay b\nsubscribe b relay a\nemit a\ntrace --order\ntrace --timeline"
    let printed = await printed(chain)
    #expect(
      printed.contains(
        """
        #1 a {}
        └─ relay b  ok
           └─ #2 b {}
              └─ relay a  ok
                 └─ #3 a {}
                    └─ relay b  ok
                       └─ 58 more, each inside of the one before
                          └─ #62 b {}
                             └─ relay a  ok
                                └─ #63 a {}
                                   └─ relay b  ok
                                      └─ #64 b {}
                                         └─ relay a  ok
                                            └─ a  refused  more than 64 emissions inside one another
                                               └─ chain: a > b > a > ... > a > b > a
        1 handler: 1 ok

        """
      )
    )
    let refusal =
      "a is refused: more than 64 emissions inside one another, a > b > a > ... > a > b > a"
    #expect(printed.contains(refusal))
    #expect(printed.split(separator: "\n").allSatisfy { $0.count <= 140 })
    #expect(printed.contains("a refused  "))
    // A chain that fits is shown whole.
    #expect(!(await self.printed(chain) { $0.maxDepth = 9 }).contains(" more, each"))
    #expect((await self.printed(chain) { $0.maxDepth = 10 }).contains(" 4 more, each"))
  }

  @Test func `what changes during an emission is marked with what it meant`() async {
    let printed = await printed(
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
        └─ + print y  added once more: not run once more this time
        8 handlers: 8 ok

        """
      )
    )
    for row in ["+ print n", "- print n", "- print x", "- print y", "- detach", "+ print y"] {
      let lines = printed.split(separator: "\n").filter { $0.hasPrefix("  \(row) ") }
      #expect(lines.map(\.last) == [row.first], "\(row)")
    }
    let object = await self.printed(
      "subscribe a attach print n\nsubscribe a detach\nemit a\ntrace"
    ) { $0.format = .jsonl }
    let changes =
      "\"added\":[{\"subscription\":3,\"handler\":\"print n\"}],"
      + "\"removed\":[{\"subscription\":2,\"handler\":\"detach\"}]"
    #expect(object.contains(changes))
  }
}
