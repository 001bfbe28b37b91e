import BusLanguage
import BusTrace
import TerminalText

// Running a script in many orders.

extension Shell {
  /// Runs a script in many orders, each time in a new session, and shows the outcomes.
  ///
  /// All orders are tried if there are no more than the runs; otherwise the seeds from 1 on.
  ///
  /// - Throws: A diagnostic if a command of the script has failed in any order.
  func interleave(_ runs: Int, _ path: Word) async throws(Diagnostic) {
    guard !options.isTrialRun else {
      throw Diagnostic("expected no 'interleave' in a script that 'interleave' runs")
    }
    try application.requireFresh()
    // Once: a pipe could not be read a second time.
    let script = try await Diagnostic.reading(path) { () async throws(Diagnostic) in
      try await lines(of: path)
    }
    var search = OrderSearch()
    var found = Interleavings.Collection()
    while let order = search.next, found.count < runs {
      let orderPath = OrderPath(order)
      guard let run = await runTrial(script, orderPath, seed: nil) else { break }
      found.add(run)
      search.didTry(orderPath.choices)
    }
    let areAll = search.next == nil
    if !areAll, !Task.isCancelled {
      found = Interleavings.Collection()
      for seed in 1...UInt64(runs) {
        guard let run = await runTrial(script, OrderPath(), seed: seed) else { break }
        found.add(run)
      }
    }
    let all = found.outcomes(areAll: areAll)
    show(.interleavings(all))
    guard areAll || found.count == runs else {
      throw Diagnostic("interrupted after \(found.count) of \(runs) runs")
    }
    try requireSuccess(of: all, path)
  }

  private func requireSuccess(of all: Interleavings, _ path: Word) throws(Diagnostic) {
    let failed = all.outcomes.filter { !$0.isSuccess }
    guard !failed.isEmpty else { return }
    let count = failed.map(\.runs).reduce(0, +)
    let script = inputs.resolved(path)
    throw Diagnostic(
      "expected every \(all.areAll ? "order" : "run") to succeed, "
        + "found \(count) of \(all.runs) that did not",
      at: nil,
      failed.compactMap(\.seed).min().map { seed in
        .hint("this shows one: \(commandLine(showing: script, seed: seed, clock: .virtual))")
      }
    )
  }

  /// Runs a script once, in a session that starts as this one did.
  ///
  /// Its exports are not written: each run would overwrite those of the run before.
  ///
  /// - Returns: The run; nil if it was interrupted.
  private func runTrial(
    _ script: FixedLines,
    _ orderPath: OrderPath,
    seed: UInt64?
  ) async -> Interleaving.Run? {
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
      orderPath: orderPath,
      writeFile: { _, _, _ throws(Diagnostic) in },
      readRecording: readRecording,
      openScript: openScript
    )
    await shell.run(script)
    if Task.isCancelled { return nil }
    let choices = orderPath.choices
    return Interleaving.Run(
      status: await shell.status,
      failures: output.failures,
      states: await shell.finalStates,
      trace: output.trace,
      order: choices.hashValue,
      seed: { seed ?? choices.seed }
    )
  }

  /// The state of all services at the end of a run.
  private var finalStates: [ServiceState] {
    get async { await session.application.states(nil) }
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
