import AsyncAlgorithms
import Events

/// Returns the data of an event as a channel: whoever emits waits until it was read.
func channel(of event: EventName, on bus: EventBus) -> (AsyncChannel<EventData>, Subscription) {
  let channel = AsyncChannel<EventData>()
  let subscription = bus.subscribe(to: event, name: "send") { data in await channel.send(data) }
  return (channel, subscription)
}
