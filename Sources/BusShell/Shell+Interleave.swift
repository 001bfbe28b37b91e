// The same script in many orders.

extension Shell {
  /// Runs a script under seeds from 1 on, each time in a session of its own, and counts what came of
  /// it.
  ///
  /// - Throws: A diagnostic if a command of the script has failed under any seed.
  func interleave(_ runs: Int, _ path: Word) async throws(Diagnostic) {
    var outcomes: [UInt64: Interleaving] = [:]
    for seed in 1...UInt64(runs) {
      let (fingerprint, outcome) = try await run(path, seed: seed)
      if Task.isCancelled { return }
      outcomes[fingerprint, default: outcome].runs += 1
    }
    let sorted = outcomes.values.sorted { ($1.runs, $0.seed) < ($0.runs, $1.seed) }
    answer(.interleavings(sorted))
    let failed = sorted.filter { $0.status != .success }
    guard let first = failed.min(by: { $0.seed < $1.seed }) else { return }
    let count = failed.map(\.runs).reduce(0, +)
    throw Diagnostic(
      "expected every run to succeed, found \(count) of \(runs) that did not",
      .hint("'busctl --clock virtual --seed \(first.seed) -f \(path.text.escaped)' shows one")
    )
  }

  /// Runs a script once; the session is as this one was at its start.
  private func run(
    _ path: Word,
    seed: UInt64
  ) async throws(Diagnostic) -> (fingerprint: UInt64, Interleaving) {
    var options = options
    options.format = .jsonl
    options.color = .never
    options.showsTiming = false
    options.isQuiet = false
    options.clock = .virtual
    options.seed = seed
    let output = ComparedOutput()
    let shell = Shell(options, output: output, openScript: openScript)
    do throws(Diagnostic) {
      await shell.run(try openScript(path.text, output))
    } catch {
      throw Diagnostic(error.message, at: path.position)
    }
    let outcome = Interleaving(seed: seed, status: await shell.status, failure: output.failure)
    return (output.fingerprint, outcome)
  }
}
