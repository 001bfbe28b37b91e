import Events
import Testing

/// The bus in a module whose code belongs to the main actor by default, as in many applications.
@Suite("a module on the main actor by default")
struct MainActorByDefaultTests {
  private let bus = EventBus()
  private let badge = Badge()

  @Test func `closures touch its state`() async {
    let badge = badge
    bus.subscribe(to: "document.shared", on: .shared) { _ in badge.count += 1 }
    bus.subscribe(to: "document.shared", on: .shared) { _ in
      await Task.yield()
      badge.count += 10
    }
    #expect(await bus.emit("document.shared").completed == 2)
    #expect(badge.count == 11)
  }

  @Test func `methods touch its state`() async {
    badge.subscribe(to: bus)
    #expect(await bus.emit("document.shared", ["documents": 3]).completed == 2)
    #expect(badge.count == 103)
  }

  @Test func `typed events need no annotation`() async {
    let badge = badge
    bus.subscribe(to: DocumentShared.self, on: .shared) { badge.count += $0.documents }
    #expect(await bus.emit(DocumentShared(documents: 2)).completed == 1)
    #expect(await bus.emit("document.shared", ["documents": 3]).completed == 1)
    #expect(badge.count == 5)
  }

  @Test func `handlers see its state as the emitter left it`() async {
    let badge = badge
    bus.subscribe(to: "document.shared", on: .shared) { [bus] _ in
      badge.count += 1
      if badge.count < 5 { await bus.emit("document.shared") }
      badge.count *= 2
    }
    await bus.emit("document.shared")
    #expect(badge.count == 5 * 32)
  }

  @Test func `the task that emits from a child task meets the main actor`() async {
    let badge = badge
    bus.subscribe(to: "document.shared", on: .shared) { _ in badge.count += 1 }
    await withTaskGroup { group in
      for _ in 1...10 { group.addTask { [bus] in await bus.emit("document.shared") } }
    }
    #expect(badge.count == 10)
  }
}

private struct DocumentShared: Event {
  static let name: EventName = "document.shared"
  var documents: Int
}

private final class Badge {
  var count = 0

  func subscribe(to bus: EventBus) {
    bus.subscribe(to: "document.shared", on: .shared, add)
    bus.subscribe(to: "document.shared", on: .shared, refresh)
  }

  private func add(_ data: EventData) throws { count += try data.value("documents", as: Int.self) }

  private func refresh(_ data: EventData) async {
    await Task.yield()
    count += 100
  }
}
