import BusLanguage
import BusShell
import Testing

struct ShellTests {
  @Test(arguments: ShellOptions.Format.allCases)
  func `quiet prints answers and errors, but no traces`(format: ShellOptions.Format) async {
    let printed = await transcript("emit invite.accepted {\"user_id\": 1}\nhandlers user.created") {
      $0.isQuiet = true
      $0.format = format
    }
    #expect(!printed.contains("invite.accepted"))
    #expect(printed.contains("announce"))
  }

  @Test func `an empty shell has nothing subscribed, also after a reset`() async {
    let printed = await transcript("handlers\nreset\nhandlers") { $0.isEmpty = true }
    #expect(
      printed == """
        nothing is subscribed
        a new bus, with nothing subscribed
        nothing is subscribed
        exit status 0

        """
    )
  }

  @Test(arguments: [1, 2, 3, 1000])
  func `the depth limit is exact`(limit: Int) async {
    let script = "reset --empty\nsubscribe a count\nsubscribe a relay a\nemit a"
    let printed = await transcript(script) { $0.maxDepth = limit }
    let calls = limit == 1 ? "1 call\n" : "\(limit) calls\n"
    #expect(printed.contains("count    completed  \(calls)"))
    #expect(!printed.contains("\(limit + 1) calls"))
    let emissions = limit == 1 ? "1 nested emission" : "\(limit) nested emissions"
    #expect(printed.contains("a  refused  more than \(emissions)"))
  }

  @Test func `the same text is the same handler, wherever it is used`() async {
    let printed = await transcript(
      """
      reset --empty
      subscribe a count
      subscribe b count
      subscribe c attach count
      emit a
      emit b
      emit c
      emit c
      """
    )
    #expect(printed.contains("count  completed  1 call\n"))
    #expect(printed.contains("count  completed  2 calls\n"))
    #expect(printed.contains("count         completed  3 calls\n"))
  }

  @Test(arguments: ["attach ", "detach "])
  func `nested handlers have a limit`(name: String) async {
    let seven = String(repeating: name, count: 7) + "count"
    #expect(await transcript("subscribe e \(seven)").hasPrefix("subscribed \(seven) to e\n"))
    let printed = await transcript(
      "subscribe e " + String(repeating: name, count: 10_000) + "count"
    )
    #expect(
      printed == """
        busctl: test.bus:1:69: error: expected at most 8 nested handlers
        exit status 1

        """
    )
  }

  @Test func `ten thousand lines are ten thousand emissions, in both formats`() async {
    let numbers = 1...10_000
    let script = "subscribe e print\n" + numbers.map { "emit e {\"n\": \($0)}\n" }.joined()
    let trees = numbers.map { number in
      "#\(number) e {\"n\":\(number)}\n└─ print  completed  {\"n\":\(number)}\n"
        + "1 handler: 1 completed\n"
    }
    let text = await transcript(script) { $0.isEmpty = true }
    #expect(text == "subscribed print to e\n\(trees.joined())exit status 0\n")

    let lines = await transcript(script) {
      $0.isEmpty = true
      $0.format = .jsonl
    }
    let ends = lines.split(separator: "\n").filter { $0.contains("\"emission.finished\"") }
    let expected = numbers.map { number in
      "{\"seq\":\(number * 4 + 1),\"kind\":\"emission.finished\",\"emission\":\(number),"
        + "\"event\":\"e\",\"completed\":1,\"failed\":0,\"cancelled\":0}"
    }
    #expect(ends.map(String.init) == expected)
  }

  @Test func `handlers that are subscribed nowhere are forgotten, but not their calls`() async {
    let texts = (1...5000).map { "subscribe e print x\($0)\nunsubscribe e print x\($0)\n" }
    let printed = await transcript(
      "subscribe a count\nsubscribe a flaky 1\nemit a\nunsubscribe a count\nunsubscribe a flaky 1\n"
        + texts.joined() + "subscribe a count\nsubscribe a flaky 1\nemit a\nhandlers e"
    ) { $0.isEmpty = true }
    #expect(printed.contains("├─ count    completed  1 call\n"))
    #expect(printed.contains("├─ count    completed  2 calls\n└─ flaky 1  completed  call 2\n"))
    #expect(printed.contains("e: nobody listens\n"))
  }

  @Test func `the same text is the same handler while it is subscribed anywhere`() async {
    let printed = await transcript(
      """
      subscribe a print x
      subscribe b print x
      unsubscribe a print x
      subscribe b print x
      handlers b
      """
    ) { $0.isEmpty = true }
    #expect(printed.contains("same as 1\n"))
  }

  @Test func `quiet confirms nothing that succeeded, and still says what did not`() async {
    let printed = await transcript(
      "subscribe e count\nunsubscribe e count\nunsubscribe e count\nemit e\nhandlers e"
    ) {
      $0.isEmpty = true
      $0.isQuiet = true
    }
    #expect(printed == "count is not subscribed to e\ne: nobody listens\nexit status 0\n")
  }
}
