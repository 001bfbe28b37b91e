import BusLanguage
import BusShell
import TestSupport
import Testing

/// Emissions in the background by their numbers.
struct JobTests {
  private static let wiring = "subscribe slow sleep 2s\nsubscribe quick sleep 1s\n"

  @Test func `jobs lists what runs, and numbers are counted up until reset`() async {
    let printed = await virtualTranscript(
      """
      \(Self.wiring)emit quick {"n": 1} &
      emit slow &
      jobs
      wait 1
      emit quick &
      jobs
      reset
      subscribe quick sleep 1s
      emit quick &
      jobs
      cancel
      jobs
      """
    )
    #expect(
      printed.split(separator: "\n").filter { $0.hasPrefix("[") || $0.hasPrefix("nothing runs") }
        == [
          "[1]  #1  quick  {\"n\":1}", "[2]  #2  slow   {}", "[2]  #2  slow   {}",
          "[3]  #3  quick  {}", "[1]  #1  quick  {}", "nothing runs in the background",
        ]
    )
  }

  @Test func `wait with a number waits for that one, and cancel cancels it`() async {
    #expect(
      await virtualTranscript(
        "\(Self.wiring)emit slow &\nemit quick &\nwait %2\ncancel 1\nwait 1\nwait 2\nemit done"
      ) == """
        subscribed sleep 2s to slow
        subscribed sleep 1s to quick
        #2 quick {}
        └─ sleep 1s  completed
        1 handler: 1 completed
        #1 slow {}
        └─ sleep 2s  cancelled
        1 handler: 1 cancelled
        #3 done {}
        nobody listens
        exit status 0

        """
    )
  }

  @Test func `cancelling one is a record of that one`() async {
    let printed = await virtualTranscript(
      "\(Self.wiring)emit slow &\nemit quick &\ncancel 1\nwait"
    ) { $0.format = .jsonl }
    #expect(printed.matches(of: /"kind":"emission.cancelled"/).count == 1)
    #expect(printed.contains(#""kind":"emission.cancelled","emission":1,"event":"slow""#))
    #expect(
      printed.contains(
        #""emission":2,"position":1,"subscription":2,"handler":"sleep 1s","outcome":"completed""#
      )
    )
  }

  @Test(arguments: [
    ("wait 1", "nothing has been started in the background\nhint: 'jobs' lists what runs\n"),
    ("emit e &\nwait 2", "expected N from 1 to 1, found 2\nhint: 'jobs' lists what runs\n"),
    ("cancel 0", "expected N such as 1, found '0'\nusage: cancel [N]\n"),
    ("wait x", "expected N such as 1, found 'x'\nusage: wait [N]\n"),
    ("wait 1 2", "expected the end of the command, found '2'\nusage: wait [N]\n"),
    ("cancel --all", "expected N, found the option '--all'\n"),
  ])
  func `a number that no emission has is an error`(script: String, error: String) async {
    #expect(await virtualTranscript(script).contains("error: \(error)"))
  }

  @Test func `a prompt says the number, and a script does not`() async {
    let typed = ShellTest.virtual.typed(["subscribe e sleep 1s", "emit e {\"n\": 1} &", "wait 1"])
    #expect(await typed.run().output.contains("\n[1] emit e\n#1 e"))
    let quiet = typed.options { $0.isQuiet = true }
    #expect(await quiet.run().output == "")
    #expect(await virtualTranscript("subscribe e sleep 1s\nemit e &").contains("[1]") == false)
    let records = await typed.options { $0.format = .jsonl }.run().output
    #expect(records.contains(#"{"kind":"job","number":1,"event":"e"}"#))
  }

  @Test func `numbers complete, with their events`() async {
    let typed = ShellTest.virtual.script("emit e &")
    let none = Completer(await typed.run().vocabulary) { _ in [] }
    #expect(none.completion(of: Array("wait ".utf8)).candidates.isEmpty)
    #expect(none.operands(after: Array("cancel ".utf8)) == "[N]")
  }
}
