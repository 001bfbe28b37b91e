package import BusLanguage

/// The runs of a script with the same outcome, among those in many orders.
package struct Interleaving: Sendable {
  /// The outcome of a run.
  package struct Outcome: Sendable, Hashable {
    let status: ExitStatus

    /// The first line of the first diagnostic; nil if there was none.
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

    /// The step in the first run; nil if it has no further steps.
    let first: String?

    /// The step in the other run; nil if it has no further steps.
    let other: String?
  }

  let outcome: Outcome

  /// The seed of the first of the runs.
  package let seed: UInt64

  package private(set) var runs = 0

  /// The first difference between the first trace and another one; nil if all are equal.
  private(set) var difference: Difference?

  private let firstTrace: [String]

  /// Hashes, because a hundred thousand traces would take much memory.
  private var traceHashes: Set<Int> = []

  /// The number of different traces.
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
