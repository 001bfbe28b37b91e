public import Events

/// Makes CloudEvents of the emissions of a bus, for a tracer that sends them.
///
/// An emission's identifier is that of the run, a dot and the number of the emission. The event whose
/// handler emitted it is in ``CloudEvent/causationID``, the outermost one in
/// ``CloudEvent/correlationID``.
public struct CloudEventSource: Sendable {
  private let source: String
  private let run: String

  /// The outermost emission of each one that runs.
  private var roots: [Int: Int] = [:]

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - source: The origin of the events, a URI reference such as `/shop`.
  ///   - run: A text that is different each time that the application runs.
  public init(_ source: String, run: String) {
    (self.source, self.run) = (source, run)
  }

  /// Takes the next fact of the bus.
  ///
  /// - Parameters:
  ///   - fact: The fact.
  ///   - time: The time at which it happened, as in RFC 3339.
  /// - Returns: An event if an emission started.
  public mutating func event(for fact: TraceFact, time: String? = nil) -> CloudEvent? {
    switch fact {
    case .emissionStarted(let start):
      let root = start.parent.map { roots[$0.emission] ?? $0.emission }
      roots[start.emission] = root ?? start.emission
      return CloudEvent(
        id: id(start.emission),
        source: source,
        type: start.event,
        time: time,
        causationID: start.parent.map { id($0.emission) },
        correlationID: root.map(id),
        data: start.data
      )
    case .emissionFinished(let end):
      roots[end.emission] = nil
      return nil
    case .handlerStarted, .handlerFinished, .emissionRefused, .handlerSubscribed,
      .handlerUnsubscribed:
      return nil
    }
  }

  private func id(_ emission: Int) -> String { "\(run).\(emission)" }
}
