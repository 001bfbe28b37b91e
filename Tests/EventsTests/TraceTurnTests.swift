import Events
import Synchronization
import Testing

@Suite("trace: turns and times")
struct TraceTurnTests {
  @Test
  func `each emission hands its own facts to the tracer, and they have arrived when it returns`()
    async
  {
    let tracer = OwnerTracer()
    let bus = EventBus(logger: .silent, tracer: tracer)
    let names = (1...8).map { EventName("task \($0)") }
    for name in names { bus.subscribe(to: name) { _ async in await Task.yield() } }
    tracer.start()

    await withTaskGroup { group in
      for name in names {
        group.addTask {
          await OwnerTracer.$owner.withValue(name) {
            for _ in 1...100 {
              let report = await bus.emit(name)
              #expect(report.emission.map(tracer.hasFinished) == true)
            }
          }
        }
      }
    }

    #expect(tracer.strangers == 0)
  }

  @Test func `an emission on the main actor goes on while another task emits`() async {
    let isDone = Gate()
    let bus = EventBus(logger: .silent, tracer: OwnerTracer())
    bus.subscribe(to: "a") { _ in }

    let other = Task {
      while !isDone.isOpen { await bus.emit("a") }
    }
    await emitOnMainActor(200, on: bus)
    isDone.open()
    await other.value
  }

  @MainActor
  private func emitOnMainActor(_ count: Int, on bus: EventBus) async {
    for _ in 1...count { await bus.emit("a") }
  }

  @Test func `a fact has the time at which it happened, also if it is handed over later`() async {
    let time = SetTime(0)
    let link = BusLink()
    let tracer = TimedTracer(time) { record in
      guard case .emissionStarted = record.fact else { return }
      time.value = 5
      link.bus?.subscribe(to: "b", name: "late") { _ in }
      time.value = 9
    }
    let bus = EventBus(tracer: tracer)
    link.connect(bus)
    time.value = 1
    bus.subscribe(to: "a", name: "h") { _ in }
    time.value = 3

    await bus.emit("a")

    #expect(tracer.times.entries == [1, 3, 5, 9, 9, 9])
  }

  @Test func `times never go back, even if the clock does`() async {
    let time = SetTime(7)
    let tracer = TimedTracer(time)
    let bus = EventBus(tracer: tracer)
    bus.subscribe(to: "a") { _ in }
    time.value = 2
    await bus.emit("nobody")
    time.value = 8
    bus.subscribe(to: "a") { _ in }

    #expect(tracer.times.entries == [7, 7, 7, 8])
  }

  @Test func `a tracer without a clock of its own gets the time since the system started`() async {
    let clock = ContinuousClock()
    let tracer = RecordingTracer()
    let before = clock.systemEpoch.duration(to: clock.now)
    await EventBus(tracer: tracer).emit("a")
    let after = clock.systemEpoch.duration(to: clock.now)

    let times = tracer.records.map(\.time)
    #expect(times.count == 2)
    #expect(times.allSatisfy { before <= $0 && $0 <= after })
  }
}

/// A tracer that checks that records come from the task whose emission they are about.
private final class OwnerTracer: EventTracer {
  @TaskLocal static var owner: EventName?

  private let state = Mutex(State())

  private struct State {
    var isStarted = false
    var owners: [Int: EventName] = [:]
    var finished: Set<Int> = []
    var strangers = 0
  }

  func start() { state.withLock { $0.isStarted = true } }

  /// The number of records that came from a task with another emission.
  var strangers: Int { state.withLock { $0.strangers } }

  func hasFinished(_ emission: Int) -> Bool { state.withLock { $0.finished.contains(emission) } }

  func record(_ record: TraceRecord) {
    state.withLock { state in
      guard state.isStarted else { return }
      var emission = 0
      switch record.fact {
      case .emissionStarted(let start):
        emission = start.emission
        state.owners[emission] = start.event
      case .handlerStarted(let run), .handlerFinished(let run, _, _): emission = run.emission
      case .emissionFinished(let end):
        emission = end.emission
        state.finished.insert(emission)
      default: break
      }
      if state.owners[emission] != Self.owner { state.strangers += 1 }
    }
  }
}

/// A tracer with a clock that the test sets, in seconds.
private final class TimedTracer: EventTracer {
  let times = SharedLog<Int64>()
  private let time: SetTime
  private let reaction: @Sendable (TraceRecord) -> Void

  init(_ time: SetTime, reaction: @escaping @Sendable (TraceRecord) -> Void = { _ in }) {
    self.time = time
    self.reaction = reaction
  }

  var now: Duration { .seconds(time.value) }

  func record(_ record: TraceRecord) {
    times.add(record.time.components.seconds)
    reaction(record)
  }
}

/// A time that a test sets.
private final class SetTime: Sendable {
  private let seconds: Atomic<Int>

  init(_ seconds: Int) { self.seconds = Atomic(seconds) }

  var value: Int {
    get { seconds.load(ordering: .relaxed) }
    set { seconds.store(newValue, ordering: .relaxed) }
  }
}
