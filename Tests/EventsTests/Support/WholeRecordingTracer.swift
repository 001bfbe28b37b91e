import Events
import Synchronization

/// A tracer that takes emissions as a whole, and keeps their facts.
final class WholeRecordingTracer: WholeEmissionTracer {
  let facts = RecordingTracer()
  private let readings = Atomic(0)
  private let wholes = Atomic(0)

  /// The number of emissions that were taken as a whole.
  var wholeCount: Int { wholes.load(ordering: .sequentiallyConsistent) }

  /// The number of readings so far, in seconds.
  var now: Duration {
    .seconds(readings.add(1, ordering: .sequentiallyConsistent).newValue)
  }

  func record(_ record: TraceRecord) { facts.record(record) }

  func record(_ emission: WholeEmission) {
    wholes.add(1, ordering: .sequentiallyConsistent)
    emission.records.forEach(facts.record)
  }
}
