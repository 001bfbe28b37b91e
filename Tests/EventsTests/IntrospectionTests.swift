import Events
import Testing

@Suite("introspection")
struct IntrospectionTests {
  @Test(arguments: BusKind.allCases)
  func `the events are those with handlers, sorted by name`(kind: BusKind) {
    let bus = kind.makeBus()
    #expect(bus.events.isEmpty)
    for event: EventName in ["c", "a", "b", "a"] { bus.subscribe(to: event) { _ in } }
    #expect(bus.events == ["a", "b", "c"])
  }

  @Test(arguments: BusKind.allCases)
  func `the subscriptions of an event are listed in running order`(kind: BusKind) {
    let bus = kind.makeBus()
    let handler = EventHandler(name: "twice") { _ in }
    bus.subscribe(handler, to: "a")
    bus.subscribe(to: "b", name: "elsewhere") { _ in }
    bus.subscribe(to: "a", name: "once") { _ in }
    bus.subscribe(handler, to: "a")

    let subscriptions = bus.subscriptions(to: "a")

    #expect(subscriptions.map(\.handler.name) == ["twice", "once", "twice"])
    #expect(subscriptions.map(\.id) == [1, 3, 4])
    #expect(subscriptions.first?.handler === subscriptions.last?.handler)
    #expect(bus.subscriptions(to: "nobody").isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `a plan says what an emission would run, and runs nothing`(kind: BusKind) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    bus.subscribe(to: "a", name: "first") { _ in calls.increment() }
    bus.subscribe(to: "a", name: "second") { _ in calls.increment() }

    let plan = bus.plan(for: "a")

    #expect(plan.event == "a")
    #expect(plan.depth == 0)
    #expect(plan.subscriptions.map(\.handler.name) == ["first", "second"])
    #expect(plan.refusal == nil)
    #expect(calls.value == 0)
    #expect(await bus.emit("a").handlerCount == plan.subscriptions.count)
  }

  @Test(arguments: BusKind.allCases)
  func `the plan for an event without handlers is empty`(kind: BusKind) {
    let bus = kind.makeBus()
    let plan = bus.plan(for: "a")
    #expect(plan.subscriptions.isEmpty)
    #expect(plan.refusal == nil)
    #expect(bus.events.isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `a plan made inside a handler knows its depth and foresees a refusal`(
    kind: BusKind
  ) async throws {
    let bus = kind.makeBus(depthLimit: 2)
    let plans = SharedLog<EmissionPlan>()
    let refusals = SharedLog<RunawayError?>()
    bus.subscribe(to: "a") { _, context in
      plans.add(context.bus.plan(for: "b"))
      refusals.add(await context.bus.emit("b").refusal)
    }
    bus.subscribe(to: "b") { _, context in
      plans.add(context.bus.plan(for: "a"))
      refusals.add(await context.bus.emit("a").refusal)
    }

    await bus.emit("a")

    #expect(plans.entries.map(\.depth) == [1, 2])
    #expect(plans.entries.map(\.refusal?.chain) == [nil, ["a", "b", "a"]])
    // The inner emission returns first.
    #expect(refusals.entries == plans.entries.map(\.refusal).reversed())
  }
}
