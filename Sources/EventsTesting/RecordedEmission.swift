public import Events

/// An emission as it was recorded.
///
/// Its description is a tree of everything that happened inside it, so a failed expectation shows
/// all of it:
///
/// ```text
/// invite.accepted ["group_id": 42, "user_id": 7]
/// ├─ notify: completed
/// ├─ join-group: completed
/// │  └─ group.updated ["group_id": 42]
/// │     └─ announce: completed
/// └─ webhook: failed, 503 Service Unavailable
/// ```
public struct RecordedEmission: Sendable {
  /// The event.
  public let event: EventName

  /// The data for the handlers; empty if the emission was refused.
  public let data: EventData

  /// Indicates whether the emission had not ended when the value was made.
  public let isRunning: Bool

  /// The reason why the emission was refused and ran no handler; nil if it was not refused.
  public let refusal: RunawayError?

  let runs: [RecordedHandler]
}

extension RecordedEmission {
  /// The handlers of the emission that ran or run, in running order.
  public var handlers: RecordedHandlers { handlers { _ in true } }

  /// The handlers that returned.
  public var completions: RecordedHandlers { handlers { $0.outcome == .completed } }

  /// The handlers that threw.
  public var failures: RecordedHandlers { handlers { $0.outcome == .failed } }

  /// The handlers that ended because the emitting task was cancelled.
  public var cancellations: RecordedHandlers { handlers { $0.outcome == .cancelled } }

  /// The handlers that were skipped.
  public var skips: RecordedHandlers { handlers { $0.outcome == .skipped } }

  /// The handlers of this emission and of all emissions inside it, depth first: a handler stands
  /// before those that ran inside it.
  public var ran: RecordedHandlers {
    RecordedHandlers(runs.flatMap(\.run), in: RecordedEmissions([self]))
  }

  /// The first handler with a name; nil if none of that name ran.
  ///
  /// - Parameter name: The name of the handler.
  public subscript(name: String) -> RecordedHandler? { runs.first { $0.name == name } }

  private func handlers(where isIncluded: (RecordedHandler) -> Bool) -> RecordedHandlers {
    RecordedHandlers(runs.filter(isIncluded), in: RecordedEmissions([self]))
  }
}

extension RecordedHandler {
  /// This handler, and those that ran inside it.
  fileprivate var run: [RecordedHandler] { [self] + children.flatMap { $0.runs.flatMap(\.run) } }
}

extension RecordedEmission: CustomStringConvertible {
  /// The tree of the emission.
  public var description: String { tree.joined(separator: "\n") }
}
