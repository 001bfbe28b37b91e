import Events
import Testing

// Emissions that the runaway guard must not refuse.

@Suite("runaway: what is no runaway")
struct AllowedDepthTests {
  @Test(.serialized, arguments: BusKind.allCases)
  func `a hundred thousand emissions at once are all served`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 2)
    let calls = SharedCounter()
    let refused = SharedCounter()
    let everybodyIsHere = Gate()
    bus.subscribe(to: "outer") { _, context in
      if await context.bus.emit("inner").refusal != nil { refused.increment() }
    }
    bus.subscribe(to: "inner") { _ in
      if calls.increment() == 100_000 { everybodyIsHere.open() }
      await everybodyIsHere.wait()
    }

    await withDiscardingTaskGroup { group in
      for _ in 1...100_000 { group.addTask { await bus.emit("outer") } }
    }

    #expect(calls.value == 100_000)
    #expect(refused.value == 0)
  }

  @Test(arguments: EmissionPath.allCases)
  func `an event without handlers is refused at the same depth`(path: EmissionPath) async {
    let bus = path.makeBus(depthLimit: 1)
    let reports = SharedLog<EmissionReport>()
    bus.subscribe(to: "outer") { _, context in
      #expect(context.bus.plan(for: "inner").refusal != nil)
      reports.add(await context.bus.emit("inner"))
    }

    await bus.emit("outer")

    #expect(reports.entries.map { $0.refusal?.chain } == [["outer", "inner"]])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler may emit as often as it wants, one after another`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 2)
    let calls = SharedCounter()
    bus.subscribe(to: "outer") { _, context in
      for _ in 1...1_000 { #expect(await context.bus.emit("inner").refusal == nil) }
    }
    bus.subscribe(to: "inner") { _ in calls.increment() }

    await bus.emit("outer")

    #expect(calls.value == 1_000)
  }

  @Test(arguments: BusKind.allCases)
  func `a heartbeat of tasks that emit it again forever is not refused`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 3)
    let beats = SharedCounter()
    let isOver = Gate()
    let refusals = SharedLog<RunawayError>()
    @Sendable func beat(after emissionEnded: Gate) {
      Task {
        await emissionEnded.wait()
        let ended = Gate()
        if let refusal = await bus.emit("beat", ["ended": ended]).refusal {
          refusals.add(refusal)
          isOver.open()
        }
        ended.open()
      }
    }
    bus.subscribe(to: "beat") { data in
      await pass()
      guard beats.increment() < 1_000 else { return isOver.open() }
      beat(after: try data.value("ended", as: Gate.self))
    }

    let start = Gate()
    start.open()
    beat(after: start)
    await isOver.wait()

    #expect(refusals.entries.isEmpty)
    #expect(beats.value == 1_000)
  }

  @Test(arguments: BusKind.allCases)
  func `a heartbeat whose beats overlap in pairs is not refused`(kind: BusKind) async {
    let bus = kind.makeBus(depthLimit: 3)
    let beats = SharedCounter()
    let isOver = Gate()
    let refusals = SharedLog<RunawayError>()
    bus.subscribe(to: "beat") { data in
      try data.valueIfPresent("is running", as: Gate.self)?.open()
      try await data.valueIfPresent("last one ended", as: Gate.self)?.wait()
      guard beats.increment() < 1_000 else { return isOver.open() }
      let ended = try data.value("ended", as: Gate.self)
      let nextIsRunning = Gate()
      Task {
        let nextEnded = Gate()
        let report = await bus.emit(
          "beat",
          ["is running": nextIsRunning, "last one ended": ended, "ended": nextEnded]
        )
        nextEnded.open()
        if let refusal = report.refusal {
          refusals.add(refusal)
          nextIsRunning.open()
          isOver.open()
        }
      }
      await nextIsRunning.wait()
    }

    let ended = Gate()
    await bus.emit("beat", ["ended": ended])
    ended.open()
    await isOver.wait()

    #expect(refusals.entries.isEmpty)
    #expect(beats.value == 1_000)
  }
}
