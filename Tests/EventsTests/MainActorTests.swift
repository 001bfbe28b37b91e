import Events
import Testing

@Suite("what belongs to the main actor")
struct MainActorTests {
  @Test(arguments: BusKind.allCases)
  func `closures that touch its state run there`(kind: BusKind) async {
    let bus = kind.makeBus()
    let board = await Board(bus)
    bus.subscribe(to: "a", on: .shared) { _ in board.count += 1 }
    bus.subscribe(to: "a", on: .shared, name: "later") { data in
      await pass()
      board.count += try data.value("n", as: Int.self)
    }
    bus.subscribe(to: "a", on: .shared) { _ in await board.refresh() }

    let report = await bus.emit("a", ["n": 10])

    #expect(report.completed == 3)
    #expect(await board.count == 111)
    #expect(bus.subscriptions(to: "a")[1].handler.name == "later")
  }

  @Test(arguments: BusKind.allCases)
  func `methods run there, awaiting or not`(kind: BusKind) async {
    let bus = kind.makeBus()
    let board = await Board(bus)
    await board.subscribeMethods()
    #expect(await bus.emit("a", ["n": 2]).completed == 2)
    #expect(await board.count == 102)
  }

  @Test(arguments: BusKind.allCases)
  func `an error of it is a failure like any other`(kind: BusKind) async {
    let bus = kind.makeBus()
    bus.subscribe(to: "a", on: .shared) { _ in throw TestError() }
    bus.subscribe(to: "a") { _ in }
    let report = await bus.emit("a")
    #expect(report.failures.map { $0.error as? TestError } == [TestError()])
    #expect(report.completed == 1)
  }

  @Test func `the handlers before and after it run where the bus is used`() async {
    let bus = EventBus()
    let log = SharedLog<Bool>()
    for _ in 1...2 {
      bus.subscribe(to: "a") { _ async in log.add(isOnMainActor()) }
      bus.subscribe(to: "a", on: .shared) { _ in MainActor.preconditionIsolated() }
    }
    await bus.emit("a")
    #expect(log.entries == [false, false])
    await emitOnMainActor(bus)
  }

  /// Returns whether the caller runs on the main actor.
  ///
  /// A function, because the optimizer of Swift 6.3 fails at `#isolation is MainActor` in a closure.
  private func isOnMainActor(isolation: isolated (any Actor)? = #isolation) -> Bool {
    isolation === MainActor.shared
  }

  @MainActor
  private func emitOnMainActor(_ bus: EventBus) async {
    #expect(await bus.emit("a").completed == 4)
    MainActor.preconditionIsolated()
  }
}

@MainActor
private final class Board {
  var count = 0
  private let bus: EventBus

  init(_ bus: EventBus) { self.bus = bus }

  func refresh() async {
    await pass()
    count += 100
  }

  func subscribeMethods() {
    bus.subscribe(to: "a", on: .shared, add)
    bus.subscribe(to: "a", on: .shared, addLater)
  }

  private func add(_ data: EventData) throws { count += try data.value("n", as: Int.self) }

  private func addLater(_ data: EventData) async {
    await pass()
    count += 100
  }
}
