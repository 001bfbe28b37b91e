// The examples of the documentation, compiled. `ExampleTests` compares each of them with its
// source: a region is named after the file whose examples it has, in the order of the file.
// Declarations that cannot stand in a function are in a region of their own.

// MARK: - Declarations

import Events

extension EventName {
  static let inviteAccepted: EventName = "invite.accepted"
}

extension EventName {
  static let documentShared: EventName = "document.shared"
}

struct InviteAccepted: Event {
  static let name: EventName = "invite.accepted"
  let userID: Int
  let groupID: Int?
}

// MARK: - README.md

func readmeExample() async {
  let bus = EventBus()
  bus.subscribe(to: "invite.accepted", name: "notify") { data in
    print("welcome, user", try data.value("user_id", as: Int.self))
  }
  let report = await bus.emit("invite.accepted", ["user_id": 7, "group_id": 42])
  print(report.completed, "completed,", report.failures.count, "failed")
}

func readmeTypedExample(bus: EventBus) async {
  bus.subscribe(to: InviteAccepted.self) { invite in print("welcome, user", invite.userID) }
  await bus.emit(InviteAccepted(userID: 7, groupID: nil))
}

// MARK: - Sources/Events/Event.swift

func eventExample(bus: EventBus) async {
  bus.subscribe(to: InviteAccepted.self) { invite in print("welcome, user", invite.userID) }
  await bus.emit(InviteAccepted(userID: 7, groupID: nil))
}

// MARK: - Sources/Events/EventBus.swift

func busExample() async {
  let bus = EventBus()
  bus.subscribe(to: "invite.accepted") { data in
    print("welcome, user", try data.value("user_id", as: Int.self))
  }
  await bus.emit("invite.accepted", ["user_id": 7])
}

// MARK: - Sources/Events/EventBus+Closures.swift

func mainActorSubscription(bus: EventBus, badge: Badge) {
  bus.subscribe(to: "document.shared", on: .shared) { _ in badge.count += 1 }
}

// MARK: - Sources/Events/EventBus+Waiting.swift

func eventsExample(bus: EventBus) async throws {
  for await data in bus.events(of: "price.changed", bufferingPolicy: .bufferingNewest(1)) {
    print("the price is", try data.value("price", as: Int.self))
  }
}

func nextExample(bus: EventBus) async throws -> EventData {
  let data = try await bus.next(of: "invite.accepted") { $0["user_id"] as? Int == 7 }
  return data
}

func onceExample(bus: EventBus) {
  bus.once(to: "app.started") { _ in print("started") }
}

// MARK: - Sources/Events/EventHandler.swift

func handlerExample() async throws {
  let greet = EventHandler { data in
    print("welcome, user", try data.value("user_id", as: Int.self))
  }
  try await greet(["user_id": 7])
}

// MARK: - Sources/Events/EventData.swift

func dataExample() {
  let group: Int? = nil
  let data: EventData = ["user_id": 7, "group_id": group]

  print(data)  // Prints ["user_id": 7].
}

// MARK: - Sources/Events/EventName.swift

func nameExample(bus: EventBus) async {
  await bus.emit(.inviteAccepted, ["user_id": 7])
}

// MARK: - Sources/Events/HandlerContext.swift

func contextExample(bus: EventBus) {
  bus.subscribe(to: "upload.progressed") { data, context in
    guard try data.value("percent", as: Int.self) == 100 else { return }
    context.bus.unsubscribe(context.handler, from: context.event)
  }
}

// MARK: - Sources/Events/Interceptor.swift

func interceptorExample() -> EventBus {
  let bus = EventBus { context, next in
    let start = ContinuousClock.now
    try await next()
    print("\(context.handler) took \(ContinuousClock.now - start)")
  }
  return bus
}

// MARK: - Sources/Events/Events.docc/Events.md

func landingPageExample() async {
  let bus = EventBus()

  // In the domain that notifies people:
  bus.subscribe(to: .documentShared, name: "notify") { data in
    let user = try data.value("target_user_id", as: Int.self)
    print("user \(user) has a new document")
  }

  // In the domain that counts things:
  bus.subscribe(to: .documentShared, name: "track") { _ in
    print("one more document was shared")
  }

  // In the domain that shares documents:
  await bus.emit(.documentShared, ["target_user_id": 7, "document_id": "d1"])
}

// MARK: - Sources/Events/Events.docc/Concurrency.md

func nestingExample(bus: EventBus) async {
  bus.subscribe(to: "order.placed") { _, context in
    await context.bus.emit("stock.changed")
  }
  for event: EventName in ["order.placed", "stock.changed"] {
    bus.subscribe(to: event) { _, context in print("log:", context.event) }
  }

  // Prints "log: stock.changed", then "log: order.placed".
  await bus.emit("order.placed")
}

func mainActorExample(bus: EventBus, badge: Badge) {
  bus.subscribe(to: "document.shared", on: .shared) { _ in
    badge.count += 1
  }
}

func weakExample(bus: EventBus, badge: Badge) {
  weak let badge = badge
  bus.subscribe(to: "document.shared") { _ async in
    await badge?.refresh()
  }
}

func taskExample(bus: EventBus) {
  bus.subscribe(to: "user.created") { _, context in
    // Inside: the handler waits for it.
    async let greeting = context.bus.emit("greeting.due")

    // Inside or on its own: it may start before the emission has ended, or after.
    Task { await context.bus.emit("report.due") }

    _ = await greeting
  }
}

func lifetimeExample(bus: EventBus) {
  // Keeps the bus alive.
  bus.subscribe(to: "order.placed") { _ in await bus.emit("stock.changed") }

  // Does not.
  bus.subscribe(to: "order.placed") { _, context in await context.bus.emit("stock.changed") }
}

// MARK: - What the examples need

@MainActor
final class Badge {
  var count = 0

  nonisolated init() {}

  func refresh() { count += 1 }
}

/// The output of the examples.
enum Printed {
  @TaskLocal static var lines = SharedLog<String>()
}

private func print(_ items: Any...) {
  Printed.lines.add(items.map { "\($0)" }.joined(separator: " "))
}
