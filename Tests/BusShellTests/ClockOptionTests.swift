import BusConsole
import BusLanguage
import BusShell
import TestSupport
import Testing

/// The clock and the seed as options of a session.
struct ClockOptionTests {
  @Test func `the clock changes with the next reset, and says so`() async {
    #expect(
      await transcript(
        """
        set clock virtual
        set clock
        set seed 4
        reset --empty
        subscribe slow sleep 60m
        emit slow
        set clock real
        """
      ) == """
        clock virtual from the next 'reset' on
        clock  virtual  \(ShellOption.clock.summary)
        seed 4 from the next 'reset' on
        a new bus, with nothing subscribed
        subscribed sleep 60m to slow
        #1 slow {}
        └─ sleep 60m  completed
        1 handler: 1 completed
        clock real from the next 'reset' on
        exit status 0

        """
    )
  }

  private static let race = """
    reset --empty
    subscribe start relay end
    subscribe a sleep 1s
    subscribe b sleep 1s
    subscribe c sleep 1s
    emit a &
    emit b &
    emit c &
    wait

    """

  @Test func `a seed chooses the order as the option of the program does`() async {
    for seed in [1, 2, 3, 5, 8] as [UInt64] {
      let set = await virtualTranscript("set seed \(seed)\n\(Self.race)") { $0.isQuiet = false }
      let given = await virtualTranscript(Self.race) { $0.seed = seed }
      #expect(set == "seed \(seed) from the next 'reset' on\n\(given)")
    }
    let orders = await (1...8).asyncMap { await virtualTranscript("set seed \($0)\n\(Self.race)") }
    #expect(Set(orders.map { $0.drop { $0 != "\n" } }).count > 1)
    let unset = await virtualTranscript("set seed none\n\(Self.race)") { $0.seed = 2 }
    #expect(unset == "seed none from the next 'reset' on\n" + (await virtualTranscript(Self.race)))
  }

  @Test func `a seed in real time says what it needs`() async {
    let printed = await transcript("set seed 4\nset seed none\nset seed -1\nset clock fast")
    #expect(
      printed.contains("seed 4 from the next 'reset' on, if 'set clock virtual' is given, too\n")
    )
    #expect(printed.contains("\nseed none from the next 'reset' on\n"))
    #expect(printed.contains("expected VALUE as a number from 0 to 18446744073709551615, or none"))
    #expect(printed.contains("expected VALUE (real, virtual), found 'fast'"))
  }

  @Test func `quiet says nothing`() async {
    #expect(await transcript("set clock virtual") { $0.isQuiet = true } == "exit status 0\n")
  }

  @Test func `a saved session begins with the clock that it began with`() async {
    let printed = await transcript("set clock virtual\nset seed 3\nsave -")
    #expect(printed.contains("run it with: busctl -f FILE\nset clock virtual\nset seed 3\n"))
  }

  @Test func `a script that runs in many orders cannot choose one`() async {
    let script = ShellTest().scripts(in: ExpectedTranscript.directory)
      .script("interleave 2 sourced/clock.bus")
    #expect(
      await script.run().output.contains(
        "expected no 'set clock' in a script that 'interleave' runs"
      )
    )
  }

  @Test func `an application that runs already keeps its clock`() async {
    let console = BusConsole("shop", version: "1", running: ConsoleApplication())
    #expect(
      await ShellTest().console(console).script("set clock virtual").run().output.contains(
        "expected an application that can be made again, found one that is running already"
      )
    )
  }

  @Test func `the values complete`() async {
    let completer = Completer(await ShellTest().run().vocabulary) { _ in [] }
    #expect(
      completer.completion(of: Array("set clock ".utf8)).candidates.map(\.text)
        == ["real", "virtual"]
    )
    #expect(completer.completion(of: Array("set seed ".utf8)).candidates.map(\.text) == ["none"])
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async -> Value) async -> [Value] {
    var values: [Value] = []
    for element in self { values.append(await transform(element)) }
    return values
  }
}
