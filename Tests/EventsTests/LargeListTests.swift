import Events
import Testing

/// Events with more handlers than a list keeps in one piece.
@Suite("lists of many handlers")
struct LargeListTests {
  @Test(arguments: BusKind.allCases)
  func `many handlers run in the order of their subscription`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    for number in 0..<2_500 {
      // Those that never suspend end in the middle of a piece, and begin again.
      let kind: HandlerKind = number < 1_700 || number % 3 == 0 ? .immediate : .suspending
      bus.subscribe(kind.handler { _ in log.add(number) }, to: "a")
    }

    let report = await bus.emit("a")

    #expect(log.entries == Array(0..<2_500))
    #expect(report.completed == 2_500)
    #expect(bus.subscriptions(to: "a").map(\.id) == Array(1...2_500))
  }

  @Test(arguments: BusKind.allCases)
  func `many handlers that each remove themselves run once`(kind: BusKind) async {
    let bus = kind.makeBus()
    let found = SharedCounter()
    for _ in 0..<20_000 {
      bus.subscribe(to: "a") { _, context in
        if context.bus.unsubscribe(context.handler, from: context.event) { found.increment() }
      }
    }

    #expect(await bus.emit("a").completed == 20_000)
    #expect(found.value == 20_000)
    #expect(bus.events.isEmpty)
  }

  @Test(arguments: BusKind.allCases)
  func `handlers that are subscribed and removed meanwhile do not change an emission`(
    kind: BusKind
  ) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    let subscriptions = SharedLog<Subscription>()
    for number in 0..<1_200 {
      subscriptions.add(
        bus.subscribe(to: "a") { _, context in
          log.add(number)
          context.bus.subscribe(to: "a") { _ in log.add(-1) }
          subscriptions.entries[1_199 - number].cancel()
        }
      )
    }

    #expect(await bus.emit("a").completed == 1_200)
    #expect(log.entries == Array(0..<1_200))
    #expect(bus.subscriptions(to: "a").map(\.id) == Array(1_201...2_400))
    #expect(await bus.emit("a").completed == 1_200)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `any changes leave the subscriptions that a plain list would have`(seed: UInt64) async {
    var random = Generator(state: seed)
    let bus = EventBus()
    let handlers = (0..<300).map { EventHandler(name: "\($0)") { _ in } }
    var model: [Subscription] = []
    var gone: [Subscription] = []
    for step in 0..<9_000 {
      // The list grows at first, then shrinks to nothing.
      let grows = Int.random(in: 0..<4_500, using: &random) > step - 3_000
      let handler = handlers[Int.random(in: 0..<handlers.count, using: &random)]
      if grows {
        model.append(bus.subscribe(handler, to: "a"))
      } else if Bool.random(using: &random), !model.isEmpty {
        gone.append(model.remove(at: Int.random(in: 0..<model.count, using: &random)))
        #expect(gone.last?.cancel() == true)
      } else {
        let first = model.firstIndex { $0.handler === handler }
        #expect(bus.unsubscribe(handler, from: "a") == (first != nil))
        if let first { gone.append(model.remove(at: first)) }
      }
      #expect(gone.randomElement(using: &random)?.cancel() != true)
      if step % 100 == 0 {
        #expect(bus.subscriptions(to: "a").map(\.id) == model.map(\.id))
        #expect(await bus.emit("a").completed == model.count)
      }
    }
    for handler in handlers { while bus.unsubscribe(handler, from: "a") {} }
    #expect(bus.events.isEmpty)
  }
}

/// A generator of the same numbers for the same seed (SplitMix64).
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
