import Events
import Testing

@Suite("order")
struct OrderTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `handlers run in subscription order`(kind: BusKind, handlers: HandlerKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    for number in 1...20 {
      bus.subscribe(handlers.handler { _ in log.add(number) }, to: "a")
    }

    await bus.emit("a")

    #expect(log.entries == Array(1...20))
  }

  @Test(arguments: BusKind.allCases)
  func `handlers of different forms keep their order`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    for number in 1...9 {
      let form = HandlerKind.allCases[number % 3]
      bus.subscribe(form.handler { _ in log.add(number) }, to: "a")
    }

    await bus.emit("a")

    #expect(log.entries == Array(1...9))
  }

  @Test(arguments: BusKind.allCases)
  func `each handler has ended before the next one starts`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let isWaiting = Gate()
    let mayEnd = Gate()
    bus.subscribe(to: "a") { _ in
      log.add("first starts")
      isWaiting.open()
      await mayEnd.wait()
      log.add("first ends")
    }
    bus.subscribe(to: "a") { _ in log.add("second") }

    async let emission = bus.emit("a")
    await isWaiting.wait()
    #expect(log.entries == ["first starts"])
    mayEnd.open()
    let report = await emission

    #expect(log.entries == ["first starts", "first ends", "second"])
    #expect(report.completed == 2)
  }

  @Test(arguments: BusKind.allCases)
  func `emit returns when the last handler has ended`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    bus.subscribe(to: "a") { _ in
      for _ in 1...100 { await Task.yield() }
      log.add("handled")
    }

    await bus.emit("a")
    log.add("emitted")

    #expect(log.entries == ["handled", "emitted"])
  }

  @Test(arguments: BusKind.allCases)
  func `an emission runs the handlers of its event and of no other`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    bus.subscribe(to: "a") { _ in log.add("a") }
    bus.subscribe(to: "b") { _ in log.add("b") }
    bus.subscribe(to: "a.b") { _ in log.add("a.b") }
    bus.subscribe(to: "A") { _ in log.add("A") }

    await bus.emit("a")

    #expect(log.entries == ["a"])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that left and came back runs last`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let first = bus.subscribe(to: "a") { _ in log.add("first") }.handler
    bus.subscribe(to: "a") { _ in log.add("second") }

    bus.unsubscribe(first, from: "a")
    bus.subscribe(first, to: "a")
    await bus.emit("a")

    #expect(log.entries == ["second", "first"])
  }
}
