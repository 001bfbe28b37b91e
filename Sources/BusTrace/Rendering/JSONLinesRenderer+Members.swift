import EventJSON
import Events

extension JSONWriter.Object {
  mutating func add(_ listing: SubscriptionListing) {
    add("event", listing.event.rawValue)
    let handlers = listing.rows.map { row in
      JSONWriter.object { handler in
        handler.add("position", row.position)
        handler.add("subscription", row.id)
        handler.add("handler", row.handler)
        handler.add("same_as", row.sameAs)
        if row.isOnce { handler.add("once", true) }
      }
    }
    add("handlers", json: JSONWriter.array(handlers))
  }
}
