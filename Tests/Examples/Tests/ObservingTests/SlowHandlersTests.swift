import Events
import InMemoryLogging
import Logging
import Testing

@testable import Observing

@Suite("slow handlers")
struct SlowHandlersTests {
  private let log = InMemoryLogHandler()
  private let clock = ManualClock()
  private let bus: EventBus

  init() {
    let logger = Logger(label: "test") { [log] _ in log }
    bus = EventBus(
      interceptor: SlowHandlers(limit: .seconds(1), clock: clock, logger: logger).run
    )
  }

  @Test func `a handler that takes too long is named while it runs`() async throws {
    let (clock, log) = (clock, log)
    bus.subscribe(to: "a", name: "slow") { _ in
      await clock.sleepers(1)
      clock.wake(.seconds(1))
      while log.entries.isEmpty { await Task.yield() }
    }
    await bus.emit("a")
    let entry = try #require(log.entries.first)
    #expect("\(entry.message)" == "handler is slow")
    #expect(entry.metadata == ["handler": "slow"])
  }

  @Test func `a handler that is quick enough is not named`() async {
    let clock = clock
    bus.subscribe(to: "a", name: "quick") { _ in await clock.sleepers(1) }
    await bus.emit("a")
    clock.wake(.seconds(1))
    #expect(log.entries.isEmpty)
  }
}
