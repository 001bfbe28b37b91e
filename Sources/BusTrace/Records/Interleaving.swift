import EventJSON
package import BusLanguage

/// The runs of a script with the same outcome, among those in many orders.
package struct Interleaving: Sendable {
  /// One run of a script.
  package struct Run: Sendable {
    let status: ExitStatus

    /// The first lines of the diagnostics.
    let failures: [String]

    /// The final state of the services.
    let states: [ServiceState]

    let trace: [String]

    /// A number that is the same for runs in the same order.
    let order: Int

    /// Returns the seed with which the run can be repeated; nil if none was found.
    let seed: @Sendable () -> UInt64?

    package init(
      status: ExitStatus,
      failures: [String],
      states: [ServiceState],
      trace: [String],
      order: Int,
      seed: @escaping @Sendable () -> UInt64?
    ) {
      (self.status, self.failures, self.states) = (status, failures, states)
      (self.trace, self.order, self.seed) = (trace, order, seed)
    }

    /// The outcome, which many runs may share.
    var outcome: Outcome {
      Outcome(
        status: status,
        // Emissions have other numbers in other orders.
        failures: failures.map { $0.replacing(/#\d+/, with: "#") },
        states: states.map { state in
          [state.service] + state.items.map(state.text)
        }
      )
    }
  }

  /// The exit status, the expectations that were not met and the final state.
  package struct Outcome: Sendable, Hashable {
    let status: ExitStatus
    let failures: [String]
    let states: [[String]]
  }

  /// The first place at which the traces of two runs differ.
  struct Difference: Sendable {
    /// The seed of the other run.
    let seed: UInt64?

    /// The step in the first run; nil if it has no further steps.
    let first: String?

    /// The step in the other run; nil if it has no further steps.
    let other: String?
  }

  /// The first of the runs.
  let first: Run

  /// The seed of the first of the runs; nil if none was found.
  package let seed: UInt64?

  package let runs: Int

  /// The number of different orders among the runs.
  let orders: Int

  /// The services that do not hold the same in all outcomes, each with the items that not all have.
  let states: [ServiceState]

  /// The first difference from another trace: that of the first outcome, or in this one, if it is
  /// the only one, that of another run; nil if there is none.
  let difference: Difference?

  package var status: ExitStatus { first.status }
  package var isSuccess: Bool { status == .success }

  /// The first diagnostic of the runs, or else the reason why they failed; nil if there is neither.
  var reason: String? {
    if let failure = first.failures.first {
      let more = first.failures.count - 1
      return more > 0 ? "\(failure) (and \(more) more)" : failure
    }
    return switch status {
    case .success: nil
    case .handlerFailure:
      "a handler failed or an emission was refused: exit status \(status.rawValue)"
    default: "exit status \(status.rawValue)"
    }
  }
}

extension ServiceState {
  /// Returns an item as a text that is the same for equal items.
  func text(of item: [(name: String, value: any Sendable)]) -> String {
    JSONWriter.object { object in item.forEach { object.add(named: $0.name, $0.value) } }
  }
}
