import Events
import Logging
import Synchronization
import Testing

// The bus's lock is not recursive: code that runs while the lock is held, and uses the bus, would
// never return.

@Suite("no lock held")
struct ReentrancyTests {
  @Test(arguments: BusKind.allCases, HandlerKind.allCases)
  func `handlers may use the bus`(kind: BusKind, handlers: HandlerKind) async {
    let bus = kind.makeBus()
    bus.subscribe(handlers.handler { _ in use(bus) }, to: "a")

    await bus.emit("a")

    #expect(bus.events == ["a", "used"])
  }

  @Test func `a tracer may use the bus, and gets those records after the present one`() async {
    let link = BusLink()
    let tracer = RecordingTracer { record in
      switch record.fact {
      case .handlerSubscribed(event: "used", _), .handlerUnsubscribed(event: "used", _, _): break
      default: link.use()
      }
    }
    let bus = EventBus(tracer: tracer)
    link.connect(bus)
    bus.subscribe(to: "a", name: "h") { _ in }
    bus.unsubscribe(bus.subscribe(to: "b", name: "i") { _ in }.handler, from: "b")

    await bus.emit("a")

    #expect(!tracer.wasCalledWhileBusy)
    #expect(TraceCheck(tracer.records).violations == [])
    #expect(
      tracer.lines.prefix(4) == [
        "r1 h subscribed to a",
        "r2 used subscribed to used",
        "r2 used unsubscribed from used",
        "r3 used subscribed to used",
      ]
    )
    #expect(tracer.lines.filter { $0 == "#1.1 h started" }.count == 1)
    #expect(bus.subscriptions(to: "used").count == 7)
  }

  @Test(arguments: BusKind.allCases)
  func `a logger may use the bus`(kind: BusKind) async {
    let link = BusLink()
    let logger = Logger(label: "uses the bus") { _ in UsingLogHandler(link: link) }
    let bus = kind.makeBus(logger: logger, depthLimit: 1)
    link.connect(bus)
    bus.subscribe(to: "fails") { _ in throw TestError() }
    bus.subscribe(to: "is cancelled") { _ in throw CancellationError() }
    bus.subscribe(to: "is refused") { _, context in await context.bus.emit("is refused") }

    for event in bus.events { await bus.emit(event) }

    #expect(bus.subscriptions(to: "used").count == 3)
  }

  @Test(arguments: BusKind.allCases)
  func `the description of an error may use the bus`(kind: BusKind) async {
    let log = CapturedLog()
    let bus = kind.makeBus(logger: log.logger)
    bus.subscribe(to: "a") { _ in throw UsingError(bus: bus) }

    await bus.emit("a")

    #expect(log.messages == ["handler failed: used"])
    #expect(bus.events == ["a", "used"])
  }

  @Test(arguments: BusKind.allCases)
  func `the release of an object that a handler holds may use the bus`(kind: BusKind) {
    let bus = kind.makeBus()
    func subscribe() -> EventHandler {
      let observer = DeinitObserver { use(bus) }
      return bus.subscribe(to: "a") { _ in withExtendedLifetime(observer) {} }.handler
    }
    bus.unsubscribe(subscribe(), from: "a")

    #expect(bus.events == ["used"])
  }

  @Test(arguments: BusKind.allCases)
  func `the release of a handler that left during its emission may use the bus`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    func subscribe() {
      let observer = DeinitObserver { use(bus) }
      bus.subscribe(to: "a") { _, context in
        context.bus.unsubscribe(context.handler, from: "a")
        withExtendedLifetime(observer) {}
      }
    }
    subscribe()

    await bus.emit("a")

    #expect(bus.events == ["used"])
  }

  @Test(arguments: BusKind.allCases)
  func `the release of an event's data may use the bus`(kind: BusKind) async {
    let bus = kind.makeBus()
    bus.subscribe(to: "a") { _ in }

    await bus.emit("a", ["observer": DeinitObserver { use(bus) }])

    #expect(bus.events == ["a", "used"])
  }
}

/// Uses everything of a bus that can be used without `await`.
private func use(_ bus: EventBus) {
  bus.unsubscribe(bus.subscribe(to: "used", name: "used") { _ in }.handler, from: "used")
  bus.subscribe(to: "used", name: "used") { _ in }
  _ = bus.events
  _ = bus.subscriptions(to: "used")
  _ = bus.plan(for: "used")
}

extension BusLink {
  fileprivate func use() {
    if let bus { EventsTests.use(bus) }
  }
}

private struct UsingLogHandler: LogHandler {
  let link: BusLink
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .trace

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    link.use()
  }
}

private struct UsingError: Error, CustomStringConvertible {
  let bus: EventBus

  var description: String {
    use(bus)
    return "used"
  }
}
