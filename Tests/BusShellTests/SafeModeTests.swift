import BusLanguage
import BusShell
import Synchronization
import TerminalText
import TestSupport
import Testing

/// The option `--safe`, and the part of the tables that decides what it refuses.
struct SafeModeTests {
  /// The files that a shell was asked to open or to write.
  private final class Accesses: Sendable {
    private let paths = Mutex<[String]>([])

    var all: [String] { paths.withLock { $0 } }

    func add(_ path: String) {
      paths.withLock { $0.append(path) }
    }
  }

  /// Runs lines in a shell whose accesses are noted.
  private func run(_ lines: [String], isSafe: Bool) async -> (printed: String, accesses: [String]) {
    let accesses = Accesses()
    let output = CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits())
    var options = ShellOptions()
    options.isSafe = isSafe
    let shell = Shell(
      options,
      application: .demo,
      output: output,
      writeFile: { path, _, _ throws(Diagnostic) in accesses.add(path) },
      openScript: { path, _ throws(Diagnostic) in
        accesses.add(path)
        return FixedLines(["emit sourced"], name: path)
      }
    )
    await shell.run(FixedLines(lines, name: "test.bus"))
    return (output.text, accesses.all)
  }

  private static var refusal: Regex<(Substring, Substring)> {
    /error: --safe refuses '([a-z-]+)', which reaches outside the process/
  }

  @Test func `these reach outside the process, and nothing else does`() {
    let commands = CommandLanguage.demo.commands.filter { $0.reach == .outside }.map(\.name)
    let handlers = CommandLanguage.demo.handlers.filter { $0.reach == .outside }.map(\.name)
    #expect(
      commands == [
        "export", "open", "replay", "lesson", "grade", "save", "source", "interleave", "edit",
      ]
    )
    #expect(handlers == ["exec"])
  }

  @Test(arguments: CommandLanguage.demo.commands.map(\.name))
  func `those examples of a command are refused that reach outside`(name: String) async throws {
    let entry = try #require(CommandLanguage.demo.command(named: name))
    let examples = entry.examples(in: .demo)
    let (printed, accesses) = await run(examples, isSafe: true)
    let refused = printed.matches(of: Self.refusal).map { String($0.1) }
    let words = examples.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(refused == words.filter { CommandLanguage.demo.command(named: $0)?.reach == .outside })
    #expect(accesses == [])
  }

  @Test(arguments: CommandLanguage.demo.commands.filter { $0.reach == .inside }.map(\.name))
  func `a command that stays inside opens and writes no file`(name: String) async throws {
    let entry = try #require(CommandLanguage.demo.command(named: name))
    #expect(await run(entry.examples(in: .demo), isSafe: false).accesses == [])
  }

  @Test func `what is refused would open or write a file`() async {
    let lines = ["emit e", "export jsonl out", "source in", "interleave 1 in"]
    #expect(await run(lines, isSafe: false).accesses == ["out", "in", "in"])
    let (printed, accesses) = await run(lines, isSafe: true)
    #expect(printed.matches(of: Self.refusal).count == 3)
    #expect(accesses == [])
  }

  @Test func `the error says that --safe refuses it, and the next command runs`() async {
    await ShellTest().options { $0.isSafe = true }.script("source in.bus\nemit nobody.listens\n")
      .run().expect(
        output: """
          busctl: test.bus:1:1: error: --safe refuses 'source', which reaches outside the process
          hint: 'help safe' lists what it refuses
          #1 nobody.listens {}
          nobody listens

          """,
        status: .failure
      )
  }

  @Test func `a command in the arguments is refused, and that is no wrong usage`() async {
    await ShellTest().options { $0.isSafe = true }.words(["export", "jsonl", "f"]).run().expect(
      output: """
        busctl: error: --safe refuses 'export', which reaches outside the process
        hint: 'help safe' lists what it refuses

        """,
      status: .failure
    )
  }

  @Test func `a mistake in a command that is refused is reported as ever`() async {
    let result = await ShellTest().options { $0.isSafe = true }.script("source\n").run()
    #expect(result.output.contains("expected FILE after 'source'"))
  }

  @Test func `a file of lessons is refused, and the list of what is refused has it`() async {
    let (printed, accesses) = await run(["learn mine.md", "help safe"], isSafe: true)
    #expect(printed.contains("test.bus:1:7: error: --safe refuses a file of lessons"))
    #expect(printed.contains("\n  learn FILE "))
    #expect(accesses == [])
  }

  @Test func `the option cannot be turned off`() async {
    let printed = await ShellTest().options { $0.isSafe = true }
      .script("set safe off\nreset\nlearn 1\nsource f\n").run().output
    #expect(printed.contains("found 'safe'"))
    #expect(printed.contains(Self.refusal))
  }

  @Test func `a command that is repeated is refused, too`() async {
    let (printed, accesses) = await run(["repeat 2 source in", "repeat 2 emit e"], isSafe: true)
    #expect(printed.contains("test.bus:1:10: error: --safe refuses 'source'"))
    #expect(printed.contains("#2 e {}") && accesses == [])
  }

  @Test func `the commands for a pause stay inside`() {
    #expect(StepTable.commands(in: .demo).allSatisfy { $0.reach == .inside })
  }

  @Test func `what is refused is not proposed, and no directory is listed`() async {
    let vocabulary = await ShellTest().run().vocabulary
    var options = ShellOptions()
    options.isSafe = true
    let completer = Completer(vocabulary, options: options) { path in
      Issue.record("listed '\(path)'")
      return ["file"]
    }
    let commands = completer.completion(of: []).candidates.map(\.text)
    let allowed = CommandLanguage.demo.commands.filter { $0.reach == .inside }.map(\.name).sorted()
    #expect(commands == allowed)
    let handlers = completer.completion(of: Array("subscribe e ".utf8)).candidates.map(\.text)
    let allowedHandlers = CommandLanguage.demo.handlers.filter { $0.reach == .inside }.map(\.name)
      .sorted()
    #expect(handlers == allowedHandlers)
    #expect(completer.completion(of: Array("source ".utf8)).candidates.isEmpty)
  }

  @Test func `help says what is refused`() async {
    let help = await transcript("help safe\nhelp source\nhelp emit")
    for entry in CommandLanguage.demo.commands where entry.reach == .outside {
      #expect(help.contains("  \(entry.usage)"))
    }
    #expect(help.matches(of: /--safe refuses it\./).count == 1)
  }
}
