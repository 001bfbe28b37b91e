import Glibc
import Testing

@Suite(.serialized)
struct SignalTests {
  private func start(_ arguments: [String]) throws -> Pseudoterminal {
    try Pseudoterminal(
      Pseudoterminal.product("busctl"),
      ["--empty", "--format", "jsonl"] + arguments
    )
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal cancels the handler that runs, and ends the script`(signal: Int32) throws {
    let terminal = try start([
      "-c", "subscribe e sleep 1m", "-c", "subscribe e print after", "-c", "emit e",
      "-c", "emit never",
    ])
    try terminal.read(until: "\"kind\":\"handler.started\"")
    terminal.signal(signal)
    try terminal.read(until: "\"handler\":\"sleep 1m\",\"outcome\":\"cancelled\"}\r\n")
    try terminal.read(until: "\"handler\":\"print after\",\"outcome\":\"completed\"")
    try terminal.read(until: "\"completed\":1,\"failed\":0,\"cancelled\":1}\r\n")
    #expect(try terminal.waitForExit() == 128 + signal)
    #expect(!terminal.transcript.contains("never"))
  }

  @Test func `a signal that comes while the program starts is not lost`() throws {
    for step in 0..<100 {
      let terminal = try start(["-c", "subscribe e sleep 1m", "-c", "emit e"])
      let signalled = ContinuousClock.now + .microseconds(100) * step
      while ContinuousClock.now < signalled {}
      terminal.signal(SIGTERM)
      #expect(try terminal.waitForExit() == 128 + SIGTERM)
    }
  }

  @Test func `an interrupted count of orders says how far it came`() throws {
    let program = Pseudoterminal.product("busctl")
    let script =
      "for n in $(seq 200); do echo emit e; done >~/many; "
      + "exec \(program) -c 'emit first' -c \"interleave 100000 $HOME/many\""
    let terminal = try Pseudoterminal("/bin/sh", ["-c", script])
    // This line is shown before the script is read.
    try terminal.read(until: "nobody listens\r\n")
    try terminal.send("\u{3}")
    let shown = try terminal.read(until: "of 100000 runs\r\n")
    #expect(shown.contains("error: interrupted after "))
    #expect(try terminal.waitForExit() == 130)
  }

  @Test func `the tree of a script's emission that a signal ends is whole`() throws {
    let program = Pseudoterminal.product("busctl")
    let script =
      "subscribe a relay b\\nsubscribe a print last\\nsubscribe b sleep 1m\\nemit a\\nemit c\\n"
    let terminal = try Pseudoterminal(
      "/bin/sh",
      ["-c", "printf '\(script)' > ~/script; exec \(program) --empty --color never -f ~/script"]
    )
    // The row that shows the running handler at a terminal.
    try terminal.read(until: "sleep 1m in #2 b")
    terminal.signal(SIGTERM)
    try terminal.read(until: "2 handlers: 2 completed")
    #expect(try terminal.waitForExit() == 143)
    let text = terminal.transcript
    #expect(text.contains("│  └─ #2 b {}\r\n│     └─ sleep 1m  cancelled"))
    #expect(text.contains("└─ print last  completed") && !text.contains("#3"))
  }

  @Test func `a signal cancels background emissions`() throws {
    let terminal = try start(["-c", "subscribe e sleep 1m", "-c", "emit e &"])
    try terminal.read(until: "\"kind\":\"handler.started\"")
    terminal.signal(SIGTERM)
    try terminal.read(until: "\"cancelled\":1}\r\n")
    #expect(try terminal.waitForExit() == 143)
  }

  @Test func `a signal ends a program that waits for its script`() throws {
    let program = Pseudoterminal.product("busctl")
    let terminal = try Pseudoterminal(
      "/bin/sh",
      ["-c", "mkfifo ~/fifo; exec 9<>~/fifo; echo 'emit e' >&9; exec \(program) -f ~/fifo"]
    )
    try terminal.read(until: "nobody listens")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == 143)
  }

  @Test func `a line that a signal cuts off is not run`() throws {
    let program = Pseudoterminal.product("busctl")
    let script = "emit e\\nemit half"
    let terminal = try Pseudoterminal(
      "/bin/sh",
      ["-c", "mkfifo ~/fifo; exec 9<>~/fifo; printf '\(script)' >&9; exec \(program) -f ~/fifo"]
    )
    try terminal.read(until: "#1 e {}")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == 143)
    #expect(!terminal.transcript.contains("half"))
  }

  @Test func `a signal that was ignored at the start stays ignored`() throws {
    let program = Pseudoterminal.product("busctl")
    let terminal = try Pseudoterminal(
      "/bin/sh",
      [
        "-c",
        "trap '' HUP; exec \(program) --empty -c 'subscribe e sleep 100ms' -c 'emit e' -c 'emit f'",
      ]
    )
    try terminal.read(until: "subscribed sleep 100ms to e")
    terminal.signal(SIGHUP)
    try terminal.read(until: "#2 f {}")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test func `a signal at the prompt gives the terminal back`() throws {
    let terminal = try Pseudoterminal(Pseudoterminal.product("busctl"), ["--empty"])
    // The program may have changed those of its own terminal by now.
    let before = Pseudoterminal.initialModes
    try terminal.waitForPrompt()
    try terminal.send("typed")
    try terminal.read(until: "typed")
    #expect(terminal.modes.c_lflag != before.c_lflag)
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == 143)
    #expect(terminal.modes.c_lflag == before.c_lflag)
  }
}
