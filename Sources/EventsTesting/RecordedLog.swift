import Events

/// The emissions of a bus as they are recorded, from which the values for tests are made.
struct RecordedLog: Sendable {
  /// The emissions in the order of their start, refused ones included.
  private var entries: [Entry] = []

  /// The runs of handlers in the order of their start.
  private var runs: [Run] = []

  /// The indices of the emissions by their numbers on the bus.
  private var indices: [Int: Int] = [:]

  /// The indices of the emissions that have ended, in the order of their end.
  private(set) var ended: [Int] = []

  /// The number of the last record.
  private var sequence = 0

  private struct Entry {
    let event: EventName
    let data: EventData
    let parent: EmissionParent?
    var refusal: RunawayError?
    var hasEnded = false

    /// Indicates whether a test has waited for the emission and got it.
    var isTaken = false

    /// The indices of the runs of its handlers.
    var runs: [Int] = []
  }

  private struct Run {
    /// The index of the emission.
    let entry: Int

    let subscription: Subscription
    let start: Duration
    var end: Duration?
    var outcome: HandlerOutcome?
    var note: String?

    /// The indices of the emissions that the handler made.
    var children: [Int] = []
  }

  /// Adds a record.
  ///
  /// - Returns: True if an emission has ended with it.
  mutating func add(_ record: TraceRecord) -> Bool {
    precondition(record.sequence > sequence, "a recorder belongs to one bus, and has got two")
    sequence = record.sequence
    switch record.fact {
    case .emissionStarted(let start):
      indices[start.emission] = entries.count
      add(Entry(event: start.event, data: start.data, parent: start.parent))
    case .handlerStarted(let run):
      guard let index = indices[run.emission] else { break }
      entries[index].runs.append(runs.count)
      runs.append(Run(entry: index, subscription: run.subscription, start: record.time))
    case .handlerFinished(let run, let outcome, let note):
      guard let index = indices[run.emission] else { break }
      let last = entries[index].runs[run.position - 1]
      runs[last].end = record.time
      runs[last].outcome = outcome
      runs[last].note = note
    case .emissionFinished(let end):
      guard let index = indices[end.emission] else { break }
      markEnded(index)
      return true
    case .emissionRefused(let refusal):
      var entry = Entry(event: refusal.event, data: [:], parent: refusal.parent)
      entry.refusal = refusal.error
      add(entry)
      markEnded(entries.count - 1)
      return true
    case .handlerSubscribed, .handlerUnsubscribed:
      break
    }
    return false
  }

  /// Adds an emission, also to the handler that made it.
  private mutating func add(_ entry: Entry) {
    if let parent = entry.parent, let index = indices[parent.emission] {
      runs[entries[index].runs[parent.position - 1]].children.append(entries.count)
    }
    entries.append(entry)
  }

  private mutating func markEnded(_ index: Int) {
    entries[index].hasEnded = true
    ended.append(index)
  }
}

// MARK: - Values

extension RecordedLog {
  /// The emissions that no handler made.
  var roots: [RecordedEmission] {
    entries.indices.filter { entries[$0].parent == nil }.map { emission($0) }
  }

  /// All runs of handlers.
  var handlers: [RecordedHandler] { runs.map { handler($0) } }

  /// Returns the emissions of an event.
  func emissions(of event: EventName) -> [RecordedEmission] {
    entries.indices.filter { entries[$0].event == event }.map { emission($0) }
  }

  /// Returns those emissions of an event that were not taken, with their indices; only those that
  /// ended after a number of others.
  func candidates(of event: EventName, endedAfter count: Int) -> [(Int, RecordedEmission)] {
    ended[count...]
      .filter { entries[$0].event == event && !entries[$0].isTaken }
      .map { ($0, emission($0)) }
  }

  /// Takes an emission.
  ///
  /// - Returns: False if it was taken already.
  mutating func take(_ index: Int) -> Bool {
    defer { entries[index].isTaken = true }
    return !entries[index].isTaken
  }

  private func emission(_ index: Int) -> RecordedEmission {
    let entry = entries[index]
    return RecordedEmission(
      event: entry.event,
      data: entry.data,
      isRunning: !entry.hasEnded,
      refusal: entry.refusal,
      runs: entry.runs.map { handler(runs[$0]) }
    )
  }

  private func handler(_ run: Run) -> RecordedHandler {
    RecordedHandler(
      event: entries[run.entry].event,
      subscription: run.subscription,
      outcome: run.outcome,
      duration: run.end.map { $0 - run.start },
      note: run.note,
      children: run.children.map { emission($0) }
    )
  }
}
