public import Events
import Synchronization

/// A bridge between the buses of several processes: a tracer that sends the emissions of one bus,
/// and a receiver for the events of others.
///
/// ```swift
/// let bridge = CloudEventBridge(source: "/shop") { event in
///   if event.type.rawValue.hasPrefix("order.") { client.publish(event.json) }
/// }
/// let bus = EventBus(tracer: bridge)
///
/// for await message in client.messages {
///   try await bridge.receive(CloudEvent(json: message), on: bus)
/// }
/// ```
///
/// A received event is not sent out again; the events that its handlers emit are. An event of this
/// process that comes back is dropped, as is an event that comes twice. An event that has passed
/// through too many processes is an error.
///
/// Nothing is kept: an event that the other side does not take is lost, unless `send` puts it into
/// an outbox.
public final class CloudEventBridge: EventTracer {
  private let state: Mutex<State>
  private let send: @Sendable (CloudEvent) -> Void

  private struct State {
    var source: CloudEventSource
    var inbox: CloudEventInbox
  }

  /// Creates a bridge.
  ///
  /// - Parameters:
  ///   - source: The origin of this process's events, a URI reference such as `/shop`. Processes
  ///     that send to each other need different ones.
  ///   - run: A text that is different each time that the application runs.
  ///   - hopLimit: The number of processes that an event may have passed through; one more is
  ///     refused.
  ///   - send: Takes each emission that has ended, one at a time. The emission continues when the
  ///     closure has returned. The closure chooses the events that other processes see.
  public init(
    source: String,
    run: String = String(UInt64.random(in: .min ... .max), radix: 16),
    hopLimit: Int = 64,
    send: @escaping @Sendable (CloudEvent) -> Void
  ) {
    let inbox = CloudEventInbox(source: source, hopLimit: hopLimit)
    state = Mutex(State(source: CloudEventSource(source, run: run), inbox: inbox))
    self.send = send
  }

  /// Sends an emission that has ended, for the bus.
  public func record(_ record: TraceRecord) {
    let event = state.withLock { state in
      state.source.event(for: record.fact, time: Duration.sinceEpoch.dateText)
    }
    if let event { send(event) }
  }

  /// Emits an event that another process has sent.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - bus: The bus that has this bridge as a tracer.
  ///   - isolation: The isolation of the caller, where the handlers run.
  /// - Returns: The result of the emission; nil if the event was dropped.
  /// - Throws: ``RecordingError`` if the event has passed through too many processes.
  @discardableResult
  public func receive(
    _ event: CloudEvent,
    on bus: EventBus,
    isolation: isolated (any Actor)? = #isolation
  ) async throws(RecordingError) -> EmissionReport? {
    let isAccepted = try state.withLock { state throws(RecordingError) in
      try state.inbox.accepts(event)
    }
    return isAccepted ? await bus.emit(event, isolation: isolation) : nil
  }
}
