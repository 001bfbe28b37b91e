import BusLanguage
import BusTrace
import TerminalText

// Running a script in many orders.

extension Shell {
  /// Runs a script under the seeds from 1 on, each time in a new session, and shows the outcomes.
  ///
  /// - Throws: A diagnostic if a command of the script has failed under any seed.
  func interleave(_ runs: Int, _ path: Word) async throws(Diagnostic) {
    guard !options.isTrialRun else {
      throw Diagnostic("expected no 'interleave' in a script that 'interleave' runs")
    }
    try application.requireFresh()
    let script = try await lines(of: path)
    var outcomes: [Interleaving.Outcome: Interleaving] = [:]
    var count = 0
    for seed in 1...UInt64(runs) {
      let (outcome, trace) = await runTrial(script, seed: seed)
      if Task.isCancelled { break }
      let new = Interleaving(outcome, seed: seed, trace: trace)
      outcomes[outcome, default: new].addRun(seed: seed, trace: trace)
      count += 1
    }
    let sorted = outcomes.values.sorted { ($1.runs, $0.seed) < ($0.runs, $1.seed) }
    show(.interleavings(sorted))
    guard count == runs else {
      throw Diagnostic("interrupted after \(count) of \(runs) runs")
    }
    try requireSuccess(of: sorted, in: runs, path)
  }

  private func requireSuccess(
    of outcomes: [Interleaving],
    in runs: Int,
    _ path: Word
  ) throws(Diagnostic) {
    let failed = outcomes.filter { !$0.isSuccess }
    guard let seed = failed.map(\.seed).min() else { return }
    let count = failed.map(\.runs).reduce(0, +)
    throw Diagnostic(
      "expected every run to succeed, found \(count) of \(runs) that did not",
      .hint(
        "this shows one: \(commandLine(showing: inputs.resolved(path), seed: seed, clock: .virtual))"
      )
    )
  }

  /// Reads the lines of a script, once: a pipe could not be read a second time.
  private func lines(of path: Word) async throws(Diagnostic) -> FixedLines {
    do throws(Diagnostic) {
      let input = CommandInput(try openScript(inputs.resolved(path), output), for: nil)
      var lines: [[UInt8]] = []
      while true {
        switch await input.source.next(request(.command)) {
        case .line(let line): lines.append(line)
        case .dropped: continue
        case .end: return FixedLines(lines, at: input.source.location)
        case .failure(let error): throw error
        }
      }
    } catch {
      throw Diagnostic(error.message, at: path.position)
    }
  }

  /// Runs a script once, in a session that starts as this one did.
  ///
  /// Its exports are not written: each run would overwrite those of the run before.
  private func runTrial(
    _ script: FixedLines,
    seed: UInt64
  ) async -> (Interleaving.Outcome, trace: [String]) {
    var options = options
    options.isTrialRun = true
    options.color = .never
    options.clock = .virtual
    options.seed = seed
    let output = TrialRunOutput()
    let shell = Shell(
      options,
      application: application,
      output: output,
      writeFile: { _, _, _ throws(Diagnostic) in },
      readRecording: readRecording,
      openScript: openScript
    )
    await shell.run(script)
    let outcome = Interleaving.Outcome(status: await shell.status, failure: output.failure)
    return (outcome, output.trace)
  }

  /// Returns the command line that runs a script as it runs here under a clock and a seed.
  func commandLine(showing path: String, seed: UInt64?, clock: ShellOptions.Clock) -> String {
    let standard = ShellOptions()
    var words = [language.program]
    if clock != standard.clock { words += ["--clock", clock.rawValue] }
    if let seed { words += ["--seed", "\(seed)"] }
    if options.isEmpty { words.append("--empty") }
    if options.isStrict { words.append("--strict") }
    if options.allowsAbbreviations { words.append("--abbreviations") }
    if options.stopsAtFailure { words.append("--bail") }
    if options.maxDepth != standard.maxDepth { words += ["--max-depth", "\(options.maxDepth)"] }
    return (words + ["-f", path.shellWord.escaped]).joined(separator: " ")
  }
}

extension String {
  /// The text as one word of a shell's command line.
  fileprivate var shellWord: String {
    let isPlain =
      !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    return isPlain ? self : "'\(replacing("'", with: #"'\''"#))'"
  }
}
