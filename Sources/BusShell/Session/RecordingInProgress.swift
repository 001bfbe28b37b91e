import BusTrace
import EventRecording

/// The last emissions of a recording that is being read.
struct RecordingInProgress {
  private var kept = RingBuffer<EmissionTree>(capacity: TraceStore.capacity)
  private var traces = RecordedTraces()

  /// The number of emissions in the last session, outermost ones only.
  private(set) var count = 0

  /// The number of the last session.
  private var session = 0

  /// The last emissions of the last session.
  var trees: [EmissionTree] { kept.elements }

  /// Adds an emission; those of earlier sessions are dropped.
  mutating func add(_ tree: EmissionTree) {
    if tree.session != session {
      kept = RingBuffer(capacity: TraceStore.capacity)
      (count, session) = (0, tree.session)
    }
    if kept.isFull { kept.popFirst() }
    kept.append(tree)
    count += 1
  }

  /// Returns the trace of an emission.
  mutating func trace(of tree: EmissionTree) -> EmissionTrace { traces.trace(of: tree) }
}
