import Events
import InMemoryLogging
import Logging
import Testing

@Suite("logging")
struct LoggingTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a failure is logged with its event, its handler, where that was made, and the error`(
    kind: BusKind,
    handlers: HandlerKind
  ) async throws {
    let log = CapturedLog()
    let bus = kind.makeBus(logger: log.logger)
    let handler = handlers.handler("broken") { _ in throw TestError("no paper") }
    bus.subscribe(handler, to: "print")

    await bus.emit("print")

    let entry = try #require(log.entries.first)
    #expect(log.entries.count == 1)
    #expect(entry.level == .error)
    #expect(entry.message == "handler failed: no paper")
    #expect(entry.error as? TestError == TestError("no paper"))
    #expect(
      entry.metadata == [
        "event": "print", "handler": "broken", "origin": "\(handler.origin)",
      ]
    )
  }

  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `a failure in a nested emission is logged with the chain of events`(
    kind: BusKind,
    handlers: HandlerKind
  ) async throws {
    let log = CapturedLog()
    let bus = kind.makeBus(logger: log.logger)
    for (event, inner): (EventName, EventName) in [("a", "b"), ("b", "c")] {
      bus.subscribe(to: event) { _, context in await context.bus.emit(inner) }
    }
    bus.subscribe(handlers.handler { _ in throw TestError() }, to: "c")

    await bus.emit("a")

    let entry = try #require(log.entries.first)
    #expect(log.entries.count == 1)
    #expect(entry.metadata["event"] == "c")
    #expect(entry.metadata["chain"] == ["a", "b", "c"])
  }

  @Test(arguments: BusKind.allCases)
  func `a cancelled handler is logged lower than a failed one`(kind: BusKind) async throws {
    let log = CapturedLog()
    let bus = kind.makeBus(logger: log.logger)
    bus.subscribe(to: "a", name: "waits") { _ in throw CancellationError() }
    bus.subscribe(to: "a", name: "breaks") { _ in throw TestError() }

    _ = await inCancelledTask { await bus.emit("a") }

    #expect(log.entries.map(\.metadata["handler"]) == ["waits", "breaks"])
    let levels = log.entries.map(\.level)
    #expect(levels == [.debug, .error])
    #expect(log.entries.first?.message == "handler cancelled")
  }

  @Test(arguments: BusKind.allCases)
  func `a refused emission is logged with the chain of events`(kind: BusKind) async throws {
    let log = CapturedLog()
    let bus = kind.makeBus(logger: log.logger, depthLimit: 2)
    for (event, other): (EventName, EventName) in [("ping", "pong"), ("pong", "ping")] {
      bus.subscribe(to: event) { _, context in await context.bus.emit(other) }
    }

    await bus.emit("ping")

    let entry = try #require(log.entries.first)
    #expect(log.entries.count == 1)
    #expect(entry.level == .error)
    #expect(entry.message == "emission refused: more than 2 nested emissions")
    #expect(entry.metadata == ["event": "ping", "chain": ["ping", "pong", "ping"]])
    #expect((entry.error as? RunawayError)?.chain == ["ping", "pong", "ping"])
  }

  @Test(arguments: BusKind.allCases)
  func `nothing is logged while all goes well`(kind: BusKind) async {
    let log = CapturedLog()
    let bus = kind.makeBus(logger: log.logger)
    let handler = bus.subscribe(to: "a") { _, context in
      context.note("fine")
      await context.bus.emit("nobody listens")
    }.handler

    await bus.emit("a")
    bus.unsubscribe(handler, from: "a")
    bus.unsubscribe(handler, from: "a")

    #expect(log.entries.isEmpty)
  }
}
