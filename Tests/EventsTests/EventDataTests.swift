import Events
import Testing

@Suite("data")
struct EventDataTests {
  @Test(arguments: BusKind.allCases)
  func `handlers get any data as it was emitted`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    let log = SharedLog<EventData>()
    let observer = DeinitObserver {}
    bus.subscribe(to: "a") { data in log.add(data) }

    await bus.emit("a", ["": 1, "list": [1, 2], "object": observer, "none": Int?.none])

    let data = try #require(log.entries.first)
    #expect(data.keys.sorted() == ["", "list", "none", "object"])
    #expect(data[""] as? Int == 1)
    #expect(data["list"] as? [Int] == [1, 2])
    #expect(data["object"] as? DeinitObserver === observer)
  }

  @Test(arguments: BusKind.allCases)
  func `an emission without data hands over an empty dictionary`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    bus.subscribe(to: "a") { data in log.add(data.count) }

    await bus.emit("a")

    #expect(log.entries == [0])
  }

  @Test(arguments: BusKind.allCases)
  func `a handler's changes to its copy are not seen by the next one`(kind: BusKind) async {
    let bus = kind.makeBus()
    let log = SharedLog<Int>()
    for _ in 1...2 {
      bus.subscribe(to: "a") { data in
        var data = data
        log.add(try data.required("n"))
        data["n"] = 2
        data["more"] = true
        log.add(data.count)
      }
    }

    await bus.emit("a", ["n": 1])

    #expect(log.entries == [1, 2, 1, 2])
  }

  @Test func `a field is read as the type it has`() throws {
    let data: EventData = ["number": 7, "text": "hello"]
    #expect(try data.required("number", as: Int.self) == 7)
    #expect(try data.optional("number", as: Int.self) == 7)
    let text: String = try data.required("text")
    #expect(text == "hello")
    let maybeText: String? = try data.optional("text")
    #expect(maybeText == "hello")
  }

  @Test func `a missing field is an error if it is required, and nil if it is optional`() throws {
    let data: EventData = ["a": 1]
    let error = try #require(throws: EventDataError.self) {
      try data.required("b", as: String.self)
    }
    #expect(error.field == "b")
    #expect(error.wanted is String.Type)
    #expect(error.found == nil)
    #expect("\(error)" == "field 'b': expected String, found nothing")
    #expect(try data.optional("b", as: String.self) == nil)
  }

  @Test func `a field of another type is an error that names both types`() throws {
    let data: EventData = ["user_id": "7"]
    for read in [
      { _ = try data.required("user_id", as: Int.self) },
      { _ = try data.optional("user_id", as: Int.self) },
    ] {
      let error = try #require(throws: EventDataError.self, performing: read)
      #expect(error.field == "user_id")
      #expect(error.wanted is Int.Type)
      #expect(error.found is String.Type)
      #expect("\(error)" == "field 'user_id': expected Int, found String")
    }
  }

  @Test func `a nil value is no value, and another optional is its value`() throws {
    let group: Int? = nil
    let nested: Int?? = .some(nil)
    let user: Int? = 7
    let data: EventData = ["group_id": group, "nested": nested, "user_id": user]

    for field in ["group_id", "nested"] {
      #expect(try data.optional(field, as: Int.self) == nil)
      #expect(try data.optional(field, as: String.self) == nil)
      let error = try #require(throws: EventDataError.self) {
        try data.required(field, as: Int.self)
      }
      #expect("\(error)" == "field '\(field)': expected Int, found nothing")
    }
    #expect(try data.required("user_id", as: Int.self) == 7)
    #expect(try data.optional("user_id", as: Int.self) == 7)
    #expect(throws: EventDataError.self) { try data.optional("user_id", as: String.self) }
  }

  @Test func `no conversion is tried`() {
    let data: EventData = ["n": 7, "flag": 1]
    #expect(throws: EventDataError.self) { try data.required("n", as: Double.self) }
    #expect(throws: EventDataError.self) { try data.required("n", as: String.self) }
    #expect(throws: EventDataError.self) { try data.required("flag", as: Bool.self) }
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that misses a field fails alone`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    bus.subscribe(to: "a") { data in _ = try data.required("user_id", as: Int.self) }
    bus.subscribe(to: "a") { _ in }

    let report = await bus.emit("a", ["user": 7])

    #expect(report.completed == 1)
    let error = try #require(report.failed.first?.error as? EventDataError)
    #expect(error.field == "user_id")
  }
}
