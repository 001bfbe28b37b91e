import Events

/// A recorded emission; an object, so that it is changed in place.
final class RecordedEmission {
  var trace: EmissionTrace

  /// The number of the emission, which is faster to read here than in the trace.
  let number: Int

  init(_ trace: consuming EmissionTrace) {
    number = trace.start.emission
    self.trace = trace
  }
}

/// The running emissions, by their numbers.
///
/// The newest one is kept apart, because most emissions end before another starts and need no
/// search.
struct RunningEmissions {
  private var newest: RecordedEmission?
  private var others: [Int: RecordedEmission] = [:]

  /// All emissions, in no particular order.
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
