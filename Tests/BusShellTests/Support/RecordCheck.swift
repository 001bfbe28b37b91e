import BusLanguage
import BusShell
import EventJSON
import Events
import TestSupport

/// A check of a stream of `jsonl` records against the contract of the bus.
///
/// All it knows of the bus is in the records.
struct RecordCheck {
  private struct Subscription: Equatable {
    let id: Int
    let handler: String

    init(_ record: EventData) throws {
      id = try record.value("subscription")
      handler = try record.value("handler")
    }
  }

  private struct Emission {
    let event: String
    let depth: Int
    let plan: [Subscription]
    var position = 0
    var isHandlerRunning = false
    var isCancelled = false
    var outcomes: [String: Int] = [:]
  }

  private(set) var violations: [String] = []

  /// The number of records of each kind.
  private(set) var counts: [String: Int] = [:]

  private let depthLimit: Int
  private var sequence = 0
  private var emissions = 0
  private var subscriptionCount = 0
  private var subscriptions: [String: [Subscription]] = [:]
  private var running: [Int: Emission] = [:]

  init(depthLimit: Int) {
    self.depthLimit = depthLimit
  }

  /// Checks the output of a shell that started with nothing subscribed.
  mutating func follow(_ lines: some Sequence<Substring>) throws {
    for line in lines where line.hasPrefix("{") {
      try take(try JSONParser.object(in: String(line), at: nil))
    }
    expect(running.isEmpty, "\(running.count) emissions never end")
  }

  private mutating func take(_ record: EventData) throws {
    let kind = try record.value("kind", as: String.self)
    counts[kind, default: 0] += 1
    if kind == "reset" {
      expect(running.isEmpty, "a reset while emissions run")
      self = RecordCheck(carryingOn: self)
    }
    guard let number = try record.valueIfPresent("seq", as: Int.self) else { return }
    sequence += 1
    expect(number == sequence, "record \(number) follows \(sequence - 1)")
    switch kind {
    case "handler.subscribed": try subscribe(record)
    case "handler.unsubscribed": try unsubscribe(record)
    case "emission.started": try startEmission(record)
    case "handler.started": try startHandler(record)
    case "handler.finished": try finishHandler(record)
    case "emission.finished": try finishEmission(record)
    case "emission.refused": try refuse(record)
    case "emission.cancelled": try cancel(record)
    default: expect(false, "a record of the kind \(kind)")
    }
  }

  private init(carryingOn other: RecordCheck) {
    depthLimit = other.depthLimit
    violations = other.violations
    counts = other.counts
  }

  private mutating func expect(_ holds: Bool, _ violation: String) {
    if !holds { violations.append("record \(sequence): \(violation)") }
  }
}

// MARK: - The rules

extension RecordCheck {
  private mutating func subscribe(_ record: EventData) throws {
    subscriptionCount += 1
    let subscription = try Subscription(record)
    expect(subscription.id == subscriptionCount, "subscription \(subscription.id) out of turn")
    subscriptions[try record.value("event"), default: []].append(subscription)
  }

  private mutating func unsubscribe(_ record: EventData) throws {
    let event = try record.value("event", as: String.self)
    let handler = try record.value("handler", as: String.self)
    let index = subscriptions[event]?.firstIndex { $0.handler == handler }
    let removed = index.flatMap { subscriptions[event]?.remove(at: $0).id }
    expect(
      try record.valueIfPresent("subscription") == removed,
      "not the first subscription is removed"
    )
    expect(try record.value("found") == (removed != nil), "found is wrong")
  }

  private mutating func startEmission(_ record: EventData) throws {
    emissions += 1
    let number = try record.value("emission", as: Int.self)
    expect(number == emissions, "emission \(number) out of turn")
    let emission = Emission(
      event: try record.value("event"),
      depth: try record.value("depth"),
      plan: subscriptions[try record.value("event")] ?? []
    )
    try expectParent(of: record, depth: emission.depth)
    expect(emission.depth < depthLimit, "emission \(number) is too deep")
    expect(
      try record.value("handlers") == emission.plan.count,
      "emission \(number) does not run who is subscribed"
    )
    running[number] = emission
  }

  private mutating func expectParent(of record: EventData, depth: Int) throws {
    guard let parent = try record.valueIfPresent("parent", as: Int.self) else {
      expect(depth == 0, "depth \(depth) without a parent")
      return
    }
    expect(running[parent]?.isHandlerRunning == true, "no handler of \(parent) can have emitted")
    expect(running[parent]?.depth == depth - 1, "depth \(depth) inside \(parent)")
  }

  private mutating func startHandler(_ record: EventData) throws {
    try update(record) { emission in
      let isNext = !emission.isHandlerRunning && emission.position < emission.plan.count
      guard isNext else { return "a handler starts before the one before it has ended" }
      emission.isHandlerRunning = true
      emission.position += 1
      let expected = emission.plan[emission.position - 1]
      return try Subscription(record) == expected
        && record.value("position") == emission.position
        ? nil : "not the handler whose turn it is starts"
    }
  }

  private mutating func finishHandler(_ record: EventData) throws {
    try update(record) { emission in
      guard emission.isHandlerRunning else { return "a handler ends that does not run" }
      emission.isHandlerRunning = false
      emission.outcomes[try record.value("outcome"), default: 0] += 1
      let isSame =
        try Subscription(record) == emission.plan[emission.position - 1]
        && (record["error"] != nil) == (record.value("outcome") == "failed")
      return isSame ? nil : "another handler ends than the one that runs"
    }
  }

  private mutating func finishEmission(_ record: EventData) throws {
    try update(record) { emission in
      let isComplete = !emission.isHandlerRunning && emission.position == emission.plan.count
      guard isComplete else { return "an emission ends before its handlers" }
      for outcome in ["completed", "failed", "cancelled", "skipped"] {
        guard try record.valueIfPresent(outcome) ?? 0 == emission.outcomes[outcome, default: 0]
        else {
          return "the number of those \(outcome) is wrong"
        }
      }
      return nil
    }
    running[try record.value("emission")] = nil
  }

  private mutating func refuse(_ record: EventData) throws {
    let depth = try record.value("depth", as: Int.self)
    try expectParent(of: record, depth: depth)
    expect(depth == depthLimit, "refused at depth \(depth)")
    let chain = try record.value("chain", as: [String].self)
    expect(chain.count == depth + 1, "a chain of \(chain.count) events")
    expect(try chain.last == record.value("event"), "the chain does not lead to the event")
  }

  private mutating func cancel(_ record: EventData) throws {
    try update(record) { emission in
      defer { emission.isCancelled = true }
      if emission.isCancelled { return "cancelled twice" }
      if emission.depth > 0 { return "cancelled by itself, though it is nested" }
      return try record.value("event") == emission.event ? nil : "another event is cancelled"
    }
  }

  private mutating func update(
    _ record: EventData,
    _ change: (inout Emission) throws -> String?
  ) throws {
    let number = try record.value("emission", as: Int.self)
    guard var emission = running[number] else {
      expect(false, "emission \(number) does not run")
      return
    }
    let violation = try change(&emission)
    running[number] = emission
    expect(violation == nil, "emission \(number): \(violation ?? "")")
  }
}
