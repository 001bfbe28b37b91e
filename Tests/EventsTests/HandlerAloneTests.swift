import Events
import Testing

@Suite("handlers alone")
struct HandlerAloneTests {
  @Test(arguments: HandlerKind.allCases)
  func `a handler can be called, and throws its error`(kind: HandlerKind) async throws {
    let log = SharedLog<EventData>()
    let handler = kind.handler { data in
      log.add(data)
      if data.isEmpty { throw TestError() }
    }
    try await handler(["user_id": 7])
    await #expect(throws: TestError()) { try await handler() }
    #expect(log.entries == [["user_id": 7], [:]])
  }

  @Test func `a handler is called in a context that a test makes`() async throws {
    let bus = EventBus()
    let emitted = SharedLog<EventData>()
    bus.subscribe(to: "greeting.due") { data in emitted.add(data) }
    let handler = EventHandler { data, context in
      context.note("\(context.event) by \(context.handler)")
      await context.bus.emit("greeting.due", data)
    }

    let context = HandlerContext(event: "user.created", bus: bus, handler: handler)
    try await handler(["id": 7], in: context)

    #expect(emitted.entries == [["id": 7]])
    #expect(context.lastNote == "user.created by \(handler.name)")
    #expect(context.emission == nil)
  }

  @Test func `a context has the number of its emission if there is a trace`() async {
    for kind in BusKind.allCases {
      let bus = kind.makeBus()
      let numbers = SharedLog<Int?>()
      bus.subscribe(to: "a") { _, context in numbers.add(context.emission) }
      await bus.emit("a")
      await bus.emit("a")
      #expect(numbers.entries == (kind == .traced ? [1, 2] : [nil, nil]))
    }
  }

  @Test func `handlers are equal if they are the same object`() {
    let handler = EventHandler(name: "same") { _ in }
    let other = EventHandler(name: "same") { _ in }
    #expect(handler == handler)
    #expect(handler != other)
    #expect(Set([handler, other, handler]).count == 2)
  }

  @Test(arguments: BusKind.allCases)
  func `functions of every form make handlers`(kind: BusKind) async {
    let bus = kind.makeBus()
    let inbox = Inbox()
    let handlers = [
      EventHandler(synchronous), EventHandler(asynchronous), EventHandler(contextual),
      EventHandler(inbox.take), EventHandler(name: "n", inbox.takeLater),
      EventHandler(on: .shared, onMainActor),
    ]
    for handler in handlers { bus.subscribe(handler, to: "a") }
    bus.subscribe(to: "a", synchronous)
    bus.subscribe(to: "a", inbox.take)
    bus.subscribe(to: "a", contextual)

    #expect(await bus.emit("a", ["n": 1]).completed == 9)
    #expect(inbox.data.entries == [["n": 1], ["n": 1], ["n": 1]])
    #expect(handlers[0].origin == "EventsTests/HandlerAloneTests.swift:\(#line - 11)")
  }
}

private func synchronous(_ data: EventData) throws { _ = try data.value("n", as: Int.self) }
private func asynchronous(_ data: EventData) async { await pass() }
private func contextual(_ data: EventData, _ context: HandlerContext) async {}
@MainActor private func onMainActor(_ data: EventData) { MainActor.preconditionIsolated() }

private final class Inbox: Sendable {
  let data = SharedLog<EventData>()

  func take(_ data: EventData) { self.data.add(data) }

  func takeLater(_ data: EventData) async {
    await pass()
    take(data)
  }
}
