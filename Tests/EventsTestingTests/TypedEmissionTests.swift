import Events
import EventsTesting
import Testing

private struct DocumentSaved: Event {
  static let name: EventName = "document.saved"

  let pages: Int
}

@Suite("recording typed events")
struct TypedEmissionTests {
  private let recorder = EventRecorder()
  private let bus: EventBus

  init() {
    bus = EventBus(logger: .silent, tracer: recorder)
    bus.subscribe(to: DocumentSaved.self, name: "index") { _ in }
  }

  @Test func `a condition sees the event, emitted as a type or not`() async throws {
    await bus.emit(DocumentSaved(pages: 1))
    await bus.emit("document.saved", ["pages": 2])
    let second = try await recorder.next(DocumentSaved.self) { $0.pages == 2 }
    let first = try await recorder.next(DocumentSaved.self)
    #expect(try [first, second].map { try $0.data.decode(DocumentSaved.self).pages } == [1, 2])
    #expect(first.completions == ["index"])
  }

  @Test func `emissions of a type are those of its name`() async {
    await bus.emit(DocumentSaved(pages: 1))
    await bus.emit("document.saved", [:])
    #expect(recorder.emissions(of: DocumentSaved.self) == ["document.saved", "document.saved"])
  }

  @Test func `data that make no such event are an error of the wait`() async {
    await bus.emit("document.saved", ["pages": "many"])
    await #expect(throws: EventDataError.self) { try await recorder.next(DocumentSaved.self) }
  }

  @Test func `the tree shows the fields of a typed event`() async {
    await bus.emit(DocumentSaved(pages: 1))
    #expect("\(recorder)" == "document.saved [\"pages\": 1]\n└─ index: completed")
  }
}
