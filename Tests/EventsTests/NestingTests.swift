import Events
import Testing

@Suite("nested")
struct NestingTests {
  @Test(arguments: BusKind.allCases)
  func `a nested emission is finished before its handler goes on`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    bus.subscribe(to: "outer") { _, context in
      log.add("before")
      let report = await context.bus.emit("inner")
      log.add("after \(report.handlerCount)")
    }
    bus.subscribe(to: "inner") { _ in
      await Task.yield()
      log.add("inner 1")
    }
    bus.subscribe(to: "inner") { _ in log.add("inner 2") }

    await bus.emit("outer")

    #expect(log.entries == ["before", "inner 1", "inner 2", "after 2"])
  }

  @Test(arguments: BusKind.allCases)
  func `a later handler of the outer event sees the inner event first`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<EventName>()
    bus.subscribe(to: "outer") { _, context in await context.bus.emit("inner") }
    for event: EventName in ["outer", "inner"] {
      bus.subscribe(to: event) { _, context in log.add(context.event) }
    }

    await bus.emit("outer")

    #expect(log.entries == ["inner", "outer"])
  }

  @Test(arguments: BusKind.allCases)
  func `emissions nest depth first`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    for (event, inner) in [("a", ["b", "c"]), ("b", ["d"]), ("c", ["d"]), ("d", [])] {
      bus.subscribe(to: EventName(event)) { _, context in
        log.add("<\(event)")
        for event in inner { await context.bus.emit(EventName(event)) }
        log.add("\(event)>")
      }
    }

    await bus.emit("a")

    #expect(log.entries == ["<a", "<b", "<d", "d>", "b>", "<c", "<d", "d>", "c>", "a>"])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler may emit the event it handles`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    bus.subscribe(to: "countdown") { data, context in
      let left = try data.value("left", as: Int.self)
      log.add(left)
      if left > 0 { await context.bus.emit(context.event, ["left": left - 1]) }
      log.add(left)
    }

    await bus.emit("countdown", ["left": 3])

    #expect(log.entries == [3, 2, 1, 0, 0, 1, 2, 3])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler may emit on another bus`(kind: BusKind) async {
    let bus = kind.makeBus()
    let other = kind.makeBus()
    let log = SharedLog<String>()
    bus.subscribe(to: "a") { _ in
      await other.emit("a")
      log.add("outer")
    }
    other.subscribe(to: "a") { _ in log.add("inner") }

    await bus.emit("a")

    #expect(log.entries == ["inner", "outer"])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler may emit from child tasks and waits for them`(kind: BusKind) async {
    let bus = kind.makeBus()
    let calls = SharedCounter()
    bus.subscribe(to: "outer") { _, context in
      await withTaskGroup { group in
        for _ in 1...10 { group.addTask { await context.bus.emit("inner").completed } }
        #expect(await group.reduce(0, +) == 10)
      }
    }
    bus.subscribe(to: "inner") { _ in calls.increment() }

    await bus.emit("outer")

    #expect(calls.value == 10)
  }

  @Test(arguments: BusKind.allCases)
  func `the context tells a handler its bus, its event and itself`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    let seen = SharedLog<HandlerContext>()
    let handler = EventHandler { _, context in seen.add(context) }
    bus.subscribe(handler, to: "a")
    bus.subscribe(handler, to: "b")

    await bus.emit("b")

    let context = try #require(seen.entries.first)
    #expect(context.bus === bus)
    #expect(context.event == "b")
    #expect(context.handler === handler)
    #expect(seen.entries.count == 1)
  }
}
