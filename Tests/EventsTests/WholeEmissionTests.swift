import Events
import Testing

@Suite("whole emissions")
struct WholeEmissionTests {
  private let tracer: WholeRecordingTracer
  private let bus: EventBus

  init() {
    tracer = WholeRecordingTracer()
    bus = EventBus(logger: .silent, tracer: tracer)
  }

  @Test func `an emission whose handlers never suspend is taken as a whole, with all its facts`()
    async
  {
    bus.subscribe(to: "a", name: "first") { _ in }
    bus.subscribe(
      EventHandler(name: "second", immediate: { _, context in context.note("done") }),
      to: "a"
    )

    let report = await bus.emit("a")

    #expect(tracer.wholeCount == 1)
    #expect(report.completed == 2)
    #expect(report.emission == 1)
    #expect(
      tracer.facts.lines == [
        "r1 first subscribed to a",
        "r2 second subscribed to a",
        "#1 a started, 2 to run",
        "#1.1 first started",
        "#1.1 first completed",
        "#1.2 second started",
        "#1.2 second completed: done",
        "#1 a finished, 2 completed, 0 failed, 0 cancelled",
      ]
    )
    #expect(tracer.facts.records.map(\.sequence) == Array(1...8))
    let seconds = tracer.facts.records.dropFirst(2).map(\.time.components.seconds)
    #expect(seconds == [3, 3, 4, 4, 5, 5])
  }

  @Test func `a fact that comes in between follows those that have happened`() async {
    bus.subscribe(to: "a", name: "first") { _ in }
    bus.subscribe(
      EventHandler(
        name: "second",
        immediate: { _, context in
          context.bus.subscribe(EventHandler(name: "third") { _ in }, to: "a")
        }
      ),
      to: "a"
    )
    bus.subscribe(to: "a", name: "last") { _ in }

    await bus.emit("a")

    #expect(tracer.wholeCount == 0)
    #expect(
      tracer.facts.lines.dropFirst(3) == [
        "#1 a started, 3 to run",
        "#1.1 first started",
        "#1.1 first completed",
        "#1.2 second started",
        "r4 third subscribed to a",
        "#1.2 second completed",
        "#1.3 last started",
        "#1.3 last completed",
        "#1 a finished, 3 completed, 0 failed, 0 cancelled",
      ]
    )
    #expect(tracer.facts.records.map(\.sequence) == Array(1...12))
    #expect(TraceCheck(tracer.facts.records).violations == [])
  }

  @Test func `an emission by a task of a handler follows the facts that have happened`() async {
    let bus = bus
    bus.subscribe(to: "b", name: "inner") { _ in }
    bus.subscribe(to: "a", name: "outer") { _ in
      Task.immediate { await bus.emit("b") }
    }

    await bus.emit("a")

    #expect(tracer.wholeCount == 0)
    #expect(
      tracer.facts.lines.dropFirst(2) == [
        "#1 a started, 1 to run",
        "#1.1 outer started",
        "#1.1 > #2 b started, 1 to run",
        "#2.1 inner started",
        "#2.1 inner completed",
        "#2 b finished, 1 completed, 0 failed, 0 cancelled",
        "#1.1 outer completed",
        "#1 a finished, 1 completed, 0 failed, 0 cancelled",
      ]
    )
  }

  @Test(arguments: 1...200)
  func `facts are the same whether emissions are taken as a whole or not`(seed: Int) async {
    let single = RecordingTracer()
    await RandomUse.run(seed, on: EventBus(logger: .silent, depthLimit: 3, tracer: single))
    let whole = WholeRecordingTracer()
    await RandomUse.run(seed, on: EventBus(logger: .silent, depthLimit: 3, tracer: whole))

    #expect(single.lines == whole.facts.lines)
    #expect(single.records.map(\.sequence) == whole.facts.records.map(\.sequence))
    #expect(TraceCheck(whole.facts.records).violations == [])
    #expect(whole.wholeCount > 0)
  }
}

/// A random use of a bus, the same for the same seed: handlers of all kinds, and emissions of three
/// events.
private struct RandomUse {
  private var state: UInt64

  static func run(_ seed: Int, on bus: EventBus) async {
    var use = RandomUse(state: UInt64(seed))
    bus.subscribe(to: "a", name: "always") { _ in }
    await bus.emit("a")
    for number in 1...12 {
      let handler = use.handler("h\(number)", on: bus)
      let event = use.event()
      if number.isMultiple(of: 5) {
        bus.once(handler, to: event)
      } else {
        bus.subscribe(handler, to: event)
      }
      await bus.emit(use.event(), ["number": number])
      await bus.emit(use.event())
    }
  }

  private mutating func event() -> EventName { ["a", "b", "c"][next(3)] }

  private mutating func handler(_ name: String, on bus: EventBus) -> EventHandler {
    let event = event()
    return switch next(10) {
    case 0, 1: EventHandler(name: name) { _ in }
    case 2, 3: EventHandler(name: name, immediate: { _, context in context.note(name) })
    case 4: EventHandler(name: name, immediate: { _, context in context.note(madeBy: { name }) })
    case 5: EventHandler(name: name) { _ in throw TestError() }
    case 6: EventHandler(name: name) { _ in await bus.emit(event) }
    case 7: EventHandler(name: name) { _ in _ = Task.immediate { await bus.emit(event) } }
    case 8:
      EventHandler(
        name: name,
        immediate: { _, context in context.bus.unsubscribe(context.handler, from: context.event) }
      )
    default:
      EventHandler(
        name: name,
        immediate: { _, context in
          context.bus.subscribe(EventHandler(name: "new") { _ in }, to: event)
        }
      )
    }
  }

  /// A number below a limit.
  private mutating func next(_ limit: UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % limit)
  }
}
