import Events
import Testing

@Suite("concurrent")
struct ConcurrencyTests {
  @Test(arguments: BusKind.allCases)
  func `emissions of different tasks interleave, and each keeps its order`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let slowWaits = Gate()
    let slowMayGoOn = Gate()
    bus.subscribe(to: "a") { data in
      let task = try data.value("task", as: String.self)
      log.add("\(task) 1")
      if task == "slow" {
        slowWaits.open()
        await slowMayGoOn.wait()
      }
    }
    bus.subscribe(to: "a") { data in
      log.add("\(try data.value("task", as: String.self)) 2")
    }

    async let slow = bus.emit("a", ["task": "slow"])
    await slowWaits.wait()
    let fast = await bus.emit("a", ["task": "fast"])
    slowMayGoOn.open()

    #expect(fast.completed == 2)
    #expect(await slow.completed == 2)
    #expect(log.entries == ["slow 1", "fast 1", "fast 2", "slow 2"])
  }

  @Test(arguments: BusKind.allCases)
  func `an emission that waits holds up no other one`(kind: BusKind) async {
    let bus = kind.makeBus()
    let waits = Gate()
    let mayGoOn = Gate()
    bus.subscribe(to: "slow") { _ in
      waits.open()
      await mayGoOn.wait()
    }
    let calls = SharedCounter()
    bus.subscribe(to: "fast") { _ in calls.increment() }

    async let slow = bus.emit("slow")
    await waits.wait()
    for _ in 1...100 { await bus.emit("fast") }
    #expect(calls.value == 100)
    mayGoOn.open()

    #expect(await slow.completed == 1)
  }

  @Test(arguments: BusKind.allCases)
  func `many tasks emit at once and every handler runs once for each`(kind: BusKind) async {
    let bus = kind.makeBus()
    let calls = HandlerKind.allCases.map { kind in
      let calls = SharedCounter()
      bus.subscribe(kind.handler { _ in calls.increment() }, to: "a")
      return calls
    }

    await withTaskGroup { group in
      for _ in 1...100 {
        group.addTask {
          for _ in 1...20 {
            let report = await bus.emit("a")
            #expect(report.completed == 3)
          }
        }
      }
    }

    #expect(calls.map(\.value) == [2_000, 2_000, 2_000])
  }

  @Test(arguments: BusKind.allCases)
  func `tasks that subscribe, emit and unsubscribe at once leave nothing behind`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let ran = SharedCounter()
    await withTaskGroup { group in
      for task in 1...20 {
        group.addTask {
          for round in 1...100 {
            let event: EventName = "event \((task + round) % 7)"
            let handler = bus.subscribe(to: event) { _ in ran.increment() }.handler
            // Its own handler runs for sure; those of other tasks may.
            #expect(await bus.emit(event).handlerCount >= 1)
            bus.unsubscribe(handler, from: event)
          }
        }
      }
    }

    #expect(ran.value >= 2_000)
    #expect(bus.events.isEmpty)
  }
}
