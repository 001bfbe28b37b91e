package import Events
import Synchronization

/// The outbox of events for an external agent.
package final class AgentBridge: Sendable {
  /// An event on its way to the agent.
  package struct Item: Sendable {
    package let event: EventName
    package let data: EventData
  }

  private let outbox = Mutex<[Item]>([])

  package init() {}

  /// The events that wait, the oldest first.
  package var all: [Item] { outbox.withLock { $0 } }

  /// Puts an event into the outbox, and returns the number of events that wait there.
  package func enqueue(_ event: EventName, _ data: EventData) -> Int {
    outbox.withLock { outbox in
      outbox.append(Item(event: event, data: data))
      return outbox.count
    }
  }
}
