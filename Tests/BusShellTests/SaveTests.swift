import BusLanguage
import BusShell
import Synchronization
import TerminalText
import TestSupport
import Testing

/// The command `save`, and the scripts that it writes.
struct SaveTests {
  /// A file in memory, which is written once.
  private final class File: Sendable {
    private let content = Mutex<String?>(nil)

    var text: String { content.withLock { $0 ?? "" } }

    func write(_ text: String) {
      content.withLock { $0 = text }
    }
  }

  /// Runs a script, and returns its output, its status and what it has written.
  private func run(
    _ script: String,
    _ change: (inout ShellOptions) -> Void
  ) async -> (output: String, status: BusLanguage.ExitStatus, saved: String) {
    let file = File()
    let output = CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits())
    var options = ShellOptions()
    change(&options)
    let shell = Shell(
      options,
      application: .demo,
      output: output,
      writeFile: { _, text, _ throws(Diagnostic) in file.write(text) },
      openScript: { path, _ throws(Diagnostic) in FixedLines(["emit sourced"], name: path) }
    )
    await shell.run(FixedLines([script], name: "test.bus"))
    return (output.text, await shell.status, file.text)
  }

  static let sessions = [
    "emit a",
    "subscribe a print x\nsubscribe a fail y\nsubscribe a relay b\nemit a {\n\"n\": 1\n}\nemit b",
    "subscribe a sleep 2s\nsubscribe b sleep 1s\nemit a &\nemit b &\nemit c\nwait\nemit d &",
    "subscribe a sleep 9s\nemit a &\ncancel\nemit b",
    "subscribe a relay a\nemit a\ntrace 1 --order\nexplain",
    "subscribe a count\nsource f\nemit a\nsource f\nreset\nemit a\nreset --empty\nemit a",
    "subscribe a print\nsubscribe a count\nstep on\nemit a\nskip\nnext\nstep off\nemit a",
    "subscribe a print\npredict emit a\nprint\npredict emit b\n\nemit a",
    "subscribe \"in\" print\nsubscribe \"7\" relay \"in\"\nemit 7\nemit \"a b\" &\nemit in &\nwait",
    "subscribe a attach print x\nemit a\nemit a\nunsubscribe a print x\nemit a\nhandlers",
    "set quiet on\nemit a\nset quiet off\nemit a",
  ]

  @Test(arguments: sessions, [false, true])
  func `a saved session has the same trace when it is run, and passes`(
    session: String,
    isEmpty: Bool
  ) async {
    let change = { (options: inout ShellOptions) in
      options.clock = .virtual
      options.isEmpty = isEmpty
    }
    let first = await run(session + "\nsave f --expect", change)
    #expect(first.status == .success, "\(first.output)")
    let second = await run(first.saved, change)
    #expect(second.status == .success, "\(first.saved)\(second.output)")
    let beginning = isEmpty ? "a new bus, with nothing subscribed\n" : ""
    // The emission that is not waited for ends after 'save'.
    #expect(second.output == beginning + first.output, "\(first.saved)")
  }

  @Test func `a change of what happens makes the saved script fail`() async {
    let session = "subscribe a print x\nsubscribe a relay b\nsubscribe b count\nemit a\n"
    let saved = await run(session + "save f --expect") { $0.isEmpty = true }.saved
    for (old, new) in [
      ("subscribe a print x\n", ""), ("subscribe a print x", "subscribe a fail x"),
      ("subscribe b count\n", ""), ("subscribe b count", "subscribe b print"),
      ("subscribe a relay b\n", ""),
    ] {
      let result = await run(saved.replacing(old, with: new)) { _ in }
      #expect(result.status == .failure, "\(old)")
    }
  }

  @Test func `what failed is left out, and so is what belongs to no session`() async {
    let session = "emit a\nnonsense\nexpect count 9\nlearn 1\nemit b\nreset\nsave g\nhelp sleep"
    let saved = await run(session + "\nsave f") { _ in }.saved
    #expect(saved == "# Saved by busctl; run it with: busctl -f FILE\nemit a\nhelp sleep\n")
  }

  @Test func `the first line has the options that no command can set`() async {
    let saved = await run("save f") {
      ($0.clock, $0.seed, $0.maxDepth, $0.isStrict) = (.virtual, 7, 3, true)
    }.saved
    #expect(
      saved == """
        # Saved by busctl; run it with: busctl --clock virtual --seed 7 --strict --max-depth 3 -f FILE

        """
    )
  }

  @Test func `a session that is too long is not saved in part`() async {
    let lines = String(repeating: "emit a\n", count: 1000)
    #expect(
      await run(lines + "save f") { $0.isQuiet = true }.saved.split(separator: "\n").count == 1001
    )
    let result = await run(lines + "emit a\nsave f") { $0.isQuiet = true }
    #expect(result.output.contains("error: expected at most 1000 commands to save"))
    #expect(result.saved.isEmpty)
  }

  @Test func `a lesson is no session to save`() async {
    let result = await run("learn 1\nsave f") { _ in }
    #expect(result.output.contains("error: a lesson cannot be saved"))
    #expect(result.saved.isEmpty)
  }

  /// Runs lines at a prompt, and interrupts the command that sleeps.
  private func interrupted(_ lines: [String]) async -> String {
    let (clock, file) = (ManualClock(), File())
    let shell = Shell(
      ShellOptions(),
      application: .demo,
      output: CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits()),
      clock: clock,
      writeFile: { _, text, _ throws(Diagnostic) in file.write(text) },
      openScript: { path, _ throws(Diagnostic) in FixedLines(["emit a", "emit b"], name: path) }
    )
    let run = Task { await shell.run(TypedLines(["subscribe a sleep 5s"] + lines + ["save f"])) }
    await clock.sleepers(1)
    shell.interrupt()
    await run.value
    return file.text.split(separator: "\n").dropFirst().joined(separator: "; ")
  }

  @Test func `a command that was interrupted is not saved`() async {
    #expect(await interrupted(["emit a", "emit c"]) == "subscribe a sleep 5s; emit c")
    #expect(await interrupted(["predict sleep : emit a"]) == "subscribe a sleep 5s")
    #expect(await interrupted(["source f", "emit c"]) == "subscribe a sleep 5s; emit c")
    #expect(
      await interrupted(["emit a &", "wait", "emit c"]) == "subscribe a sleep 5s; emit a &; emit c"
    )
  }
}
