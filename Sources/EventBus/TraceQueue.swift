/// Facts on their way to the tracer, in the order in which they happened.
///
/// Facts are numbered and queued under the bus's lock, and handed to the tracer outside of it. One
/// thread at a time delivers, and goes on until the queue is empty: that keeps the order
/// however many threads there are, and makes a tracer that uses the bus a loop, not a recursion.
struct TraceQueue: Sendable {
  private var emissions = 0
  private var facts = 0
  private var pending: [TraceRecord] = []

  /// An empty batch, so that the next one needs no new memory.
  private var spare: [TraceRecord] = []
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

  /// Takes over delivery, unless somebody else is at it; returns what is to be delivered first.
  mutating func startDelivery() -> [TraceRecord] {
    guard !isDelivering, !pending.isEmpty else { return [] }
    isDelivering = true
    return takePending()
  }

  /// What is to be delivered next; an empty batch ends the delivery.
  ///
  /// - Parameter batch: The one before, emptied.
  /// - Returns: The batch.
  mutating func nextBatch(reusing batch: [TraceRecord]) -> [TraceRecord] {
    spare = batch
    isDelivering = !pending.isEmpty
    return isDelivering ? takePending() : []
  }

  private mutating func takePending() -> [TraceRecord] {
    defer {
      pending = spare
      spare = []
    }
    return pending
  }
}
