import Events
import Synchronization

/// A tracer that keeps every record, and may do something with each.
final class RecordingTracer: EventTracer {
  private let log = SharedLog<TraceRecord>()
  private let isRecording = Atomic(false)
  private let overlap = Atomic(false)
  private let reaction: @Sendable (TraceRecord) -> Void

  /// - Parameter reaction: A function that is called with each record, after it was kept.
  init(reaction: @escaping @Sendable (TraceRecord) -> Void = { _ in }) {
    self.reaction = reaction
  }

  /// Everything recorded so far.
  var records: [TraceRecord] { log.entries }

  /// The facts recorded so far, each as a line of text.
  var lines: [String] { records.map(\.fact.line) }

  /// The starts of emissions recorded so far.
  var starts: [EmissionStart] {
    records.compactMap { if case .emissionStarted(let start) = $0.fact { start } else { nil } }
  }

  /// The refusals of emissions recorded so far.
  var refusals: [EmissionRefusal] {
    records.compactMap { if case .emissionRefused(let refusal) = $0.fact { refusal } else { nil } }
  }

  /// Indicates whether the tracer was ever given a record while it was busy with another.
  var wasCalledWhileBusy: Bool { overlap.load(ordering: .sequentiallyConsistent) }

  func record(_ record: TraceRecord) {
    if isRecording.exchange(true, ordering: .sequentiallyConsistent) {
      overlap.store(true, ordering: .sequentiallyConsistent)
    }
    log.add(record)
    reaction(record)
    isRecording.store(false, ordering: .sequentiallyConsistent)
  }
}

extension TraceFact {
  /// The fact in one short line.
  ///
  /// `#1` is an emission, `#1.2` its second handler, `r3` a subscription.
  var line: String {
    switch self {
    case .emissionStarted(let start):
      "\(start.parent.line)#\(start.emission) \(start.event) started, "
        + "\(start.handlers.count) to run"
    case .handlerStarted(let run):
      "\(run.line) started"
    case .handlerFinished(let run, let outcome, let note):
      "\(run.line) \(outcome.line)" + (note.map { ": \($0)" } ?? "")
    case .emissionFinished(let end):
      "#\(end.emission) \(end.event) finished, "
        + "\(end.completed) completed, \(end.failed) failed, \(end.cancelled) cancelled"
    case .emissionRefused(let refusal):
      "\(refusal.parent.line)\(refusal.event) refused at depth \(refusal.depth)"
    case .handlerSubscribed(let event, let subscription):
      "r\(subscription.id) \(subscription.handler) subscribed to \(event)"
    case .handlerUnsubscribed(let event, let handler, let subscription):
      "\(subscription.map { "r\($0.id)" } ?? "no") \(handler) unsubscribed from \(event)"
    }
  }
}

extension HandlerRun {
  fileprivate var line: String { "#\(emission).\(position) \(subscription.handler)" }
}

extension EmissionParent? {
  fileprivate var line: String { map { "#\($0.emission).\($0.position) > " } ?? "" }
}

extension HandlerOutcome {
  fileprivate var line: String {
    switch self {
    case .completed: "completed"
    case .failed(let error): "failed (\(error))"
    case .cancelled: "cancelled"
    case .skipped: "skipped"
    }
  }
}
