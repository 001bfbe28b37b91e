import Events
import EventsTesting
import Logging
import TestSupport
import Testing

@Suite("what was recorded")
struct RecordedEmissionTests {
  private let recorder = EventRecorder()
  private let bus: EventBus

  private struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  init() {
    bus = EventBus(logger: .silent, depthLimit: 2, tracer: recorder)
  }

  /// Subscribes the handlers of an invite, of which one emits and one fails.
  private func subscribe() {
    bus.subscribe(to: "invite.accepted", name: "notify") { _, context in
      context.note("n1 for user 7")
    }
    bus.subscribe(to: "invite.accepted", name: "join-group") { data, context in
      await context.bus.emit("group.updated", ["group_id": data["group_id"]])
    }
    bus.subscribe(to: "invite.accepted", name: "webhook") { _ in
      throw Refused(description: "503 Service Unavailable")
    }
    bus.subscribe(to: "group.updated", name: "announce") { _ in }
  }

  @Test func `an emission prints as a tree of everything inside it`() async {
    subscribe()
    await bus.emit("invite.accepted", ["user_id": 7, "group_id": 42])
    #expect(
      "\(recorder)" == """
        invite.accepted ["group_id": 42, "user_id": 7]
        ├─ notify: completed, n1 for user 7
        ├─ join-group: completed
        │  └─ group.updated ["group_id": 42]
        │     └─ announce: completed
        └─ webhook: failed, 503 Service Unavailable
        """
    )
  }

  @Test func `a list of handlers is compared with names, and prints the tree`() async throws {
    subscribe()
    await bus.emit("invite.accepted")
    let invite = try await recorder.next("invite.accepted")
    #expect(invite.handlers == ["notify", "join-group", "webhook"])
    #expect(invite.completions == ["notify", "join-group"])
    #expect(invite.failures == ["webhook"])
    #expect(
      "\(invite.failures)" == """
        ["webhook"] in
        invite.accepted
        ├─ notify: completed, n1 for user 7
        ├─ join-group: completed
        │  └─ group.updated
        │     └─ announce: completed
        └─ webhook: failed, 503 Service Unavailable
        """
    )
  }

  @Test func `a failed expectation shows the tree`() async throws {
    subscribe()
    await bus.emit("group.updated")
    withKnownIssue {
      #expect(recorder.ran == ["somebody"])
    } matching: { issue in
      "\(issue)".contains("group.updated\n└─ announce: completed")
    }
  }

  @Test func `nested emissions are where they were made`() async {
    subscribe()
    await bus.emit("invite.accepted")
    #expect(recorder.emissions == ["invite.accepted"])
    #expect(recorder.emissions[0]["join-group"]?.emissions.events == ["group.updated"])
    #expect(recorder.emissions[0].ran == ["notify", "join-group", "announce", "webhook"])
    #expect(recorder.ran == ["notify", "join-group", "announce", "webhook"])
    #expect(recorder.ran.map(\.event).filter { $0 == "group.updated" }.count == 1)
    #expect(recorder.emissions(of: "group.updated")[0].handlers == ["announce"])
    #expect(recorder.emissions(of: "nothing").isEmpty)
  }

  @Test func `a handler has its outcome, error, note and emissions`() async throws {
    subscribe()
    await bus.emit("invite.accepted")
    let invite = recorder.emissions[0]
    let webhook = try #require(invite["webhook"])
    #expect(webhook.outcome == .failed)
    #expect(webhook.error is Refused)
    #expect("\(webhook)" == "webhook: failed, 503 Service Unavailable")
    #expect(invite["notify"]?.outcome == .completed)
    #expect(invite["notify"]?.error == nil)
    #expect(invite["notify"]?.note == "n1 for user 7")
    #expect(invite["nobody"] == nil)
  }

  @Test func `a handler that runs twice is listed twice`() async {
    let handler = EventHandler(name: "greet") { _ in }
    bus.subscribe(handler, to: "a")
    bus.subscribe(handler, to: "a")
    await bus.emit("a")
    #expect(recorder.ran == ["greet", "greet"])
    #expect(recorder.ran.map(\.subscription.id) == [1, 2])
  }

  @Test func `nobody listens is recorded`() async {
    await bus.emit("a")
    #expect("\(recorder)" == "a: nobody listens")
    #expect(recorder.emissions[0].handlers == [])
  }

  @Test func `nothing is recorded`() {
    #expect("\(recorder)" == "no emission")
    #expect("\(recorder.ran)" == "[] in\nno emission")
  }

  @Test func `a refused emission stands below its handler, with the reason`() async {
    bus.subscribe(to: "a", name: "again") { _, context in await context.bus.emit("a") }
    await bus.emit("a")
    #expect(
      "\(recorder)" == """
        a
        └─ again: completed
           └─ a
              └─ again: completed
                 └─ a: refused, more than 2 nested emissions
        """
    )
    #expect(recorder.emissions(of: "a").map { $0.refusal == nil } == [true, true, false])
  }

  @Test func `a cancelled handler is not a failed one`() async {
    bus.subscribe(to: "a", name: "sleep") { _ in try Task.checkCancellation() }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await bus.emit("a")
    }
    await task.value
    #expect(recorder.emissions[0].cancellations == ["sleep"])
    #expect(recorder.emissions[0].failures == [])
    #expect("\(recorder)" == "a\n└─ sleep: cancelled")
  }

  @Test func `an emission that goes on is running`() async {
    bus.subscribe(to: "a", name: "look") { [recorder] _, context in context.note("\(recorder)") }
    await bus.emit("a")
    #expect(recorder.emissions[0]["look"]?.note == "a: running\n└─ look: running")
    #expect(!recorder.emissions[0].isRunning)
  }

  @Test func `the second line of an error is indented`() async {
    bus.subscribe(to: "a", name: "x") { _ in throw Refused(description: "one\ntwo") }
    bus.subscribe(to: "a", name: "y") { _ in }
    await bus.emit("a")
    #expect("\(recorder)" == "a\n├─ x: failed, one\n│      two\n└─ y: completed")
  }

  @Test func `emissions of two tasks are two trees, in the order of their start`() async {
    bus.subscribe(to: "outer", name: "inside") { _, context in
      async let first = context.bus.emit("first")
      _ = await first
      await context.bus.emit("second")
    }
    await bus.emit("outer")
    await bus.emit("later")
    #expect(recorder.emissions == ["outer", "later"])
    #expect(recorder.emissions[0]["inside"]?.emissions.events == ["first", "second"])
  }

  @Test func `a handler's duration is that of the recorder's clock`() async {
    let clock = ImmediateClock()
    let recorder = EventRecorder(clock: clock)
    let bus = EventBus(tracer: recorder)
    bus.subscribe(to: "a", name: "slow") { _ in try await clock.sleep(for: .seconds(2)) }
    bus.subscribe(to: "a", name: "quick") { _ in }
    await bus.emit("a")
    #expect(recorder.ran.map(\.duration) == [.seconds(2), .zero])
  }
}

extension Logger {
  /// A logger that writes nothing.
  static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
}
