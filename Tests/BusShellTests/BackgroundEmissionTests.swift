import BusLanguage
import BusShell
import TestSupport
import Testing

struct BackgroundEmissionTests {
  @Test(arguments: ["trace 1", "trace --order 1", "trace --timeline 1", "explain 1"])
  func `a running emission cannot be shown, even if none has ended`(command: String) async {
    let printed = await virtualTranscript(
      "subscribe e sleep 1s\nemit e &\n\(command)\nexpect nobody\nquit"
    )
    #expect(
      printed.hasPrefix(
        """
        subscribed sleep 1s to e
        busctl: test.bus:3:\(command.count): error: emission 1 is still running
        hint: 'wait' waits for it
        busctl: test.bus:4:1: error: no emission has ended yet
        hint: 'wait' waits for the running ones

        """
      )
    )
  }

  private let clock = ManualClock()

  private func run(_ script: String) async -> ShellTest.Result {
    await ShellTest().clock(clock).script(script).run()
  }

  @Test func `commands go on while an emission sleeps, and the script's end waits for it`() async {
    async let running = run(
      """
      reset --empty
      subscribe slow sleep 1s
      subscribe slow print awake
      emit slow &
      emit quick
      """
    )
    await clock.sleepers(1)
    clock.wake(.seconds(1))
    let result = await running
    #expect(
      result.output == """
        a new bus, with nothing subscribed
        subscribed sleep 1s to slow
        subscribed print awake to slow
        #2 quick {}
        nobody listens
        #1 slow {}
        ├─ sleep 1s     completed
        └─ print awake  completed  awake
        2 handlers: 2 completed

        """
    )
  }

  @Test func `sleepers go on in the order of their deadlines, not of their wake-ups`() async {
    async let running = run(
      """
      reset --empty
      subscribe a sleep 3s
      subscribe b sleep 1s
      subscribe c sleep 2s
      emit a &
      emit b &
      emit c &
      """
    )
    await clock.sleepers(3)
    for seconds in [3, 2, 1] { clock.wake(.seconds(seconds)) }
    let result = await running
    let titles = result.output.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(titles == ["#2 b {}", "#3 c {}", "#1 a {}"])
  }

  @Test(arguments: ["reset", "learn 1"])
  func `at a prompt a command that waits for them says so, in a script it does not`(
    command: String
  ) async {
    let lines = ["subscribe e sleep 1s", "emit e &", command]
    let notice = "waiting for the emissions in the background; Ctrl-C cancels them\n#1 e {}\n"
    let typed = await ShellTest.virtual.typed(lines).run().output
    #expect(typed.contains(notice))
    let scripted = await ShellTest.virtual.script(lines.joined(separator: "\n")).run().output
    let told = [
      "[1] emit e\n", "waiting for the emissions in the background; Ctrl-C cancels them\n",
    ]
    #expect(scripted == told.reduce(typed) { $0.replacing($1, with: "") })
    #expect(await !ShellTest.virtual.typed([command]).run().output.contains("waiting"))
  }

  @Test func `quit cancels background emissions, and shows them`() async {
    let result = await run(
      """
      reset --empty
      subscribe e sleep 1s
      subscribe e sleep 2s
      subscribe e print after
      emit e &
      quit 2
      """
    )
    #expect(
      result.output.hasSuffix(
        """
        #1 e {}
        ├─ sleep 1s     cancelled
        ├─ sleep 2s     cancelled
        └─ print after  completed  after
        3 handlers: 1 completed, 2 cancelled

        """
      )
    )
    #expect(result.status.rawValue == 2)
  }

  @Test func `an emission that still runs is not recorded yet`() async {
    async let running = run("subscribe e sleep 1s\nemit e &\nemit f\ntrace 1\n")
    await clock.sleepers(1)
    clock.wake(.seconds(1))
    let result = await running
    let message = "error: emission 1 is still running\nhint: 'wait' waits for it\n"
    #expect(result.output.contains(message))
  }

  @Test func `wait waits for all of them`() async {
    async let running = run(
      """
      reset --empty
      subscribe a sleep 1s
      subscribe b sleep 2s
      emit a &
      emit b &
      wait
      emit c
      """
    )
    await clock.sleepers(2)
    clock.wake(.seconds(2))
    clock.wake(.seconds(1))
    let result = await running
    let titles = result.output.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(titles == ["#1 a {}", "#2 b {}", "#3 c {}"])
  }
}
