import Events
import EventsTesting
import Testing

@testable import Observing

@Suite("time limits")
struct TimeLimitTests {
  private let clock = ManualClock()
  private let recorder = EventRecorder()
  private let bus: EventBus

  init() {
    bus = EventBus(
      logger: .silent,
      tracer: recorder,
      interceptor: TimeLimit(limit: .seconds(1), clock: clock).run
    )
  }

  @Test func `a handler that takes too long is cancelled, and the next one runs`() async throws {
    let clock = clock
    bus.subscribe(to: "a", name: "slow") { _ in try await clock.sleep(for: .seconds(60)) }
    bus.subscribe(to: "a", name: "next") { _ in }
    Task {
      await clock.sleepers(2)
      clock.wake(.seconds(1))
    }
    await bus.emit("a")
    let emission = try await recorder.next("a")
    #expect(emission.failures == ["slow"])
    #expect(emission["slow"]?.error is TimeLimit.Exceeded)
    #expect(emission.completions == ["next"])
  }

  @Test func `a handler that is quick enough is left alone`() async {
    bus.subscribe(to: "a", name: "quick") { _, context in await context.bus.emit("b") }
    await bus.emit("a")
    #expect(recorder.ran.map(\.outcome) == [.completed])
    #expect(recorder.emissions[0]["quick"]?.emissions == ["b"])
  }

  @Test func `an error of a handler is its own`() async {
    struct Failed: Error {}
    bus.subscribe(to: "a", name: "bad") { _ in throw Failed() }
    await bus.emit("a")
    #expect(recorder.emissions[0]["bad"]?.error is Failed)
  }
}
