import EventBus

/// An emission with all that was nested in it, and those that ran at the same time: what views show.
struct Recording: Sendable {
  /// The emission that is asked for.
  let subject: EmissionTrace

  /// It and the others, none nested in another, in the order in which they started.
  let emissions: [EmissionTrace]

  /// Everything that is recorded of them, in the order in which it happened.
  let records: [TimedRecord]

  /// - Parameters:
  ///   - subject: The emission.
  ///   - all: The emissions that are kept.
  init(of subject: EmissionTrace, among all: [EmissionTrace]) {
    self.subject = subject
    let emissions = all.filter { subject.overlaps($0) || $0.find(subject.start.emission) != nil }
    self.emissions = emissions.sorted { $0.started.sequence < $1.started.sequence }
    // A change that comes too late for several emissions is kept with each of them.
    var seen: Set<Int> = []
    records = self.emissions.flatMap(\.records).sorted { $0.sequence < $1.sequence }
      .filter { seen.insert($0.sequence).inserted }
  }
}

extension EmissionTrace {
  /// Whether both ran at the same time.
  func overlaps(_ other: EmissionTrace) -> Bool {
    guard let end = ended?.sequence, let otherEnd = other.ended?.sequence else { return false }
    return started.sequence <= otherEnd && other.started.sequence <= end
  }

  /// The records of the emission and of all that was nested in it, in no particular order.
  fileprivate var records: [TimedRecord] {
    var records = [TimedRecord(.emissionStarted(start), started)]
    records += changes.map { TimedRecord($0.fact, $0.moment) }
    records += runs.flatMap(\.records)
    if let end, let ended { records.append(TimedRecord(.emissionFinished(end), ended, duration)) }
    return records
  }
}

extension HandlerTrace {
  fileprivate var records: [TimedRecord] {
    var records = [TimedRecord(.handlerStarted(run), started)]
    for nested in nested {
      switch nested {
      case .emission(let emission): records += emission.records
      case .refusal(let refusal, let moment):
        records.append(TimedRecord(.emissionRefused(refusal), moment))
      }
    }
    if let outcome, let ended {
      let fact = TraceFact.handlerFinished(run, outcome, note: note)
      records.append(TimedRecord(fact, ended, duration))
    }
    return records
  }
}

extension TimedRecord {
  fileprivate init(_ fact: TraceFact, _ moment: Moment, _ duration: Duration? = nil) {
    self.init(
      sequence: moment.sequence,
      fact: fact,
      time: moment.time,
      duration: duration
    )
  }
}
