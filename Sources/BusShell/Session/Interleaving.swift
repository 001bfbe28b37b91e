import Synchronization

/// What came of a script in many orders: the runs that ended alike.
struct Interleaving: Sendable {
  /// How a run ended.
  struct Outcome: Sendable, Hashable {
    let status: ExitStatus

    /// What the first command that failed had to say.
    let failure: String?
  }

  /// The first place at which the traces of two runs differ.
  struct Difference: Sendable {
    /// The seed of the other run.
    let seed: UInt64

    /// What happened there in the first of the runs; nil if nothing more did.
    let first: String?

    /// What happened there in the other one.
    let other: String?
  }

  let outcome: Outcome

  /// The seed of the first of the runs.
  let seed: UInt64

  private(set) var runs = 0

  /// Where another trace begins to differ from the first one; nil if all are the same.
  private(set) var difference: Difference?

  private let firstTrace: [String]

  /// Only what tells them apart: a hundred thousand traces would take much memory.
  private var traceHashes: Set<Int> = []

  /// How many different traces the runs had.
  var traces: Int { traceHashes.count }

  init(_ outcome: Outcome, seed: UInt64, trace: [String]) {
    self.outcome = outcome
    self.seed = seed
    firstTrace = trace
  }

  mutating func addRun(seed: UInt64, trace: [String]) {
    runs += 1
    guard traceHashes.insert(trace.hashValue).inserted, trace != firstTrace, difference == nil
    else { return }
    let index = zip(firstTrace, trace).prefix { $0 == $1 }.count
    difference = Difference(
      seed: seed,
      first: index < firstTrace.count ? firstTrace[index] : nil,
      other: index < trace.count ? trace[index] : nil
    )
  }
}

/// Says what happens in one line each, without colours and times, to be compared.
struct RehearsalRenderer: TraceRenderer {
  let showsRecords = true
  let showsEmissions = false

  func text(of record: TimedRecord) -> String? {
    (record.emission.map { "#\($0) " } ?? "") + record.sentence + "\n"
  }

  func text(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> String? { nil }

  func text(of answer: Answer) -> String? { nil }
}

/// Takes what a rehearsal has to say.
final class RehearsalOutput: ShellOutput {
  let results = OutputTraits()
  let diagnostics = OutputTraits()
  let columns: Int? = nil
  let isClosed = false
  private let state = Mutex(State())

  private struct State {
    var trace: [String] = []
    var failure: String?
  }

  /// What happened, line by line.
  var trace: [String] { state.withLock { $0.trace } }

  /// The first line of the first diagnostic.
  var failure: String? { state.withLock { $0.failure } }

  func write(_ text: String) {
    state.withLock { $0.trace += text.textLines.dropLast() }
  }

  func writeDiagnostic(_ text: String) {
    state.withLock { state in
      if state.failure == nil { state.failure = text.textLines.first }
    }
  }

  func flush() {}
}
