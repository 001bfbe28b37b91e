import Events

/// A check of all records of a bus against the rules of a trace.
struct TraceCheck {
  /// The rules that were broken; empty if the trace is right.
  private(set) var violations: [String] = []

  private var sequence = 0
  private var emissions = 0
  private var subscriptionCount = 0
  private var subscriptions: [EventName: [Subscription]] = [:]
  private var running: [Int: Run] = [:]

  private struct Run {
    let start: EmissionStart
    var current: Int?
    var finished = 0
    var completed = 0
    var failed = 0
    var cancelled = 0
    var skipped = 0
  }

  /// Checks a complete trace, at whose end nothing runs.
  init(_ records: [TraceRecord]) {
    for record in records { check(record) }
    for number in running.keys.sorted() { violations.append("emission \(number) did not finish") }
  }

  private mutating func check(_ record: TraceRecord) {
    sequence += 1
    expect(record.sequence == sequence, "record \(record.sequence) came as number \(sequence)")
    sequence = record.sequence
    switch record.fact {
    case .emissionStarted(let start): check(start)
    case .handlerStarted(let run): checkStart(of: run)
    case .handlerFinished(let run, let outcome, _): checkEnd(of: run, outcome)
    case .emissionFinished(let end): check(end)
    case .emissionRefused: break
    case .handlerSubscribed(let event, let subscription): check(subscription, addedTo: event)
    case .handlerUnsubscribed(let event, let handler, let subscription):
      check(subscription, of: handler, removedFrom: event)
    }
  }

  private mutating func expect(_ isRight: Bool, _ violation: String) {
    if !isRight { violations.append("\(sequence): \(violation)") }
  }
}

// MARK: - Emissions

extension TraceCheck {
  private mutating func check(_ start: EmissionStart) {
    emissions += 1
    expect(start.emission == emissions, "emission \(start.emission) is number \(emissions)")
    expect(
      start.handlers.map(\.id) == subscriptions[start.event, default: []].map(\.id),
      "emission \(start.emission) does not have the handlers that are subscribed"
    )
    if let parent = start.parent {
      let outer = running[parent.emission]
      expect(outer?.current == parent.position, "no handler runs at the parent's position")
      expect(start.depth == (outer?.start.depth ?? 0) + 1, "the depth is not one more")
    }
    running[start.emission] = Run(start: start)
  }

  private mutating func checkStart(of run: HandlerRun) {
    guard var emission = running[run.emission] else {
      return expect(false, "a handler started outside of its emission")
    }
    expect(emission.current == nil, "a handler started while another one ran")
    expect(run.position == emission.finished + 1, "handler \(run.position) is not the next one")
    expect(
      emission.start.handlers.dropFirst(max(0, run.position - 1)).first?.id == run.subscription.id,
      "the handler is not the one at position \(run.position)"
    )
    emission.current = run.position
    running[run.emission] = emission
  }

  private mutating func checkEnd(of run: HandlerRun, _ outcome: HandlerOutcome) {
    guard var emission = running[run.emission] else {
      return expect(false, "a handler finished outside of its emission")
    }
    expect(emission.current == run.position, "a handler finished that did not run")
    emission.current = nil
    emission.finished += 1
    switch outcome {
    case .completed: emission.completed += 1
    case .failed: emission.failed += 1
    case .cancelled: emission.cancelled += 1
    case .skipped: emission.skipped += 1
    }
    running[run.emission] = emission
  }

  private mutating func check(_ end: EmissionEnd) {
    guard let emission = running.removeValue(forKey: end.emission) else {
      return expect(false, "an emission finished that did not run")
    }
    expect(emission.current == nil, "an emission finished before its handler")
    expect(emission.finished == emission.start.handlers.count, "not every handler ran")
    expect(
      end.completed == emission.completed && end.failed == emission.failed
        && end.cancelled == emission.cancelled && end.skipped == emission.skipped,
      "the counts are not those of the handlers"
    )
  }
}

// MARK: - Subscriptions

extension TraceCheck {
  private mutating func check(_ subscription: Subscription, addedTo event: EventName) {
    subscriptionCount += 1
    expect(subscription.id == subscriptionCount, "subscription \(subscription.id) is out of order")
    subscriptions[event, default: []].append(subscription)
  }

  private mutating func check(
    _ subscription: Subscription?,
    of handler: EventHandler,
    removedFrom event: EventName
  ) {
    let index = subscriptions[event, default: []].firstIndex { $0.handler === handler }
    expect(
      subscription?.id == index.map { subscriptions[event, default: []][$0].id },
      "the subscription is not the handler's first"
    )
    if let index { subscriptions[event, default: []].remove(at: index) }
  }
}
