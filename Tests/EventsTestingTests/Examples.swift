// The examples of the documentation of `EventsTesting`, compiled. `ExampleTests` in `EventsTests`
// compares each of them with its source, as those in `Tests/EventsTests/Examples.swift`.

import Events
import EventsTesting
import Testing

@Suite("examples of EventsTesting")
struct EventsTestingExamples {
  // MARK: - Sources/EventsTesting/EventRecorder.swift

  @Test func `the example of the recorder waits for an emission`() async throws {
    let recorder = EventRecorder()
    let bus = EventBus(tracer: recorder)
    bus.subscribe(to: "invite.accepted", name: "notify") { _ in }

    Task { await bus.emit("invite.accepted", ["user_id": 7]) }

    let invite = try await recorder.next("invite.accepted")
    #expect(invite.handlers == ["notify"])
  }

  // MARK: - Sources/EventsTesting/RecordedLists.swift

  @Test func `the examples of the lists hold`() async throws {
    let recorder = EventRecorder()
    let bus = EventBus(logger: .silent, tracer: recorder)
    bus.subscribe(to: "invite.accepted", name: "webhook") { _ in throw CancellationError() }
    await bus.emit("invite.accepted")
    let invite = try await recorder.next("invite.accepted")

    #expect(invite.failed == ["webhook"])
    #expect(recorder.emissions == ["invite.accepted"])
  }

  // MARK: - What the examples need
}
