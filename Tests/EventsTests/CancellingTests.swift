import Events
import Testing

@Suite("cancelling a subscription")
struct CancellingTests {
  @Test(arguments: BusKind.allCases)
  func `a subscription knows its event and its handler, and removes itself once`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let handler = EventHandler { _ in }
    let first = bus.subscribe(handler, to: "a")
    let second = bus.subscribe(handler, to: "a")
    #expect(first.event == "a" && first.handler === handler)

    #expect(second.cancel())
    #expect(bus.subscriptions(to: "a").map(\.id) == [first.id])
    #expect(!second.cancel())
    #expect(first.cancel())
    #expect(!first.cancel())
    #expect(bus.events.isEmpty)
  }

  @Test func `a subscription that was removed by its handler cannot be cancelled`() {
    let bus = EventBus()
    let subscription = bus.subscribe(to: "a") { _ in }
    #expect(bus.unsubscribe(subscription.handler, from: "a"))
    #expect(!subscription.cancel())
  }

  @Test(arguments: BusKind.allCases)
  func `the subscriptions of a bus can be cancelled`(kind: BusKind) async {
    let bus = kind.makeBus()
    for _ in 1...3 { bus.subscribe(to: "a") { _ in } }
    #expect(bus.subscriptions(to: "a").map { $0.cancel() } == [true, true, true])
    #expect(await bus.emit("a").handlerCount == 0)
  }

  @Test(arguments: BusKind.allCases)
  func `a subscription that is dropped goes on`(kind: BusKind) async {
    let bus = kind.makeBus()
    do { _ = bus.subscribe(to: "a") { _ in } }
    #expect(await bus.emit("a").completed == 1)
  }

  @Test func `a subscription keeps neither its bus nor what else is subscribed there`() {
    let released = SharedCounter()
    func subscription() -> Subscription {
      let bus = EventBus(tracer: RecordingTracer())
      let observer = DeinitObserver { released.increment() }
      bus.subscribe(to: "a") { _ in withExtendedLifetime(observer) {} }
      return bus.subscribe(to: "a") { _ in }
    }
    let kept = subscription()
    #expect(released.value == 1)
    #expect(!kept.cancel())
  }

  @Test func `a cancelled handler is released`() {
    let bus = EventBus()
    let released = SharedCounter()
    do {
      let observer = DeinitObserver { released.increment() }
      bus.subscribe(to: "a") { _ in withExtendedLifetime(observer) {} }.cancel()
    }
    #expect(released.value == 1)
  }

  @Test func `a cancelled subscription is recorded, one that is gone is not`() {
    let tracer = RecordingTracer()
    let bus = EventBus(tracer: tracer)
    let subscription = bus.subscribe(to: "a", name: "h") { _ in }
    subscription.cancel()
    subscription.cancel()
    #expect(tracer.lines == ["r1 h subscribed to a", "r1 h unsubscribed from a"])
  }

  @Test(arguments: BusKind.allCases)
  func `a subscription for a scope ends with it, whether it returns or throws`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    let handler = EventHandler { _ in calls.increment() }

    let completed = await bus.withSubscription(to: "a", handler) {
      await bus.emit("a").completed
    }
    #expect(completed == 1 && calls.value == 1)
    #expect(bus.events.isEmpty)

    await #expect(throws: TestError()) {
      try await bus.withSubscription(to: "a", handler) { throw TestError() }
    }
    #expect(bus.events.isEmpty)
  }

  @Test func `the operation of a scope runs where it was called`() async {
    let bus = EventBus()
    await MainActor.run { MainActor.preconditionIsolated() }
    await scopeOnMainActor(bus)
  }

  @MainActor
  private func scopeOnMainActor(_ bus: EventBus) async {
    var count = 0
    await bus.withSubscription(to: "a", EventHandler { _ in }) {
      MainActor.preconditionIsolated()
      count += await bus.emit("a").completed
    }
    #expect(count == 1)
  }
}
