import BusLanguage
import BusShell
import Synchronization
import TerminalText
import TestSupport
import Testing

/// Scripts of more commands than are kept, whose plain emissions take a shorter way.
struct LongScriptTests {
  /// Returns a script behind so many commands that it is long.
  private func long(_ script: String) -> String {
    String(repeating: "wait\n", count: 1001) + script
  }

  /// Returns a script whose lines have the same numbers as in a long one.
  private func short(_ script: String) -> String {
    String(repeating: "# wait\n", count: 1001) + script
  }

  private func expectSame(
    _ script: String,
    _ comment: Comment? = nil,
    _ options: (inout ShellOptions) -> Void = { _ in }
  ) async {
    let result = await virtualTranscript(long(script), options)
    let expected = await virtualTranscript(short(script), options)
    #expect(result == expected.replacing("# wait\n", with: "wait\n"), comment)
  }

  @Test(arguments: ShellOptions.Format.allCases, [false, true])
  func `a long script prints what a short one prints`(
    format: ShellOptions.Format,
    isQuiet: Bool
  ) async {
    await expectSame(
      """
      subscribe a count
      subscribe a print
      subscribe b flaky 1
      subscribe b relay a
      subscribe c attach print
      subscribe d sleep 1ms
      emit a {"n": 1}
      emit b {"n": 2}
      emit b {"n": 3, "text": "ä\\n"}
      emit c {"n": 4}\r
      emit c {"n": 5}
      nonsense
      emit nobody {"n": 6}
      emit d {"n": 7}
      emit d {"n": 8} &
      emit a {"n": 9,
        "text": "of two lines"}
      emit a {"n": }
      expect a 3
      emit a {"n": 10}
      expect count completed
      trace
      step on
      emit a {"n": 11}
      emit a {"n": 12}
      """
    ) {
      $0.format = format
      $0.isQuiet = isQuiet
    }
  }

  @Test func `the plain emissions of a long script, and only they, are taken where they are read`()
    async throws
  {
    let script = long("subscribe a print\nemit a {}\nemit a {\"n\": 1}\nemit a\nemit a {\"n\": 2}")
    let shell = Shell(
      ShellOptions(),
      application: .demo,
      output: CollectedOutput(results: OutputTraits(), diagnostics: OutputTraits())
    ) { path, _ throws(Diagnostic) in throw Diagnostic("cannot read '\(path)'") }
    let taken = Counter()
    await shell.run(CountedLines(ScriptLines(script.utf8, name: "test.bus"), taken))
    #expect(taken.value == 3)
  }

  @Test func `a long script stops at the first failed command, and at quit`() async {
    await expectSame("subscribe a fail\nemit a {\"n\": 1}\nexpect a\nemit a {\"n\": 2}") {
      $0.stopsAtFailure = true
    }
    await expectSame("subscribe a print\nemit a {\"n\": 1}\nquit 3\nemit a {\"n\": 2}")
  }

  @Test func `the commands of a long script are shown`() async {
    await expectSame("subscribe a print\nemit a {\"n\": 1}\nemit a {\"n\": 2}") {
      $0.echoesCommands = true
    }
  }

  /// `FUZZ_SEED` in the environment repeats a run; the seed of each run is printed.
  @Test func `any long script prints what a short one prints`() async {
    let seed = FuzzSeed.make()
    var generator = SplitMix64(seed: seed)
    for round in 1...60 {
      let script = RandomScript.text(using: &generator)
        .replacing(/(?m)^emit ([abc])$/) { "emit \($0.output.1) {\"round\": \(round)}" }
      await expectSame(script, "seed \(seed), round \(round):\n\(script)") {
        $0.format = [.text, .jsonl][round % 2]
        $0.maxDepth = 1 + round % 4
      }
    }
  }
}

/// Lines of a script, of which those are counted that are taken where they are.
private struct CountedLines: LineSource {
  private var lines: ScriptLines
  private let taken: Counter

  init(_ lines: ScriptLines, _ taken: Counter) {
    (self.lines, self.taken) = (lines, taken)
  }

  var location: InputLocation { lines.location }

  mutating func next(_ request: LineRequest) async -> LineResult { await lines.next(request) }

  mutating func takeLines(while isTaken: (Span<UInt8>) -> Bool) -> Int {
    let count = lines.takeLines(while: isTaken)
    taken.add(count)
    return count
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add(_ number: Int) { count.add(number, ordering: .relaxed) }
}
