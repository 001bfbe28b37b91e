import Events
import Synchronization
import Testing

@Suite("several tracers")
struct SeveralTracersTests {
  @Test func `each tracer is told every fact in the same order`() async {
    let tracers = [RecordingTracer(), RecordingTracer(), RecordingTracer()]
    let bus = EventBus(logger: .silent, tracers: tracers)
    bus.subscribe(to: "a", name: "h") { _, context in await context.bus.emit("b") }
    await withTaskGroup { group in
      for _ in 1...20 { group.addTask { _ = await bus.emit("a") } }
    }

    for tracer in tracers {
      #expect(tracer.lines == tracers[0].lines)
      #expect(TraceCheck(tracer.records).violations == [])
    }
    #expect(tracers[0].lines.count == 1 + 20 * 6)
  }

  @Test func `of each fact the first tracer is told first`() async {
    let log = SharedLog<String>()
    let bus = EventBus(
      tracers: ["x", "y"].map { name in RecordingTracer { log.add("\(name)\($0.sequence)") } }
    )
    await bus.emit("a")
    #expect(log.entries == ["x1", "y1", "x2", "y2"])
  }

  @Test func `each tracer gets the time of its own clock, and no time goes back`() async {
    let clocks = [FakeClock(start: 10, step: 1), FakeClock(start: 500, step: -100)]
    let bus = EventBus(tracers: clocks)
    bus.subscribe(to: "a") { _ in }
    await bus.emit("a")

    #expect(clocks[0].times.entries == [11, 12, 13, 14, 15].map { .seconds($0) })
    #expect(clocks[1].times.entries == [400, 400, 400, 400, 400].map { .seconds($0) })
  }

  @Test func `a tracer may use the bus while another has not been told yet`() async {
    let link = BusLink()
    let last = RecordingTracer()
    let first = RecordingTracer { record in
      if record.sequence == 1 { link.bus?.subscribe(to: "b", name: "h") { _ in } }
    }
    let bus = EventBus(tracers: [first, last])
    link.connect(bus)
    await bus.emit("a")

    #expect(first.lines == last.lines)
    #expect(last.records.map(\.sequence) == [1, 2, 3])
    #expect(last.lines[1] == "r1 h subscribed to b")
  }

  @Test func `no tracers are none`() async {
    let bus = EventBus(tracers: [])
    #expect(await bus.emit("a").emission == nil)
  }

  @Test func `a run of a handler has its event`() async throws {
    let tracer = RecordingTracer()
    let bus = EventBus(tracers: [tracer])
    bus.subscribe(to: "a") { _ in }
    await bus.emit("a")

    let events = tracer.records.compactMap { record in
      switch record.fact {
      case .handlerStarted(let run), .handlerFinished(let run, _, _): run.event
      default: nil as EventName?
      }
    }
    #expect(events == ["a", "a"])
  }
}

/// A tracer with a clock that goes on by a step, or back, whenever it is read.
private final class FakeClock: EventTracer {
  let times = SharedLog<Duration>()
  private let time: Mutex<Int>
  private let step: Int

  init(start: Int, step: Int) {
    time = Mutex(start)
    self.step = step
  }

  var now: Duration {
    time.withLock { time in
      time += step
      return .seconds(time)
    }
  }

  func record(_ record: TraceRecord) {
    times.add(record.time)
  }
}
