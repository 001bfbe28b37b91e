// The examples of the documentation of `EventsTesting`, compiled. `ExampleTests` in `EventsTests`
// compares each of them with its source, as those in `Tests/EventsTests/Examples.swift`.

// MARK: - Declarations

import Events
import EventsTesting
import Testing

@Suite("examples of EventsTesting")
struct EventsTestingExamples {
  // MARK: - README.md

  @Test func `the example of README records a handler`() async {
    let recorder = EventRecorder()
    let bus = EventBus(tracer: recorder)
    bus.subscribe(to: "invite.accepted", name: "notify") { _ in }

    await bus.emit("invite.accepted")
    #expect(recorder.ran == ["notify"])
  }

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

    #expect(invite.failures == ["webhook"])
    #expect(recorder.emissions == ["invite.accepted"])
  }

  // MARK: - Sources/EventsTesting/EventsTesting.docc/EventsTesting.md

  @Test func `the example of the landing page records a nested emission`() async {
    let recorder = EventRecorder()
    let bus = EventBus(tracer: recorder)
    bus.subscribe(to: "invite.accepted", name: "notify") { _ in }
    bus.subscribe(to: "invite.accepted", name: "join-group") { _, context in
      await context.bus.emit("group.updated")
    }

    await bus.emit("invite.accepted")

    #expect(recorder.ran == ["notify", "join-group"])
    #expect(recorder.emissions[0]["join-group"]?.emissions == ["group.updated"])
  }

  // MARK: - Sources/Events/Events.docc/Testing.md

  @Test func `the example of testing asks what ran`() async {
    let recorder = EventRecorder()
    let bus = EventBus(tracer: recorder)

    bus.subscribe(to: "invite.accepted", name: "notify") { _ in }
    bus.subscribe(to: "invite.accepted", name: "join-group") { data, context in
      await context.bus.emit("group.updated", ["group_id": data["group_id"]])
    }
    bus.subscribe(to: "group.updated", name: "announce") { _ in throw Unreachable() }

    await bus.emit("invite.accepted", ["group_id": 42])

    // Everything that ran, in the order of its start.
    #expect(recorder.ran == ["notify", "join-group", "announce"])

    // The emissions of an event, also those that a handler made.
    let updated = recorder.emissions(of: "group.updated")[0]
    #expect(updated.failures == ["announce"])
    #expect(updated["announce"]?.error is Unreachable)

    // The page shows the tree.
    #expect(
      "\(recorder.ran)" == """
        ["notify", "join-group", "announce"] in
        invite.accepted ["group_id": 42]
        ├─ notify: completed
        └─ join-group: completed
           └─ group.updated ["group_id": 42]
              └─ announce: failed, Unreachable()
        """
    )
  }

  @Test func `the example of testing waits`() async throws {
    let recorder = EventRecorder()
    let bus = EventBus(tracer: recorder)
    bus.subscribe(to: "document.saved", name: "index") { _ in }
    Task {
      await bus.emit("document.saved", ["pages": 1])
      await bus.emit("document.saved", ["pages": 2])
    }

    let saved = try await recorder.next("document.saved") { try $0.data.value("pages") > 1 }
    #expect(saved.handlers == ["index"])
  }

  // MARK: - What the examples need

  private struct Unreachable: Error {}
}
