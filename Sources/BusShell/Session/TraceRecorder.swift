import EventBus
import Synchronization

/// Takes the records of a bus and prints them.
final class TraceRecorder: EventTracer {
  /// How many events are compared with one that nobody listens to.
  private static let mostKnownEvents = 1000

  private let renderer: any TraceRenderer
  private let output: any ShellOutput
  private let state: Mutex<State>

  private struct State {
    var book = TraceBook()
    var lastChange: TraceFact?

    /// The events that somebody listens to, or has listened to.
    var knownEvents: Set<String>
    var handlerHasFailed = false
  }

  init(
    renderer: any TraceRenderer,
    output: any ShellOutput,
    knownEvents: [EventName]
  ) {
    self.renderer = renderer
    self.output = output
    state = Mutex(State(knownEvents: Set(knownEvents.map(\.rawValue))))
  }

  /// The last subscribing or unsubscribing.
  var lastChange: TraceFact? { state.withLock { $0.lastChange } }

  /// Whether any handler has failed.
  var handlerHasFailed: Bool { state.withLock { $0.handlerHasFailed } }

  /// The recorded emissions that were not nested in others, in the order in which they ended.
  var emissions: [EmissionTrace] { state.withLock { $0.book.emissions } }

  /// A recorded emission.
  ///
  /// - Parameter number: Its number; nil is the last one that has ended.
  /// - Returns: The emission with all that was nested in it.
  /// - Throws: A diagnostic if it is not recorded.
  func emission(_ number: Int?) throws(Diagnostic) -> EmissionTrace {
    let emissions = emissions
    guard let last = emissions.last else { throw Diagnostic("no emission has ended yet") }
    guard let number else { return last }
    if let emission = emissions.lazy.compactMap({ $0.find(number) }).first { return emission }
    if state.withLock({ $0.book.isRunning(number) }) {
      throw Diagnostic("emission \(number) is still running", .hint("'wait' waits for it"))
    }
    let isGone = (1..<last.start.emission).contains(number)
    throw Diagnostic(
      "emission \(number) is \(isGone ? "no longer" : "not") recorded",
      .hint("'trace --list' lists what is")
    )
  }

  /// What may have been meant by an event that nobody listens to.
  func hint(for event: EventName) -> Diagnostic.Help? {
    .nearest(to: event.rawValue, among: state.withLock { $0.knownEvents }.sorted())
  }

  func record(_ record: TraceRecord) {
    if let text = renderer.text(of: record) { output.write(text) }
    if let emission = enter(record.fact), let text = renderer.text(of: emission) {
      output.write(text)
    }
  }

  /// Enters a fact; returns the emission that it completes, if nothing contains that.
  private func enter(_ fact: TraceFact) -> EmissionTrace? {
    var hint: Diagnostic.Help?
    if case .emissionStarted(let start) = fact, start.handlers.isEmpty {
      hint = self.hint(for: start.event)
    }
    return state.withLock { state in
      switch fact {
      case .emissionStarted(let start): state.book.begin(start, hint: hint)
      case .handlerStarted(let run): state.book.begin(run)
      case .handlerFinished(let run, let outcome, let note):
        if case .failed = outcome { state.handlerHasFailed = true }
        state.book.end(run, outcome, note: note)
      case .emissionFinished(let end): return state.book.end(end)
      case .emissionRefused(let refusal): state.book.add(refusal)
      case .handlerSubscribed(let event, _):
        state.lastChange = fact
        if state.knownEvents.count < Self.mostKnownEvents {
          state.knownEvents.insert(event.rawValue)
        }
      case .handlerUnsubscribed: state.lastChange = fact
      }
      return nil
    }
  }
}
