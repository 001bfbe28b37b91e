import Events
import Testing

@Suite("snapshot")
struct SnapshotTests {
  @Test(arguments: BusKind.allCases)
  func `a handler subscribed during an emission runs from the next one on`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let late = EventHandler(name: "late") { _ in log.add("late") }
    bus.subscribe(to: "a") { _, context in
      log.add("first")
      context.bus.subscribe(late, to: "a")
      #expect(context.bus.subscriptions(to: "a").last?.handler === late)
    }

    let first = await bus.emit("a")
    #expect(log.entries == ["first"])
    #expect(first.handlerCount == 1)

    let second = await bus.emit("a")
    #expect(log.entries == ["first", "first", "late"])
    #expect(second.handlerCount == 2)
  }

  @Test(arguments: BusKind.allCases)
  func `a handler unsubscribed during an emission still runs in it`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let leaving = EventHandler(name: "leaving") { _ in log.add("leaving") }
    bus.subscribe(to: "a") { _, context in
      log.add("first")
      context.bus.unsubscribe(leaving, from: "a")
      #expect(context.bus.subscriptions(to: "a").count == 1)
    }
    bus.subscribe(leaving, to: "a")

    await bus.emit("a")
    #expect(log.entries == ["first", "leaving"])

    await bus.emit("a")
    #expect(log.entries == ["first", "leaving", "first"])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that unsubscribes itself runs once`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    bus.subscribe(to: "a") { _, context in
      context.bus.unsubscribe(context.handler, from: context.event)
      log.add("once")
    }
    bus.subscribe(to: "a") { _ in log.add("always") }

    await bus.emit("a")
    await bus.emit("a")

    #expect(log.entries == ["once", "always", "always"])
  }

  @Test(arguments: BusKind.allCases)
  func `a nested emission has the handlers of its own start`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let isFirst = SharedCounter()
    bus.subscribe(to: "a") { _, context in
      guard isFirst.increment() == 1 else { return }
      context.bus.subscribe(to: "a") { _ in log.add("added") }
      log.add("nested starts")
      await context.bus.emit("a")
      log.add("nested ended")
    }

    await bus.emit("a")

    #expect(log.entries == ["nested starts", "added", "nested ended"])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that left in a nested emission still runs in the outer one`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let isFirst = SharedCounter()
    bus.subscribe(to: "a") { _, context in
      if isFirst.increment() == 1 { await context.bus.emit("a") }
    }
    bus.subscribe(to: "a") { _, context in
      context.bus.unsubscribe(context.handler, from: "a")
      log.add("runs")
    }

    await bus.emit("a")

    #expect(log.entries == ["runs", "runs"])
    #expect(bus.subscriptions(to: "a").map(\.id) == [1])
  }

  @Test(arguments: BusKind.allCases)
  func `changes from another task during an emission wait for the next one`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let isRunning = Gate()
    let mayGoOn = Gate()
    bus.subscribe(to: "a") { _ in
      isRunning.open()
      await mayGoOn.wait()
    }
    let leaving = bus.subscribe(to: "a") { _ in log.add("leaving") }.handler
    async let emission = bus.emit("a")
    await isRunning.wait()
    bus.unsubscribe(leaving, from: "a")
    bus.subscribe(to: "a") { _ in log.add("joining") }
    mayGoOn.open()

    #expect(await emission.handlerCount == 2)
    #expect(log.entries == ["leaving"])
    await bus.emit("a")
    #expect(log.entries == ["leaving", "joining"])
  }
}
