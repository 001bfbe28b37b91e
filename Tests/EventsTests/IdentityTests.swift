import Events
import Testing

@Suite("identity, lifetime, shared")
struct IdentityTests {
  @Test(arguments: BusKind.allCases)
  func `the same object is the same handler, an equal one is not`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let twins = (1...2).map { number in
      EventHandler(name: "twin") { _ in log.add("twin \(number)") }
    }
    for twin in twins { bus.subscribe(twin, to: "a") }

    bus.unsubscribe(twins[1], from: "a")
    await bus.emit("a")

    #expect(log.entries == ["twin 1"])
  }

  @Test(arguments: BusKind.allCases)
  func `subscribing a closure returns its handler, with which it can be unsubscribed`(
    kind: BusKind
  ) async throws {
    let bus = kind.makeBus()
    let handlers = [
      bus.subscribe(to: "a") { _ in },
      bus.subscribe(to: "a") { _ in await pass() },
      bus.subscribe(to: "a") { _, _ in await pass() },
    ].map(\.handler)
    let registered = bus.subscriptions(to: "a").map(\.handler)
    #expect(registered.map(ObjectIdentifier.init) == handlers.map(ObjectIdentifier.init))

    for handler in handlers { bus.unsubscribe(handler, from: "a") }

    #expect(bus.events.isEmpty)
  }

  @Test func `a handler has the name it was given`() {
    #expect(EventHandler(name: "notify") { _ in }.name == "notify")
    #expect(EventHandler(name: "notify") { _ in }.description == "notify")
  }

  @Test func `a handler without a name is called after the place where it was made`() {
    let handler = EventHandler { _ in }
    #expect(handler.name == "EventsTests/IdentityTests.swift:\(#line - 1)")
    #expect(handler.origin == handler.name)
    #expect("\(handler)" == handler.name)
  }

  @Test func `every form of subscribe names the handler after the line of the call`() {
    let bus = EventBus()
    let handlers = [
      bus.subscribe(to: "a") { _ in },
      bus.subscribe(to: "a") { _ in await pass() },
      bus.subscribe(to: "a") { _, _ in await pass() },
    ].map(\.handler)
    let lines = (#line - 4)...(#line - 2)

    #expect(handlers.map(\.name) == lines.map { "EventsTests/IdentityTests.swift:\($0)" })
  }

  @Test func `a handler with a name still says where it was made`() {
    let handler = EventHandler(name: "notify") { _ in }
    #expect(handler.origin == "EventsTests/IdentityTests.swift:\(#line - 1)")
  }

  @Test(arguments: BusKind.allCases)
  func `the bus keeps a handler until it is unsubscribed`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    weak var handler: EventHandler?
    do {
      handler = bus.subscribe(to: "a") { _ in }.handler
    }
    #expect(await bus.emit("a").handlerCount == 1)
    let kept = try #require(handler)
    bus.unsubscribe(kept, from: "a")
    #expect(bus.events.isEmpty)
  }

  @Test func `a handler that was unsubscribed is released`() {
    let bus = EventBus()
    let released = SharedCounter()
    func subscribe() -> EventHandler {
      let observer = DeinitObserver { released.increment() }
      return bus.subscribe(to: "a") { _ in withExtendedLifetime(observer) {} }.handler
    }
    bus.unsubscribe(subscribe(), from: "a")

    #expect(released.value == 1)
  }

  @Test func `a bus that goes takes its handlers with it`() {
    let released = SharedCounter()
    do {
      let bus = EventBus()
      let observer = DeinitObserver { released.increment() }
      bus.subscribe(to: "a") { _ in withExtendedLifetime(observer) {} }
    }

    #expect(released.value == 1)
  }

  @Test func `the shared bus is one for everybody`() async {
    let calls = SharedCounter()
    let event: EventName = "IdentityTests.shared"
    let handler = EventBus.shared.subscribe(to: event) { _ in calls.increment() }.handler
    await Task.detached { _ = await EventBus.shared.emit(event) }.value
    EventBus.shared.unsubscribe(handler, from: event)

    #expect(calls.value == 1)
    #expect(EventBus.shared === EventBus.shared)
  }

  @Test func `a bus of one's own shares nothing with others`() async {
    let event: EventName = "IdentityTests.own"
    let first = EventBus()
    let second = EventBus()
    first.subscribe(to: event) { _ in }

    #expect(await first.emit(event).handlerCount == 1)
    #expect(await second.emit(event).handlerCount == 0)
    #expect(await EventBus.shared.emit(event).handlerCount == 0)
  }
}
