import BusLanguage
import EventRecording
import Events
import TerminalText

/// The subject of a view: an emission with everything nested in it, and those that ran
/// concurrently.
package struct Recording: Sendable {
  /// The emission in question.
  let subject: EmissionTrace

  /// That emission's tree and the concurrent ones, in the order in which they started.
  let emissions: [EmissionTrace]

  /// The starts of concurrent emissions that are still running.
  let running: [EmissionStart]

  /// All records of the emissions, in order.
  let records: [TimedRecord]

  /// The start of each emission, by its number.
  let starts: [Int: EmissionStart]

  /// The index of each record in that order, by the number of the record.
  private let indices: [Int: Int]

  /// - Parameters:
  ///   - subject: The emission.
  ///   - all: The kept emissions.
  ///   - running: The running emissions that are not nested.
  package init(of subject: EmissionTrace, among all: [EmissionTrace], running: [EmissionTrace] = [])
  {
    self.subject = subject
    self.running = running.filter { $0.started.sequence < subject.ended?.sequence ?? 0 }
      .map(\.start).sorted { $0.emission < $1.emission }
    let emissions = all.filter { subject.overlaps($0) || $0.find(subject.start.emission) != nil }
    self.emissions = emissions.sorted { $0.started.sequence < $1.started.sequence }
    // A change that is too late for several emissions is kept with each of them.
    var seen: Set<Int> = []
    let records = self.emissions.flatMap(\.withNested).flatMap(\.records)
      .sorted { $0.sequence < $1.sequence }
      .filter { seen.insert($0.sequence).inserted }
    self.records = records
    let starts = records.compactMap { record in
      if case .bus(.emissionStarted(let start)) = record.fact { start } else { nil }
    }
    self.starts = Dictionary(
      starts.map { ($0.emission, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    indices = Dictionary(
      records.enumerated().map { ($1.sequence, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Returns the index of the record of a timestamp.
  func index(of timestamp: Timestamp) -> Int { indices[timestamp.sequence] ?? 0 }

  /// The notes on things that are not shown.
  var gaps: [String] {
    let omitted = emissions.map { $0.sum { $0.runs.map(\.omitted).reduce(0, +) } }.reduce(0, +)
    let changes = emissions.map { $0.sum(\.omittedChanges) }.reduce(0, +)
    var gaps = running.map { "#\($0.emission) \($0.event.spelling), which is still running" }
    if changes > 0 {
      gaps.insert("\(changes) more changes that came too late for an emission", at: 0)
    }
    if omitted > 0 {
      let count = omitted.counted("emission")
      let maximum = TreeLimits.emissions
      let reason = "each with its nested emissions; a tree has at most \(maximum)"
      gaps.insert("\(count), \(reason)", at: 0)
    }
    return gaps.map { "not shown: " + $0 }
  }
}

extension EmissionTrace {
  /// Returns whether both ran concurrently.
  package func overlaps(_ other: EmissionTrace) -> Bool {
    guard let end = ended?.sequence, let otherEnd = other.ended?.sequence else { return false }
    return started.sequence <= otherEnd && other.started.sequence <= end
  }

  /// The records of the emission without those of nested ones, in no particular order.
  fileprivate var records: [TimedRecord] {
    var records = [TimedRecord(.bus(.emissionStarted(start)), started)]
    records += changes.map { TimedRecord(.bus($0.fact), $0.timestamp) }
    if let cancelled { records.append(TimedRecord(cancellation, cancelled)) }
    records += runs.flatMap(\.records)
    if let end, let ended {
      records.append(TimedRecord(.bus(.emissionFinished(end)), ended, duration))
    }
    return records
  }
}

extension HandlerTrace {
  fileprivate var records: [TimedRecord] {
    var records = [TimedRecord(.bus(.handlerStarted(run)), started)]
    for case .refusal(let refusal, let timestamp) in nested {
      records.append(TimedRecord(.bus(.emissionRefused(refusal)), timestamp))
    }
    if let outcome, let ended {
      let fact = TraceFact.handlerFinished(run, outcome, note: note)
      records.append(TimedRecord(.bus(fact), ended, duration))
    }
    return records
  }
}

extension TimedRecord {
  fileprivate init(_ fact: SessionFact, _ timestamp: Timestamp, _ duration: Duration? = nil) {
    self.init(
      sequence: timestamp.sequence,
      fact: fact,
      time: timestamp.time,
      duration: duration
    )
  }
}
