import Events
import Foundation
import Testing

@Suite("typed events")
struct TypedEventTests {
  @Test(arguments: BusKind.allCases)
  func `a typed handler gets the event that was emitted, in every form`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<String>()
    let order = Order.sample
    bus.subscribe(to: Order.self) { order in log.add("immediate \(order.id)") }
    bus.subscribe(to: Order.self, name: "later") { order in
      await pass()
      log.add("suspending \(order.id)")
    }
    bus.subscribe(to: Order.self) { order, context in log.add("\(context.event) \(order.id)") }
    bus.subscribe(to: Order.self, on: .shared) { order in
      MainActor.preconditionIsolated()
      log.add("main actor \(order.id)")
    }
    bus.once(to: Order.self) { order in log.add("once \(order.id)") }

    #expect(await bus.emit(order).completed == 5)
    #expect(
      log.entries == ["immediate 7", "suspending 7", "order.placed 7", "main actor 7", "once 7"]
    )
    #expect(bus.events == ["order.placed"])
    #expect(await bus.emit(order).completed == 4)
  }

  @Test(arguments: BusKind.allCases)
  func `an untyped handler of a typed emission sees the fields`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    let log = SharedLog<EventData>()
    bus.subscribe(to: "order.placed") { data in log.add(data) }
    await bus.emit(Order.sample)

    let data = try #require(log.entries.first)
    #expect(try data.value("id", as: Int.self) == 7)
    #expect(try data.value("tags", as: [String].self) == ["a", "b"])
    #expect(try data.value("color", as: String.self) == "red")
    #expect(try data.valueIfPresent("note", as: String.self) == nil)
    #expect(data == Order.sampleData)
  }

  @Test(arguments: BusKind.allCases)
  func `a typed handler decodes an untyped emission`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Order>()
    bus.subscribe(to: Order.self) { order in log.add(order) }
    #expect(await bus.emit("order.placed", Order.sampleData).completed == 1)
    #expect(log.entries == [.sample])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler of another type decodes what it knows`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    bus.subscribe(to: OrderNumber.self) { order in log.add(order.id) }
    await bus.emit(Order.sample)
    #expect(log.entries == [7])
  }

  @Test(arguments: BusKind.allCases)
  func `an event is encoded once, and only if somebody looks`(kind: BusKind) async {
    let bus = kind.makeBus()
    let encoded = SharedCounter()
    await Counted.$encodings.withValue(encoded) {
      bus.subscribe(to: Counted.self) { _ in }
      bus.subscribe(to: Counted.name) { _ in }
      await bus.emit(Counted(n: 1))
      #expect(encoded.value == 0)

      for _ in 1...3 { bus.subscribe(to: Counted.name) { data in _ = data["n"] } }
      await bus.emit(Counted(n: 1))
      #expect(encoded.value == 1)
    }
  }

  @Test(
    arguments: [
      (["color": "red"], "field 'id': expected Int, found nothing"),
      (["id": "7"], "field 'id': expected Int, found String"),
      (["id": 7.5], "field 'id': expected Int, found Double"),
      (["id": EventData.Null()], "field 'id': expected Int, found Null"),
      (["id": true], "field 'id': expected Int, found Bool"),
      (["id": 7, "tags": "a"], "field 'tags': expected Array<String>, found String"),
      (
        ["id": 7, "tags": ["a", 1] as [any Sendable]], "field 'tags[1]': expected String, found Int"
      ),
      (
        ["id": 7, "tags": [] as [String], "customer": ["name": 1] as EventData],
        "field 'customer.name': expected String, found Int"
      ),
      (
        ["id": 7, "tags": [] as [String], "customer": 1],
        "field 'customer': expected Customer, found Int"
      ),
      (
        ["id": 7, "tags": [] as [String], "customer": ["name": "x"] as EventData, "color": "blue"],
        "field 'color': expected Color, found String "
          + "(Cannot initialize Color from invalid String value blue)"
      ),
    ] as [(EventData, String)]
  )
  func `a field that does not fit is the handler's failure, and is named with both types`(
    data: EventData,
    message: String
  ) async {
    let bus = EventBus(logger: .silent)
    bus.subscribe(to: Order.self) { _ in }
    bus.subscribe(to: "order.placed") { _ in }
    let report = await bus.emit("order.placed", data)
    #expect(report.failures.map { "\($0.error)" } == [message])
    #expect(report.failures.first?.error is EventDataError)
    #expect(report.completed == 1)
  }

  @Test func `next and events take typed events`() async throws {
    let bus = EventBus(logger: .silent)
    let events = bus.events(of: OrderNumber.self)
    async let next = bus.next(of: OrderNumber.self) { $0.id > 1 }
    while bus.subscriptions(to: OrderNumber.name).count < 2 { await Task.yield() }
    for id in 1...3 { await bus.emit(OrderNumber(id: id)) }
    await bus.emit(OrderNumber.name, ["id": "x"])
    await bus.emit(OrderNumber.name, ["id": 4])

    #expect(try await next.id == 2)
    var ids: [Int] = []
    for await event in events {
      ids.append(event.id)
      if ids.count == 4 { break }
    }
    #expect(ids == [1, 2, 3, 4])
    #expect(bus.events.isEmpty)
  }

  @Test func `a typed handler can be made from a function, and called alone`() async throws {
    let log = SharedLog<Int>()
    @Sendable func take(_ order: OrderNumber) { log.add(order.id) }
    let handler = EventHandler(for: OrderNumber.self, take)
    try await handler(OrderNumber(id: 1))
    try await handler(["id": 2])
    #expect(log.entries == [1, 2])
    await #expect(throws: EventDataError.self) { try await handler() }

    let contextual = EventHandler(for: OrderNumber.self) { _, context in
      #expect(context.event == OrderNumber.name)
    }
    try await contextual(OrderNumber(id: 1))
  }

  @Test func `an event that has no fields says so to untyped handlers, and typed ones get it`()
    async throws
  {
    let bus = EventBus(logger: .silent)
    bus.subscribe(to: Lamp.self) { lamp in #expect(lamp == .on) }
    bus.subscribe(to: Lamp.name) { data in _ = try data.value("x", as: Int.self) }
    bus.subscribe(to: Lamp.name) { data in #expect(data.isEmpty) }
    let report = await bus.emit(Lamp.on)
    #expect(report.completed == 2)
    #expect(
      report.failures.map { "\($0.error)" } == [
        "expected EventData, found String (Lamp has no fields)"
      ]
    )
  }
}

// MARK: - Events

private struct OrderNumber: Event {
  static let name: EventName = "order.placed"
  let id: Int
}

private struct Order: Event, Equatable {
  static let name: EventName = "order.placed"

  struct Customer: Codable, Equatable {
    let name: String
    let age: UInt8?
  }

  enum Color: String, Codable { case red, green }

  enum Payment: Codable, Equatable {
    case cash
    case card(number: String)
  }

  let id: Int
  let tags: [String]
  let customer: Customer
  let color: Color
  let payment: Payment
  let placed: Date
  let prices: [String: Double]
  let ratings: [Int?]
  let note: String?
  let topic: EventName

  static let sample = Order(
    id: 7,
    tags: ["a", "b"],
    customer: Customer(name: "Ada", age: 36),
    color: .red,
    payment: .card(number: "1"),
    placed: Date(timeIntervalSinceReferenceDate: 5),
    prices: ["x": 1.5],
    ratings: [1, nil],
    note: nil,
    topic: "orders"
  )

  static let sampleData: EventData = [
    "id": 7, "tags": ["a", "b"], "customer": ["name": "Ada", "age": UInt8(36)] as EventData,
    "color": "red", "payment": ["card": ["number": "1"] as EventData] as EventData, "placed": 5.0,
    "prices": ["x": 1.5] as EventData, "ratings": [1, EventData.Null()] as [any Sendable],
    "topic": "orders",
  ]
}

private struct Counted: Event {
  static let name: EventName = "counted"
  @TaskLocal static var encodings = SharedCounter()

  let n: Int

  init(n: Int) { self.n = n }

  init(from decoder: any Decoder) throws {
    n = try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .n)
  }

  func encode(to encoder: any Encoder) throws {
    Self.encodings.increment()
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(n, forKey: .n)
  }

  private enum Keys: CodingKey { case n }
}

private enum Lamp: String, Event {
  static let name: EventName = "lamp.switched"
  case on, off
}
