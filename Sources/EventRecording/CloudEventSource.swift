public import Events

/// Makes CloudEvents of the emissions of a bus, for a tracer that sends them.
///
/// An emission becomes an event when it has ended, so nested emissions come before the outer one.
/// An event's identifier is that of the run, a dot and the number of the emission.
/// ``CloudEvent/causationID`` names the event whose handler emitted it, and
/// ``CloudEvent/correlationID`` the outermost event.
///
/// An event that was received, and emitted with `bus.emit(event)`, does not become an event again.
/// The events that its handlers emit do: they name it as their cause, and their ``CloudEvent/hops``
/// are one more.
public struct CloudEventSource: Sendable {
  /// The origin of the events, a URI reference.
  public let source: String

  /// The text that is different each time that the application runs.
  public let run: String

  /// The emissions that run.
  private var running: [Int: Running] = [:]

  private struct Running {
    let event: CloudEvent

    /// Indicates whether the event came from another process.
    let isReceived: Bool
  }

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - source: The origin of the events, a URI reference such as `/shop`.
  ///   - run: A text that is different each time that the application runs.
  public init(_ source: String, run: String) {
    (self.source, self.run) = (source, run)
  }

  /// Takes the next fact of the bus, in the call of the tracer.
  ///
  /// - Parameters:
  ///   - fact: The fact.
  ///   - time: The time of day, as in RFC 3339, which is read when an emission starts.
  /// - Returns: An event if an emission of this process has ended.
  public mutating func event(
    for fact: TraceFact,
    time: @autoclosure () -> String? = nil
  ) -> CloudEvent? {
    switch fact {
    case .emissionStarted(let start):
      running[start.emission] =
        ReceivedEvent.emitted(by: start).map { Running(event: $0, isReceived: true) }
        ?? Running(event: event(of: start, time()), isReceived: false)
      return nil
    case .emissionFinished(let end):
      return running.removeValue(forKey: end.emission).flatMap { $0.isReceived ? nil : $0.event }
    case .handlerStarted, .handlerFinished, .emissionRefused, .handlerSubscribed,
      .handlerUnsubscribed:
      return nil
    }
  }

  private func event(of start: EmissionStart, _ time: String?) -> CloudEvent {
    let cause = start.parent.flatMap { running[$0.emission] }
    // The cause is unknown if it started before this source was told of anything.
    let causeID = cause?.event.id ?? start.parent.map { id(of: $0.emission) }
    return CloudEvent(
      id: id(of: start.emission),
      source: source,
      type: start.event,
      time: time,
      causationID: causeID,
      correlationID: cause?.event.correlationID ?? causeID,
      hops: cause.flatMap { $0.isReceived ? ($0.event.hops ?? 0) + 1 : $0.event.hops },
      data: start.data
    )
  }

  /// Returns the identifier of an emission.
  package func id(of emission: Int) -> String { "\(run).\(emission)" }
}
