package import BusLanguage

/// What came of a script in many orders: the runs that ended alike.
package struct Interleaving: Sendable {
  /// How a run ended.
  package struct Outcome: Sendable, Hashable {
    let status: ExitStatus

    /// What the first command that failed had to say.
    let failure: String?

    package init(status: ExitStatus, failure: String?) {
      self.status = status
      self.failure = failure
    }
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
  package let seed: UInt64

  package private(set) var runs = 0

  /// Where another trace begins to differ from the first one; nil if all are the same.
  private(set) var difference: Difference?

  private let firstTrace: [String]

  /// Only what tells them apart: a hundred thousand traces would take much memory.
  private var traceHashes: Set<Int> = []

  /// How many different traces the runs had.
  var traces: Int { traceHashes.count }

  package init(_ outcome: Outcome, seed: UInt64, trace: [String]) {
    self.outcome = outcome
    self.seed = seed
    firstTrace = trace
  }

  package mutating func addRun(seed: UInt64, trace: [String]) {
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
