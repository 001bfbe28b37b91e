import Events
import Foundation
import Testing

extension EventName {
  fileprivate static let userCreated: EventName = "user.created"
}

@Suite("names")
struct EventNameTests {
  @Test(
    arguments: BusKind.allCases,
    ["user.created", "", " ", "a b", "*", "ünïcode ✓", "line\nbreak"]
  )
  func `any string names an event`(kind: BusKind, name: String) async {
    let bus = kind.makeBus()
    let seen = SharedLog<String>()
    bus.subscribe(to: EventName(name)) { _, context in seen.add(context.event.rawValue) }

    await bus.emit(EventName(rawValue: name))
    await bus.emit("\(name)!")

    #expect(seen.entries == [name])
    #expect(bus.events.map(\.description) == [name])
  }

  @Test func `a constant is written with a leading dot, and is the same as its string`() async {
    let bus = EventBus()
    let calls = SharedCounter()
    bus.subscribe(to: .userCreated) { _ in calls.increment() }

    await bus.emit(.userCreated)
    await bus.emit("user.created")

    #expect(calls.value == 2)
  }

  @Test func `names are ordered as their strings are`() {
    let names: [EventName] = ["b", "a.b", "B", "a", ""]
    #expect(names.sorted() == ["", "B", "a", "a.b", "b"])
  }

  @Test func `names have their string as raw value and description`() {
    let number = 7
    let name: EventName = "event \(number)"
    #expect(name.rawValue == "event 7")
    #expect("\(name)" == "event 7")
    #expect(name == EventName("event 7"))
  }

  @Test func `a name is coded as a string, and as a key of a dictionary`() throws {
    let counts: [EventName: Int] = ["a.b": 1]
    #expect(try String(decoding: JSONEncoder().encode(counts), as: UTF8.self) == #"{"a.b":1}"#)
    let names: [EventName] = ["a", ""]
    let json = try JSONEncoder().encode(names)
    #expect(String(decoding: json, as: UTF8.self) == #"["a",""]"#)
    #expect(try JSONDecoder().decode([EventName].self, from: json) == names)
  }
}
