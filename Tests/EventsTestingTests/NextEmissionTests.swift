import Events
import EventsTesting
import Logging
import TestSupport
import Testing

@Suite("waiting for an emission")
struct NextEmissionTests {
  private let clock = ManualClock()
  private let recorder: EventRecorder
  private let bus: EventBus

  init() {
    recorder = EventRecorder(clock: clock)
    bus = EventBus(logger: .silent, tracer: recorder)
  }

  @Test func `an emission that has ended is returned at once`() async throws {
    await bus.emit("a", ["n": 1])
    let found = try await recorder.next("a", within: .zero)
    #expect(found.data["n"] as? Int == 1)
  }

  @Test func `an emission that comes later is waited for`() async throws {
    async let found = recorder.next("a", within: .seconds(1))
    await clock.sleepers(1)
    await bus.emit("b")
    await bus.emit("a", ["n": 1])
    #expect(try await found.data["n"] as? Int == 1)
  }

  @Test func `an emission is returned when its last handler has ended`() async throws {
    bus.subscribe(to: "a", name: "first") { _, context in await context.bus.emit("b") }
    bus.subscribe(to: "a", name: "last") { _ in }
    async let found = recorder.next("a", within: .seconds(1))
    await clock.sleepers(1)
    await bus.emit("a")
    let emission = try await found
    #expect(!emission.isRunning)
    #expect(emission.handlers == ["first", "last"])
  }

  @Test func `no emission is returned twice`() async throws {
    await bus.emit("a", ["n": 1])
    await bus.emit("a", ["n": 2])
    let first = try await recorder.next("a")
    let second = try await recorder.next("a")
    #expect([first, second].map { $0.data["n"] as? Int } == [1, 2])
  }

  @Test func `two calls that wait get two emissions`() async throws {
    async let first = recorder.next("a", within: .seconds(1))
    async let second = recorder.next("a", within: .seconds(2))
    await clock.sleepers(2)
    await bus.emit("a", ["n": 1])
    await bus.emit("a", ["n": 2])
    let found = try await [first, second].map { $0.data["n"] as? Int }
    #expect(Set(found) == [1, 2])
  }

  @Test func `what does not meet the condition is left for others`() async throws {
    await bus.emit("a", ["n": 1])
    await bus.emit("a", ["n": 2])
    let second = try await recorder.next("a") { $0.data["n"] as? Int == 2 }
    let first = try await recorder.next("a")
    #expect([second, first].map { $0.data["n"] as? Int } == [2, 1])
  }

  @Test func `an emission inside a handler counts`() async throws {
    bus.subscribe(to: "a") { _, context in await context.bus.emit("b") }
    await bus.emit("a")
    #expect(try await recorder.next("b").event == "b")
  }

  @Test func `a refused emission is returned with its reason`() async throws {
    bus.subscribe(to: "a") { _, context in await context.bus.emit("a") }
    await bus.emit("a")
    #expect(try await recorder.next("a") { $0.refusal != nil }.handlers == [])
  }

  @Test func `the wait ends with the timeout, and says what there was`() async throws {
    bus.subscribe(to: "b", name: "somebody") { _ in }
    await bus.emit("b")
    let task = Task { try await recorder.next("a", within: .seconds(1)) }
    await clock.sleepers(1)
    clock.wake(.seconds(1))
    let error = await #expect(throws: EventTimeout.self) { _ = try await task.value }
    #expect(
      error?.description == """
        expected an emission of 'a' within 1.0 seconds, found:
        b
        └─ somebody: completed
        """
    )
  }

  @Test func `the wait ends with its task`() async throws {
    let task = Task { try await recorder.next("a", within: .seconds(1)) }
    await clock.sleepers(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  @Test func `an error of the condition ends the wait`() async throws {
    await bus.emit("a")
    await #expect(throws: EventDataError.self) {
      try await recorder.next("a") { try $0.data.value("n", as: Int.self) == 1 }
    }
  }

  @Test func `a condition may ask the recorder`() async throws {
    await bus.emit("a")
    let found = try await recorder.next("a") { _ in recorder.emissions == ["a"] }
    #expect(found.event == "a")
  }

  @Test func `a hundred waiting calls get a hundred emissions`() async throws {
    let (recorder, bus) = (recorder, bus)
    let found = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<100 {
        group.addTask { try await recorder.next("a").data.value("n", as: Int.self) }
        group.addTask {
          await bus.emit("a", ["n": number])
          return -1
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(found) == Set(-1..<100))
  }
}
