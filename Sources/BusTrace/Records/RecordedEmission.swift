import Events

/// An emission that is recorded: one object, so that what is added to it is added in place.
final class RecordedEmission {
  var trace: EmissionTrace

  /// Its number, which each of its records is found by: looking into the trace takes longer.
  let number: Int

  /// About how many bytes it takes, once it is kept.
  var weight = 0

  /// About how many it takes if no data and no note is large.
  var usualWeight: Int {
    256 * trace.size + 384 * (trace.start.handlers.count + trace.nestedHandlers)
  }

  init(_ trace: consuming EmissionTrace) {
    number = trace.start.emission
    self.trace = trace
  }
}

/// The emissions that run, by their numbers.
///
/// The newest one is kept apart: most have ended before another starts, and are not searched for.
struct RunningEmissions {
  private var newest: RecordedEmission?
  private var others: [Int: RecordedEmission] = [:]

  /// All of them, in no order.
  var all: [RecordedEmission] { others.values + (newest.map { [$0] } ?? []) }

  subscript(number: Int) -> RecordedEmission? {
    newest?.number == number ? newest : others[number]
  }

  mutating func add(_ emission: RecordedEmission) {
    if let newest { others[newest.number] = newest }
    newest = emission
  }

  mutating func remove(_ number: Int) -> RecordedEmission? {
    newest?.number == number ? newest.take() : others.removeValue(forKey: number)
  }
}
