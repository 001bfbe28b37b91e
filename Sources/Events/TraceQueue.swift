/// Facts on their way to the tracer, in the order in which they happened.
///
/// Facts are numbered and queued under the bus's lock, and handed to the tracer outside of it. One
/// thread at a time delivers, and goes on until the queue is empty: that keeps the order
/// however many threads there are, and makes a tracer that uses the bus a loop, not a recursion.
struct TraceQueue: Sendable {
  private var emissions = 0
  private var facts = 0
  private var isDelivering = false

  /// What has come while somebody delivers.
  private var pending: [TraceRecord] = []

  /// The number of the next emission.
  mutating func nextEmission() -> Int {
    emissions += 1
    return emissions
  }

  /// Numbers a fact.
  ///
  /// - Returns: The number if the fact is to be delivered now; nil if somebody else is at it and will
  ///   do it.
  mutating func add(_ fact: TraceFact) -> Int? {
    facts += 1
    if isDelivering {
      pending.append(TraceRecord(sequence: facts, fact: fact))
      return nil
    }
    isDelivering = true
    return facts
  }

  /// What is to be delivered after what has been; nothing ends the delivery.
  mutating func next() -> [TraceRecord] {
    defer { pending = [] }
    isDelivering = !pending.isEmpty
    return pending
  }
}
