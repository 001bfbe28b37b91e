import BusLanguage
import BusShell
import TerminalText
import TestSupport
import Testing

/// Colours, each shown where its option, the terminal and the environment ask for it.
struct ColorTests {
  private static let script = """
    subscribe a print
    subscribe a fail
    subscribe a relay b
    emit a
    nonsense
    """

  private func printed(
    _ script: String = script,
    results: OutputTraits = OutputTraits(),
    diagnostics: OutputTraits = OutputTraits(),
    _ configure: (inout ShellOptions) -> Void
  ) async -> String {
    await ShellTest().options { $0.isEmpty = true }.options(configure)
      .traits(results: results, diagnostics: diagnostics)
      .clock(ManualClock())
      .script(script).run().output
  }

  @Test func `every style has its colour`() async {
    let printed = await printed { $0.color = .always }
    #expect(
      printed == """
        subscribed print to a
        subscribed fail to a
        subscribed relay b to a
        \u{1b}[2m#1\u{1b}[0m \u{1b}[1ma\u{1b}[0m {}
        \u{1b}[2m├─\u{1b}[0m print    \u{1b}[32mcompleted\u{1b}[0m  {}
        \u{1b}[2m├─\u{1b}[0m fail     \u{1b}[31mfailed\u{1b}[0m     failed on purpose
        \u{1b}[2m└─\u{1b}[0m relay b  \u{1b}[32mcompleted\u{1b}[0m
           \u{1b}[2m└─\u{1b}[0m \u{1b}[2m#2\u{1b}[0m \u{1b}[1mb\u{1b}[0m {}  nobody listens
        3 handlers: \u{1b}[32m2 completed\u{1b}[0m, \u{1b}[31m1 failed\u{1b}[0m
        busctl: test.bus:5:1: \u{1b}[1;31merror\u{1b}[0m: unknown command 'nonsense'
        \u{1b}[36mhint\u{1b}[0m: 'help' lists the commands

        """
    )
  }

  @Test(arguments: [
    (ShellOptions.Color.auto, false, false), (.auto, true, true), (.always, false, true),
    (.never, true, false),
  ])
  func `colours follow the option and the terminal`(
    choice: ShellOptions.Color,
    isWanted: Bool,
    isColored: Bool
  ) async {
    let traits = OutputTraits(isTerminal: isWanted, wantsColor: isWanted)
    let printed = await printed(results: traits, diagnostics: traits) { $0.color = choice }
    #expect(printed.contains("\u{1b}[31mfailed") == isColored)
    #expect(printed.contains("\u{1b}[1;31merror") == isColored)
  }

  @Test func `results and errors are coloured each for itself`() async {
    let wanted = OutputTraits(isTerminal: true, wantsColor: true)
    let results = await printed(results: wanted) { _ in }
    #expect(results.contains("\u{1b}[31mfailed") && !results.contains("\u{1b}[1;31merror"))
    let errors = await printed(diagnostics: wanted) { _ in }
    #expect(!errors.contains("\u{1b}[31mfailed") && errors.contains("\u{1b}[1;31merror"))
  }

  @Test(arguments: ["handlers", "plan e", "state", "trace --list", "help", "catalog"])
  func `colours change nothing but colours`(command: String) async {
    let script = "subscribe e print\nsubscribe e print\nemit e\n\(command)"
    let plain = await printed(script) { $0.color = .never }
    let colored = await printed(script) { $0.color = .always }
    let codes = /\u{1b}\[[0-9;]+m/
    #expect(colored != plain)
    #expect(colored.replacing(codes, with: "") == plain)
  }
}
