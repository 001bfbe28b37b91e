import Events
import Testing

@Suite("duplicates, unsubscribe, nobody listens, complete on return")
struct SubscriptionTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a handler that is subscribed twice runs twice`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    let handler = handlers.handler { _ in calls.increment() }
    bus.subscribe(handler, to: "a")
    bus.subscribe(handler, to: "a")

    let report = await bus.emit("a")

    #expect(calls.value == 2)
    #expect(report.handlerCount == 2)
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `unsubscribe removes the first subscription of the handler`(
    kind: BusKind,
    handlers: HandlerKind
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let twice = handlers.handler { _ in log.add("twice") }
    let other = handlers.handler { _ in log.add("other") }
    bus.subscribe(twice, to: "a")
    bus.subscribe(other, to: "a")
    bus.subscribe(twice, to: "a")

    bus.unsubscribe(twice, from: "a")
    await bus.emit("a")

    #expect(bus.subscriptions(to: "a").map(\.id) == [2, 3])
    #expect(log.entries == ["other", "twice"])
  }

  @Test(arguments: BusKind.allCases)
  func `unsubscribing what is not subscribed does nothing`(kind: BusKind) async {
    let bus = kind.makeBus()
    let handler = EventHandler(name: "same name") { _ in }
    let stranger = EventHandler(name: "same name") { _ in }
    bus.subscribe(handler, to: "a")

    bus.unsubscribe(stranger, from: "a")
    bus.unsubscribe(handler, from: "b")
    bus.unsubscribe(stranger, from: "b")

    #expect(bus.subscriptions(to: "a").map(\.id) == [1])
    #expect(bus.events == ["a"])
  }

  @Test(arguments: BusKind.allCases)
  func `unsubscribing from one event leaves the others alone`(kind: BusKind) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    let handler = EventHandler { _ in calls.increment() }
    bus.subscribe(handler, to: "a")
    bus.subscribe(handler, to: "b")

    bus.unsubscribe(handler, from: "a")
    await bus.emit("a")
    #expect(calls.value == 0)
    await bus.emit("b")
    #expect(calls.value == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `an event without handlers can be emitted and leaves nothing behind`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    var ran = 0
    for number in 1...1_000 {
      ran += await bus.emit("event \(number)", ["number": number]).handlerCount
    }

    #expect(ran == 0)
    #expect(bus.events.isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `an event whose last handler left is gone`(kind: BusKind) async {
    let bus = kind.makeBus()
    let handler = bus.subscribe(to: "a") { _ in }.handler
    bus.subscribe(handler, to: "a")

    bus.unsubscribe(handler, from: "a")
    #expect(bus.events == ["a"])
    bus.unsubscribe(handler, from: "a")

    #expect(bus.events.isEmpty)
    #expect(bus.subscriptions(to: "a").isEmpty)
    #expect(await bus.emit("a").handlerCount == 0)
  }

  @Test(arguments: BusKind.allCases)
  func `subscribe and unsubscribe are done when they return`(kind: BusKind) async {
    let bus = kind.makeBus()
    let handler = EventHandler { _ in }
    for _ in 1...100 {
      bus.subscribe(handler, to: "a")
      let subscribed = await Task.detached { await bus.emit("a").handlerCount }.value
      bus.unsubscribe(handler, from: "a")
      let unsubscribed = await Task.detached { await bus.emit("a").handlerCount }.value
      #expect(subscribed == 1)
      #expect(unsubscribed == 0)
    }
  }

  @Test(arguments: BusKind.allCases)
  func `no subscription number is given twice`(kind: BusKind) {
    let bus = kind.makeBus()
    let handler = bus.subscribe(to: "a") { _ in }.handler
    bus.unsubscribe(handler, from: "a")
    bus.subscribe(handler, to: "a")
    bus.subscribe(handler, to: "b")

    #expect(bus.subscriptions(to: "a").map(\.id) == [2])
    #expect(bus.subscriptions(to: "b").map(\.id) == [3])
  }

  @Test(arguments: BusKind.allCases)
  func `subscribing returns the subscription, and unsubscribing whether there was one`(
    kind: BusKind
  ) {
    let bus = kind.makeBus()
    let handler = EventHandler { _ in }
    let first = bus.subscribe(handler, to: "a")
    let second = bus.subscribe(handler, to: "a")
    #expect(first.handler === handler && second.handler === handler)
    #expect(bus.subscriptions(to: "a").map(\.id) == [first.id, second.id])

    #expect(!bus.unsubscribe(handler, from: "b"))
    #expect(!bus.unsubscribe(EventHandler { _ in }, from: "a"))
    #expect(bus.unsubscribe(handler, from: "a"))
    #expect(bus.subscriptions(to: "a").map(\.id) == [second.id])
    #expect(bus.unsubscribe(handler, from: "a"))
    #expect(!bus.unsubscribe(handler, from: "a"))
  }
}
