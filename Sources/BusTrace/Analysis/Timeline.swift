import Events

/// What lasted from when to when: a row for each emission and handler, in the order of their trees.
struct Timeline {
  let recording: Recording

  struct Row {
    let subject: Subject

    /// The number of the emission that the row belongs to.
    let emission: Int

    /// How far inside of others it is: emissions count, and so do their handlers.
    let depth: Int

    let start: Timestamp
    let end: Timestamp
  }

  enum Subject {
    case emission(EmissionStart)
    case handler(HandlerTrace)
    case refusal(EmissionRefusal)
    case change(LateChange)
  }

  var rows: [Row] { recording.emissions.flatMap { rows(of: $0, depth: 0) } }

  private func rows(of emission: EmissionTrace, depth: Int) -> [Row] {
    guard let ended = emission.ended else { return [] }
    func row(_ subject: Subject, depth: Int, _ start: Timestamp, _ end: Timestamp) -> Row {
      Row(
        subject: subject,
        emission: emission.start.emission,
        depth: depth,
        start: start,
        end: end
      )
    }
    var rows = [row(.emission(emission.start), depth: depth, emission.started, ended)]
    for run in emission.runs {
      rows.append(row(.handler(run), depth: depth + 1, run.started, run.ended ?? ended))
      for nested in run.nested {
        switch nested {
        case .emission(let inner): rows += self.rows(of: inner, depth: depth + 2)
        case .refusal(let refusal, let timestamp):
          rows.append(row(.refusal(refusal), depth: depth + 2, timestamp, timestamp))
        }
      }
    }
    return rows
      + emission.lateChanges.map { row(.change($0), depth: depth + 1, $0.timestamp, $0.timestamp) }
  }
}
