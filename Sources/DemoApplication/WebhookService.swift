import Synchronization

/// A service that passes events on to a partner's system.
///
/// The partner is simulated and always down: nothing leaves the process.
package final class WebhookService: Sendable {
  private let events = Mutex<[String]>([])

  package init() {}

  /// The events that the partner has refused, the oldest first.
  package var refused: [String] { events.withLock { $0 } }

  /// Passes an event on.
  package func deliver(_ event: String) throws(WebhookError) {
    events.withLock { $0.append(event) }
    throw WebhookError()
  }
}

/// The answer of a partner that is down.
package struct WebhookError: Error, Hashable, CustomStringConvertible {
  /// The status by the rules of HTTP.
  package static let status = 503

  package var description: String { "simulated partner: \(Self.status) Service Unavailable" }
}
