import Events

/// An emission that has ended and is kept, in the form in which it was recorded.
struct KeptEmission {
  private let content: Content

  /// The approximate memory in bytes.
  let weight: Int

  enum Content {
    case tree(RecordedEmission)

    /// A whole emission, and the number of its first record.
    case whole(WholeEmission, first: Int)
  }

  /// - Parameters:
  ///   - content: The emission.
  ///   - hasLargeData: Whether the memory must be counted, since data or a note may be large.
  init(_ content: Content, hasLargeData: Bool) {
    self.content = content
    weight = hasLargeData ? content.trace.weight : content.usualWeight
  }

  /// The tree of the emission, made when it is asked for.
  var trace: EmissionTrace { content.trace }

  /// The record with which the emission ended.
  var lastSequence: Int {
    switch content {
    case .tree(let emission): emission.trace.ended?.sequence ?? 0
    case .whole(let emission, let first): first + emission.factCount - 1
    }
  }
}

extension KeptEmission.Content {
  fileprivate var trace: EmissionTrace {
    switch self {
    case .tree(let emission): emission.trace
    case .whole(let emission, let first): EmissionTrace(emission, first: first)
    }
  }

  /// The approximate memory in bytes if no data and no note is large.
  fileprivate var usualWeight: Int {
    switch self {
    case .tree(let emission):
      Self.weight(
        emission.trace.size,
        handlers: emission.trace.start.handlerCount + emission.trace.nestedHandlers
      )
    case .whole(let emission, _): Self.weight(1, handlers: emission.start.handlerCount)
    }
  }

  private static func weight(_ emissions: Int, handlers: Int) -> Int {
    256 * emissions + 384 * handlers
  }
}

extension EmissionTrace {
  /// Creates the same trace as the facts of the emission one by one.
  ///
  /// - Parameters:
  ///   - emission: The emission.
  ///   - first: The number of its first record.
  init(_ emission: WholeEmission, first: Int) {
    let runs = emission.results.enumerated().map { index, run in
      let sequence = first + 1 + 2 * index
      return HandlerTrace(
        run: run.run,
        started: Timestamp(sequence: sequence, time: run.startTime),
        ended: Timestamp(sequence: sequence + 1, time: run.endTime),
        outcome: .completed,
        note: run.note
      )
    }
    self.init(
      start: emission.start,
      started: Timestamp(sequence: first, time: emission.startTime),
      runs: runs,
      end: emission.end,
      ended: Timestamp(
        sequence: first + emission.factCount - 1,
        time: runs.last?.ended?.time ?? emission.startTime
      ),
      root: emission.start.emission
    )
  }
}
