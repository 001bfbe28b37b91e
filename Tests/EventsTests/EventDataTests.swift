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

    await bus.emit(
      "a",
      ["": 1, "list": [1, 2], "object": observer, "none": Int?.none, "null": EventData.Null()]
    )

    let data = try #require(log.entries.first)
    #expect(data.fields.keys.sorted() == ["", "list", "null", "object"])
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
        log.add(try data.value("n"))
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
    #expect(try data.value("number", as: Int.self) == 7)
    #expect(try data.valueIfPresent("number", as: Int.self) == 7)
    let text: String = try data.value("text")
    #expect(text == "hello")
    let maybeText: String? = try data.valueIfPresent("text")
    #expect(maybeText == "hello")
  }

  @Test func `a missing field is an error if it is required, and nil if it is optional`() throws {
    let data: EventData = ["a": 1]
    let error = try #require(throws: EventDataError.self) {
      try data.value("b", as: String.self)
    }
    #expect(error.field == "b")
    #expect(error.wanted is String.Type)
    #expect(error.found == nil)
    #expect("\(error)" == "field 'b': expected String, found nothing")
    #expect(try data.valueIfPresent("b", as: String.self) == nil)
  }

  @Test func `the error of a missing field names the one that is nearly spelled alike`() throws {
    let data: EventData = ["user_ld": 1, "group": 2, "users_id": 3]
    let error = #expect(throws: EventDataError.self) { try data.value("user_id", as: Int.self) }
    #expect(
      error?.description
        == "field 'user_id': expected Int, found nothing (did you mean 'user_ld'?)"
    )
    let other = #expect(throws: EventDataError.self) { try data.value("item", as: Int.self) }
    #expect(other?.reason == nil)
  }

  @Test func `a field of another type is an error that names both types`() throws {
    let data: EventData = ["user_id": "7"]
    for read in [
      { _ = try data.value("user_id", as: Int.self) },
      { _ = try data.valueIfPresent("user_id", as: Int.self) },
    ] {
      let error = try #require(throws: EventDataError.self, performing: read)
      #expect(error.field == "user_id")
      #expect(error.wanted is Int.Type)
      #expect(error.found is String.Type)
      #expect("\(error)" == "field 'user_id': expected Int, found String")
    }
  }

  @Test func `a nil value is left out, and another optional is its value`() throws {
    let group: Int? = nil
    let nested: Int?? = .some(nil)
    let user: Int? = 7
    let hidden: any Sendable = Double?.none
    var data: EventData = ["group": group, "nested": nested, "user_id": user, "hidden": hidden]

    #expect(Set(data.fields.keys) == ["user_id"])
    #expect(Set(EventData(["hidden": hidden, "n": 1]).fields.keys) == ["n"])
    data["group"] = group
    data["hidden"] = hidden
    #expect(data.count == 1)
    #expect(try data.valueIfPresent("group", as: Int.self) == nil)
    let error = try #require(throws: EventDataError.self) {
      try data.value("group", as: Int.self)
    }
    #expect("\(error)" == "field 'group': expected Int, found nothing")
    #expect(try data.value("user_id", as: Int.self) == 7)
    #expect(try data.valueIfPresent("user_id", as: Int.self) == 7)
    #expect(throws: EventDataError.self) { try data.valueIfPresent("user_id", as: String.self) }
  }

  @Test func `a field that holds nothing is there, but has no value to read`() throws {
    let data: EventData = ["group": EventData.Null()]
    #expect(data["group"] is EventData.Null)
    #expect(try data.valueIfPresent("group", as: Int.self) == nil)
    #expect(try data.value("group", as: EventData.Null.self) == EventData.Null())
    let error = try #require(throws: EventDataError.self) {
      try data.value("group", as: Int.self)
    }
    #expect("\(error)" == "field 'group': expected Int, found Null")
  }

  @Test func `fields are set, changed and removed by subscript`() {
    var data: EventData = [:]
    data["a"] = 1
    data["b"] = "x"
    data["a"] = 2
    data["b"] = nil
    #expect(data == ["a": 2])
    #expect(data["b"] == nil)
    #expect(["a": 1, "a": 2] as EventData == ["a": 2])
  }

  @Test func `iteration yields each field once`() {
    let data: EventData = ["b": "x", "a": 1]
    #expect(data.map(\.key).sorted() == ["a", "b"])
    #expect(data.reduce(0) { $0 + ($1.value as? Int ?? 0) } == 1)
    #expect(!data.isEmpty && data.count == 2)
  }

  @Test func `the description is a literal in the order of the names`() {
    let data: EventData = [
      "user \"id\"": 7, "text": "a \"b\"\n", "inner": ["z": 1, "y": 2] as EventData, "list": [1],
    ]
    #expect(
      "\(data)"
        == #"["inner": ["y": 2, "z": 1], "list": [1], "text": "a \"b\"\n", "user \"id\"": 7]"#
    )
    #expect("\([:] as EventData)" == "[:]")
    let null = EventData.Null()
    let nulls: EventData = ["n": null, "list": [1, null] as [any Sendable]]
    #expect("\(nulls)" == #"["list": [1, null], "n": null]"#)
  }

  @Test func `data are equal if their values are`() {
    let data: EventData = [
      "n": 7, "list": [1, "x", ["k": true] as EventData] as [any Sendable], "o": ["a": 1],
    ]
    var other = data
    #expect(data == other)
    other["n"] = 7.0
    #expect(data != other)
    other["n"] = nil
    #expect(data != other && other != data)
    #expect(["a": [1]] as EventData == ["a": [1] as [any Sendable]])
    #expect(["a": [1, 2]] as EventData != ["a": [1, 3]])
    #expect(["a": ["k": 1]] as EventData == ["a": ["k": 1] as EventData])
    #expect(["f": pass] as EventData != ["f": pass])
  }

  @Test func `no conversion is tried`() {
    let data: EventData = ["n": 7, "flag": 1]
    #expect(throws: EventDataError.self) { try data.value("n", as: Double.self) }
    #expect(throws: EventDataError.self) { try data.value("n", as: String.self) }
    #expect(throws: EventDataError.self) { try data.value("flag", as: Bool.self) }
  }

  @Test(arguments: BusKind.allCases)
  func `a handler that misses a field fails alone`(kind: BusKind) async throws {
    let bus = kind.makeBus()
    bus.subscribe(to: "a") { data in _ = try data.value("user_id", as: Int.self) }
    bus.subscribe(to: "a") { _ in }

    let report = await bus.emit("a", ["user": 7])

    #expect(report.completed == 1)
    let error = try #require(report.failures.first?.error as? EventDataError)
    #expect(error.field == "user_id")
  }

  @Test func `data whose names are shared is as data from a dictionary`() throws {
    let names = try #require(EventData.SharedNames(["b", "", "a", "ä"]))
    let data = EventData(names, [1, "two", EventData.Null(), [3.5] as [any Sendable]])
    let same: EventData = ["b": 1, "": "two", "a": EventData.Null(), "ä": [3.5] as [any Sendable]]

    #expect(data == same)
    #expect(same == data)
    #expect(data.description == same.description)
    #expect(data.count == 4 && !data.isEmpty)
    #expect(data.map(\.key).sorted() == same.map(\.key).sorted())
    #expect(data.fields.keys == same.fields.keys)
    #expect(data["a"] is EventData.Null && data["c"] == nil)
    #expect(try data.value("", as: String.self) == "two")
    #expect(try data.valueIfPresent("a", as: Int.self) == nil)
    #expect(throws: EventDataError.self) { try data.value("c", as: Int.self) }

    var changed = data
    changed["b"] = nil
    changed["c"] = 2
    #expect(changed == ["": "two", "a": EventData.Null(), "ä": [3.5] as [any Sendable], "c": 2])
    #expect(data == same)
  }

  @Test func `fields are visited in the order of their names`() throws {
    let names = try #require(EventData.SharedNames(["b", "ä", "a"]))
    for data in [EventData(names, [1, 2, 3]), ["a": 3, "b": 1, "ä": 2]] {
      var visited: [String] = []
      data.forEachSorted { name, value in visited.append("\(name) \(value)") }
      #expect(visited == ["a 3", "b 1", "ä 2"])
    }
  }

  @Test func `very many names are not shared`() {
    #expect(EventData.SharedNames((0..<33).map { "\($0)" }) == nil)
  }
}
