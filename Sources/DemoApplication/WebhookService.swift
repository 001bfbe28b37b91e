import Synchronization

/// A service that calls other systems.
///
/// The calls are simulated: nothing leaves the process.
package final class WebhookService: Sendable {
  /// One call and its answer.
  package struct Delivery: Sendable, Hashable {
    package let url: String
    package let event: String
    package let isAccepted: Bool
  }

  /// The address that is called when none is given.
  ///
  /// The system behind it is always down.
  package static let partner = "https://hooks.partner.example/events"

  private let deliveries = Mutex<[Delivery]>([])

  package init() {}

  /// The calls, the oldest first.
  package var all: [Delivery] { deliveries.withLock { $0 } }

  /// Sends an event to an address.
  package func deliver(_ event: String, to url: String) throws(WebhookError) {
    let isAccepted = url != Self.partner
    deliveries.withLock { deliveries in
      deliveries.append(Delivery(url: url, event: event, isAccepted: isAccepted))
    }
    if !isAccepted { throw WebhookError() }
  }
}

/// The answer of a system that is down.
package struct WebhookError: Error, Hashable, CustomStringConvertible {
  package var description: String { "503 Service Unavailable" }
}
