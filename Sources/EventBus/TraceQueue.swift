/// Facts on their way to the tracer, in the order in which they happened.
///
/// Facts are numbered and queued under the bus's lock, and handed to the tracer outside of it. One
/// thread at a time delivers, and goes on until the queue is empty: that keeps the order
/// however many threads there are, and makes a tracer that uses the bus a loop, not a recursion.
struct TraceQueue: Sendable {
  private var emissions = 0
  private var facts = 0
  private var pending: [TraceRecord] = []
  private var isDelivering = false

  mutating func append(_ fact: TraceFact) {
    facts += 1
    pending.append(TraceRecord(sequence: facts, fact: fact))
  }

  /// The number of the next emission.
  mutating func nextEmission() -> Int {
    emissions += 1
    return emissions
  }

  /// Takes over delivery, unless somebody else is at it.
  mutating func startDelivery() -> Bool {
    guard !isDelivering, !pending.isEmpty else { return false }
    isDelivering = true
    return true
  }

  /// What is to be delivered next; an empty batch ends the delivery.
  mutating func nextBatch() -> [TraceRecord] {
    let batch = pending
    pending = []
    isDelivering = !batch.isEmpty
    return batch
  }
}
