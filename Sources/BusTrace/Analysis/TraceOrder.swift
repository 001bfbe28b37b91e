import EventRecording
import Events

/// Everything that happened in a recording, in order, across emissions that ran concurrently.
package struct TraceOrder {
  /// One thing that happened.
  struct Step {
    /// The number of the step, from 1.
    let number: Int

    let record: TimedRecord

    /// The nesting level: emissions count, and so do their handlers.
    let depth: Int
  }

  let steps: [Step]

  /// Indicates whether the times are known.
  let isTimed: Bool

  /// The notes on things that are not shown.
  let gaps: [String]

  package init(of recording: Recording) {
    steps = recording.records.enumerated().map { index, record in
      Step(number: index + 1, record: record, depth: recording.depth(of: record))
    }
    isTimed = recording.emissions.allSatisfy(\.isTimed)
    gaps = recording.gaps
  }
}

extension Recording {
  /// The nesting level of a record: emissions count, and so do their handlers.
  fileprivate func depth(of record: TimedRecord) -> Int {
    guard let emission = record.fact.emission, let start = starts[emission] else { return 0 }
    switch record.fact {
    case .bus(.handlerStarted), .bus(.handlerFinished): return start.depth * 2 + 1
    case .bus(.emissionRefused): return start.depth * 2 + 2
    default: return start.depth * 2
    }
  }
}
