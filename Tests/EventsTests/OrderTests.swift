import Events
import Testing

@Suite("order")
struct OrderTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `handlers run in subscription order`(kind: BusKind, handlers: HandlerKind) async {
    let bus = kind.makeBus()
    let journal = Journal<Int>()
    for number in 1...20 {
      bus.subscribe(handlers.handler { _ in journal.add(number) }, to: "a")
    }

    await bus.emit("a")

    #expect(journal.entries == Array(1...20))
  }

  @Test(arguments: BusKind.allCases)
  func `handlers of different forms keep their order`(kind: BusKind) async {
    let bus = kind.makeBus()
    let journal = Journal<Int>()
    for number in 1...9 {
      let form = HandlerKind.allCases[number % 3]
      bus.subscribe(form.handler { _ in journal.add(number) }, to: "a")
    }

    await bus.emit("a")

    #expect(journal.entries == Array(1...9))
  }

  @Test(arguments: BusKind.allCases)
  func `each handler has ended before the next one starts`(kind: BusKind) async {
    let bus = kind.makeBus()
    let journal = Journal<String>()
    let isWaiting = Gate()
    let mayEnd = Gate()
    bus.subscribe(to: "a") { _ in
      journal.add("first starts")
      isWaiting.open()
      await mayEnd.wait()
      journal.add("first ends")
    }
    bus.subscribe(to: "a") { _ in journal.add("second") }

    async let emission = bus.emit("a")
    await isWaiting.wait()
    #expect(journal.entries == ["first starts"])
    mayEnd.open()
    let report = await emission

    #expect(journal.entries == ["first starts", "first ends", "second"])
    #expect(report.completed == 2)
  }

  @Test(arguments: BusKind.allCases)
  func `emit returns when the last handler has ended`(kind: BusKind) async {
    let bus = kind.makeBus()
    let journal = Journal<String>()
    bus.subscribe(to: "a") { _ in
      for _ in 1...100 { await Task.yield() }
      journal.add("handled")
    }

    await bus.emit("a")
    journal.add("emitted")

    #expect(journal.entries == ["handled", "emitted"])
  }

  @Test(arguments: BusKind.allCases)
  func `an emission runs the handlers of its event and of no other`(kind: BusKind) async {
    let bus = kind.makeBus()
    let journal = Journal<String>()
    bus.subscribe(to: "a") { _ in journal.add("a") }
    bus.subscribe(to: "b") { _ in journal.add("b") }
    bus.subscribe(to: "a.b") { _ in journal.add("a.b") }
    bus.subscribe(to: "A") { _ in journal.add("A") }

    await bus.emit("a")

    #expect(journal.entries == ["a"])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that left and came back runs last`(kind: BusKind) async {
    let bus = kind.makeBus()
    let journal = Journal<String>()
    let first = bus.subscribe(to: "a") { _ in journal.add("first") }.handler
    bus.subscribe(to: "a") { _ in journal.add("second") }

    bus.unsubscribe(first, from: "a")
    bus.subscribe(first, to: "a")
    await bus.emit("a")

    #expect(journal.entries == ["second", "first"])
  }
}
