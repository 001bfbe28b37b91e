import Events
import Testing

@Suite("examples")
struct ExampleTests {
  /// The files in which examples are compiled, with a region for each file that shows them.
  private static let compiled = [
    "Tests/EventsTests/Examples.swift", "Tests/EventsTestingTests/Examples.swift",
    "Tests/EventRecordingTests/Examples.swift", "Tests/BusShellTests/Examples.swift",
  ]

  /// The packages in which the examples of a page are compiled in a directory of the page's name.
  private static let packages = "Tests/Examples"

  /// Other names of such directories.
  private static let directories = ["Sources/BusConsole/BusConsole.docc/YourOwnConsole.md": "Shop"]

  private static let libraries = [
    "Sources/Events", "Sources/EventsTesting", "Sources/EventRecording", "Sources/BusConsole",
  ]

  @Test(arguments: try pages() + code())
  func `every example of a file is compiled as it stands`(path: String) throws {
    let regions = try Self.regions()
    let declarations = try #require(regions["Declarations"])
    let region = regions[path, default: []]
    let directory = Self.directories[path, default: path]
    let files = try DocumentedFile.inDirectory(namedAfter: directory, below: Self.packages)
    var position = 0
    for part in try DocumentedFile(path).exampleParts
    where declarations.end(of: part) == nil && !files.contains(where: { $0.contains(part) }) {
      let end = region.end(of: part, from: position)
      #expect(
        end != nil,
        """
        an example of \(path) does not stand in its region of a compiled file, or not in this \
        order, and in no package below \(Self.packages):
        \(part.joined(separator: "\n"))
        """
      )
      position = end ?? position
    }
  }

  @Test(arguments: try pages())
  func `every page has an example`(path: String) throws {
    #expect(try !DocumentedFile(path).exampleParts.isEmpty)
  }

  @Test func `some documentation comments have examples`() throws {
    let examples = try Self.code().flatMap { try DocumentedFile($0).exampleParts }
    #expect(examples.count >= 3)
  }

  @Test func `no compiled example has lost its file`() throws {
    let regions = try Self.regions().keys
    let sources = try Self.pages() + Self.code()
    #expect(
      Set(regions).subtracting(sources) == ["Declarations", "What the examples need"]
    )
  }

  @Test func `the example of the README greets the user and counts`() async {
    #expect(
      await printed { await readmeExample() } == ["welcome, user 7", "1 completed, 0 failed"]
    )
  }

  @Test func `the example of the bus greets the user`() async {
    #expect(await printed { await busExample() } == ["welcome, user 7"])
  }

  @Test func `the example of data leaves out nil`() async {
    #expect(await printed { dataExample() } == [#"["user_id": 7]"#])
  }

  @Test func `the example of a typed event greets the user`() async {
    #expect(await printed { await eventExample(bus: EventBus()) } == ["welcome, user 7"])
  }

  @Test func `the example of a name emits it`() async {
    let bus = EventBus()
    let calls = SharedCounter()
    bus.subscribe(to: "invite.accepted") { _ in calls.increment() }
    await nameExample(bus: bus)
    #expect(calls.value == 1)
  }

  @Test func `the example of a context runs until it has seen enough`() async {
    let bus = EventBus()
    contextExample(bus: bus)
    for (percent, completed) in [(50, 1), (100, 1), (100, 0)] {
      #expect(await bus.emit("upload.progressed", ["percent": percent]).completed == completed)
    }
  }

  @Test func `the examples of waiting get what they wait for`() async throws {
    let bus = EventBus()
    let prices = Task { try await printed { try await eventsExample(bus: bus) } }
    while bus.subscriptions(to: "price.changed").isEmpty { await Task.yield() }
    await bus.emit("price.changed", ["price": "none"])
    await #expect(throws: EventDataError.self) { try await prices.value }

    async let next = nextExample(bus: bus)
    while bus.subscriptions(to: "invite.accepted").isEmpty { await Task.yield() }
    for user in [6, 7, 8] { await bus.emit("invite.accepted", ["user_id": user]) }
    #expect(try await next == ["user_id": 7])

    let started = await printed {
      onceExample(bus: bus)
      await bus.emit("app.started")
      await bus.emit("app.started")
    }
    #expect(started == ["started"])
  }

  @Test func `the example of an interceptor prints the time of each handler`() async {
    let bus = interceptorExample()
    for name in ["x", "y"] { bus.subscribe(to: "a", name: name) { _ in } }
    let lines = await printed { await bus.emit("a") }
    #expect(lines.map { $0.prefix(6) } == ["x took", "y took"])
  }

  @Test func `the example of a handler calls it`() async throws {
    #expect(try await printed { try await handlerExample() } == ["welcome, user 7"])
  }

  @Test func `the example of the landing page prints what the page says`() async {
    #expect(
      await printed { await landingPageExample() } == [
        "user 7 has a new document", "one more document was shared",
      ]
    )
  }

  @Test func `the example of nesting prints what its comment says`() async {
    #expect(
      await printed { await nestingExample(bus: EventBus()) } == [
        "log: stock.changed", "log: order.placed",
      ]
    )
  }

  @Test func `the example of the main actor counts there`() async {
    let bus = EventBus()
    let badge = Badge()
    mainActorExample(bus: bus, badge: badge)
    mainActorSubscription(bus: bus, badge: badge)
    #expect(await bus.emit("document.shared").completed == 2)
    #expect(await badge.count == 2)
  }

  @Test func `the example of a weak constant refreshes the badge while it lives`() async {
    let bus = EventBus()
    var badge: Badge? = Badge()
    if let badge { weakExample(bus: bus, badge: badge) }
    await bus.emit("document.shared")
    #expect(await badge?.count == 1)
    badge = nil
    #expect(await bus.emit("document.shared").completed == 1)
  }

  @Test func `the first example of lifetime keeps its bus, and the second does not`() {
    weak var kept: EventBus?
    weak var released: EventBus?
    do {
      let (first, second) = (EventBus(), EventBus())
      (kept, released) = (first, second)
      lifetimeExample(bus: first)
      lifetimeExample(bus: second)
      second.subscriptions(to: "order.placed")[0].cancel()
    }
    #expect(kept != nil)
    #expect(released == nil)
    kept?.subscriptions(to: "order.placed")[0].cancel()
    #expect(kept == nil)
  }

  @Test func `the example of tasks emits both events`() async {
    let bus = EventBus()
    let greeted = SharedCounter()
    let reported = Gate()
    taskExample(bus: bus)
    bus.subscribe(to: "greeting.due") { _ in greeted.increment() }
    bus.subscribe(to: "report.due") { _ in reported.open() }
    await bus.emit("user.created")
    #expect(greeted.value == 1)
    await reported.wait()
  }

  private static func pages() throws -> [String] {
    try ["README.md"]
      + libraries.flatMap { library in
        let name = library.split(separator: "/")[1]
        return try DocumentedFile.paths(in: "\(library)/\(name).docc", endingWith: ".md")
      }
  }

  private static func code() throws -> [String] {
    try libraries.flatMap { try DocumentedFile.paths(in: $0, endingWith: ".swift") }
  }

  private static func regions() throws -> [String: [Substring]] {
    try compiled.reduce(into: [:]) { regions, path in
      try regions.merge(DocumentedFile(path).regions) { $0 + $1 }
    }
  }

  /// The output of an example.
  private func printed(_ example: () async throws -> Void) async rethrows -> [String] {
    let lines = SharedLog<String>()
    try await Printed.$lines.withValue(lines) { try await example() }
    return lines.entries
  }
}
