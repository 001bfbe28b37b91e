import Events

/// The extent of everything in a recording: a row for each emission and handler, in the order of
/// their trees.
package struct Timeline {
  struct Row {
    let subject: Subject

    /// The number of the emission that the row belongs to.
    let emission: Int

    /// The nesting level: emissions count, and so do their handlers.
    let depth: Int

    let start: Edge
    let end: Edge

    var duration: Duration { end.time - start.time }
  }

  /// One end of a row.
  struct Edge {
    /// The index among all records of the recording.
    let index: Int

    let time: Duration
  }

  enum Subject {
    case emission(EmissionStart)
    case handler(HandlerTrace)
    case refusal(EmissionRefusal)
    case change(LateChange)
  }

  let rows: [Row]

  /// Indicates whether the times are known.
  let isTimed: Bool

  /// The number of records.
  let recordCount: Int

  /// The time of the first record.
  let start: Duration

  /// The time from the first record to the last.
  let duration: Duration

  /// The notes on things that are not shown.
  let gaps: [String]

  package init(of recording: Recording) {
    rows = recording.emissions.flatMap { recording.rows(of: $0) }
    isTimed = recording.emissions.allSatisfy(\.isTimed)
    let records = recording.records
    recordCount = records.count
    start = records.first?.time ?? .zero
    duration = (records.last?.time ?? .zero) - start
    gaps = recording.gaps
  }
}

extension Recording {
  /// A row, or an emission whose rows are still to be made.
  private enum Item {
    case row(Timeline.Row)
    case emission(EmissionTrace, depth: Int)
  }

  /// Returns the rows of an emission and of everything nested in it.
  fileprivate func rows(of root: EmissionTrace) -> [Timeline.Row] {
    var rows: [Timeline.Row] = []
    // Not by recursion: a tree can be deeper than a thread's stack has room for.
    var rest = [Item.emission(root, depth: 0)]
    while let item = rest.popLast() {
      switch item {
      case .row(let row): rows.append(row)
      case .emission(let emission, let depth): rest += items(of: emission, depth: depth).reversed()
      }
    }
    return rows
  }

  private func items(of emission: EmissionTrace, depth: Int) -> [Item] {
    guard let ended = emission.ended else { return [] }
    func row(
      _ subject: Timeline.Subject,
      depth: Int,
      _ start: Timestamp,
      _ end: Timestamp
    ) -> Item {
      .row(
        Timeline.Row(
          subject: subject,
          emission: emission.start.emission,
          depth: depth,
          start: Timeline.Edge(index: index(of: start), time: start.time),
          end: Timeline.Edge(index: index(of: end), time: end.time)
        )
      )
    }
    var items = [row(.emission(emission.start), depth: depth, emission.started, ended)]
    for run in emission.runs {
      items.append(row(.handler(run), depth: depth + 1, run.started, run.ended ?? ended))
      for nested in run.nested {
        switch nested {
        case .emission(let inner): items.append(.emission(inner, depth: depth + 2))
        case .refusal(let refusal, let timestamp):
          items.append(row(.refusal(refusal), depth: depth + 2, timestamp, timestamp))
        }
      }
    }
    return items
      + emission.lateChanges.map {
        row(.change($0), depth: depth + 1, $0.timestamp, $0.timestamp)
      }
  }
}
