package import Events

/// The subscriptions to an event, in running order.
package struct SubscriptionListing {
  struct Row {
    /// The position in running order, from 1.
    let position: Int

    /// The number of the subscription.
    let id: Int

    let handler: String

    /// The position of the first row with the same handler, if this is not the first one.
    let sameAs: Int?

    /// Indicates whether the next emission takes it away.
    let isOnce: Bool
  }

  let event: EventName
  let rows: [Row]

  /// - Parameters:
  ///   - event: The event.
  ///   - subscriptions: Its subscriptions.
  ///   - once: The ids of those that the next emission takes away.
  package init(_ event: EventName, _ subscriptions: [Subscription], once: Set<Int>) {
    self.event = event
    var firsts: [ObjectIdentifier: Int] = [:]
    rows = subscriptions.enumerated().map { index, subscription in
      let handler = ObjectIdentifier(subscription.handler)
      let first = firsts[handler]
      if first == nil { firsts[handler] = index + 1 }
      return Row(
        position: index + 1,
        id: subscription.id,
        handler: subscription.handler.name,
        sameAs: first,
        isOnce: once.contains(subscription.id)
      )
    }
  }
}
