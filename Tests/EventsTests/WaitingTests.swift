import Events
import Testing

@Suite("next and events")
struct WaitingTests {
  @Test(arguments: BusKind.allCases)
  func `next returns the first emission that satisfies the predicate`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    async let next = bus.next(of: "a") { try $0.value("n", as: Int.self) > 2 }
    await subscribers(of: "a", on: bus)
    for number in 1...4 { await bus.emit("a", ["n": number]) }

    #expect(try await next == ["n": 3])
    #expect(bus.events.isEmpty)
  }

  @Test func `next takes any emission without a predicate`() async throws {
    let bus = EventBus()
    async let next = bus.next(of: "a")
    await subscribers(of: "a", on: bus)
    await bus.emit("a", ["n": 1])
    #expect(try await next == ["n": 1])
  }

  @Test func `a predicate that throws is a failure of its handler, and the waiting goes on`()
    async throws
  {
    let bus = EventBus(logger: .silent)
    async let next = bus.next(of: "a") { try $0.value("n", as: Int.self) > 0 }
    await subscribers(of: "a", on: bus)
    let report = await bus.emit("a", ["n": "x"])
    #expect(report.failures.map { "\($0.error)" } == ["field 'n': expected Int, found String"])
    #expect(
      report.failures[0].subscription.handler.name.hasPrefix("EventsTests/WaitingTests.swift:")
    )
    await bus.emit("a", ["n": 1])
    #expect(try await next == ["n": 1])
  }

  @Test(arguments: BusKind.allCases)
  func `a next that is cancelled leaves no subscription behind`(kind: BusKind) async {
    let bus = kind.makeBus()
    let task = Task { try await bus.next(of: "a") }
    await subscribers(of: "a", on: bus)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(bus.events.isEmpty)
  }

  @Test func `a next in a task that is cancelled already throws at once`() async {
    let bus = EventBus()
    let gate = Gate()
    let task = Task {
      await gate.wait()
      return try await bus.next(of: "a")
    }
    task.cancel()
    gate.open()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(bus.events.isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `events yields every emission since the call, in order`(kind: BusKind) async {
    let bus = kind.makeBus()
    let events = bus.events(of: "a")
    for number in 1...5 { await bus.emit("a", ["n": number]) }
    var numbers: [Int?] = []
    for await data in events {
      numbers.append(data["n"] as? Int)
      if numbers.count == 5 { break }
    }
    #expect(numbers == [1, 2, 3, 4, 5])
  }

  @Test func `events keeps as much as its policy says`() async {
    let bus = EventBus()
    let newest = bus.events(of: "a", bufferingPolicy: .bufferingNewest(1))
    let oldest = bus.events(of: "a", bufferingPolicy: .bufferingOldest(1))
    for number in 1...3 { await bus.emit("a", ["n": number]) }
    for await data in newest {
      #expect(data == ["n": 3])
      break
    }
    for await data in oldest {
      #expect(data == ["n": 1])
      break
    }
  }

  @Test(arguments: BusKind.allCases)
  func `the subscription of events ends with the iteration`(kind: BusKind) async {
    let bus = kind.makeBus()
    let events = bus.events(of: "a")
    await bus.emit("a")
    for await _ in events { break }
    #expect(bus.events.isEmpty)
    // A second iteration ends at once.
    for await _ in events { Issue.record("iterated again") }
    withExtendedLifetime(events) {}
  }

  @Test func `events that were kept are read after the task was cancelled`() async {
    let bus = EventBus()
    let events = bus.events(of: "a")
    for number in 1...3 { await bus.emit("a", ["n": number]) }
    let gate = Gate()
    let numbers = Task {
      await gate.wait()
      var numbers: [Int?] = []
      for await data in events { numbers.append(data["n"] as? Int) }
      return numbers
    }
    numbers.cancel()
    gate.open()
    #expect(await numbers.value == [1, 2, 3])
    #expect(bus.events.isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `the subscription of events ends with the cancellation of the task`(kind: BusKind) async {
    let bus = kind.makeBus()
    let events = bus.events(of: "a")
    let task = Task {
      var count = 0
      for await _ in events { count += 1 }
      return count
    }
    await bus.emit("a")
    task.cancel()
    #expect(await task.value <= 1)
    #expect(bus.events.isEmpty)
    withExtendedLifetime(events) {}
  }

  @Test(arguments: BusKind.allCases)
  func `the subscription of events ends with the last reference`(kind: BusKind) async {
    let bus = kind.makeBus()
    do {
      let events = bus.events(of: "a")
      let copy = events
      #expect(bus.events == ["a"])
      withExtendedLifetime((events, copy)) {}
    }
    #expect(bus.events.isEmpty)
  }

  @Test func `an iterator alone keeps the sequence going`() async {
    let bus = EventBus()
    var iterator = bus.events(of: "a").makeAsyncIterator()
    await bus.emit("a", ["n": 1])
    #expect(await iterator.next() == ["n": 1])
    #expect(bus.events == ["a"])
  }

  /// Returns once somebody is subscribed.
  private func subscribers(of event: EventName, on bus: EventBus) async {
    while bus.subscriptions(to: event).isEmpty { await Task.yield() }
  }
}
