/// The facts on their way to the tracer, in the order in which they happened.
///
/// Facts are numbered and queued under the bus's lock, and handed to the tracer outside it. One thread
/// at a time delivers, and goes on until the queue is empty. That keeps the order however many
/// threads there are, and makes a tracer that uses the bus a loop, not a recursion.
struct TraceQueue: Sendable {
  private var emissions = 0
  private var facts = 0
  private var isDelivering = false

  /// The facts that were added during a delivery.
  private var pending: [TraceRecord] = []

  /// Returns the number of the next emission.
  mutating func nextEmission() -> Int {
    emissions += 1
    return emissions
  }

  /// Numbers a fact.
  ///
  /// - Returns: The number if the caller must deliver the fact now; nil if another thread is
  ///   delivering and will take it along.
  mutating func add(_ fact: TraceFact) -> Int? {
    facts += 1
    if isDelivering {
      pending.append(TraceRecord(sequence: facts, fact: fact))
      return nil
    }
    isDelivering = true
    return facts
  }

  /// Returns the records that are to be delivered next; an empty list ends the delivery.
  mutating func next() -> [TraceRecord] {
    defer { pending = [] }
    isDelivering = !pending.isEmpty
    return pending
  }
}
