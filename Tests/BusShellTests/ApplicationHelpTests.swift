import BusConsole
import BusLanguage
import Events
import TestSupport
import Testing

/// Help and manual page of a console that is not busctl.
struct ApplicationHelpTests {
  struct OrderPlaced: Event {
    static let name: EventName = "order.placed"
    let item: String
    let count: Int?
  }

  struct ParcelLost: Event {
    static let name: EventName = "parcel lost"
    let parcel: Int
  }

  /// The shop of README: one event and two handlers.
  private static let shop = BusConsole("shop", version: "1") { _, clock in
    ConsoleApplication(
      handlers: [
        ConsoleHandler(to: OrderPlaced.self, "pack", "take it from the shelf") { _, _ in },
        ConsoleHandler(to: OrderPlaced.self, "ship", "wait for the van, an hour") { _, _ in
          try await clock.sleep(for: .seconds(3600))
        },
      ],
      services: [ConsoleService("stock") { [] }]
    )
  }

  /// A shop with names that need quotes, without anything to show, and with a command of its own.
  private static let office = BusConsole("lost-and-found", version: "1") { _, _ in
    ConsoleApplication(
      handlers: [
        ConsoleHandler(
          EventHandler(name: "listen") { _ in },
          to: [OrderPlaced.self],
          "hear of it",
          readsData: false
        ),
        ConsoleHandler(to: ParcelLost.self, "look for it", "look everywhere") { _, _ in },
      ],
      commands: [ConsoleCommand("find", "find something") { _ in }]
    )
  }

  private static let nothing = BusConsole("nothing", version: "1") { _, _ in ConsoleApplication() }

  private static let consoles = ["shop": shop, "lost-and-found": office, "nothing": nothing]

  private static func pages(of console: BusConsole) throws -> [String] {
    let topics = [nil] + HelpPage.topics(in: console.language).map(Optional.init)
    return try topics.map { try HelpPage(on: $0, in: console.language).text() }
      + [ManPage(of: console).text, console.usage(columns: 80)]
  }

  @Test(arguments: consoles.keys)
  func `nothing of the demo is in the help, and no command that there is not`(
    name: String
  ) throws {
    let console = try #require(Self.consoles[name])
    let (demo, own) = (CommandLanguage.demo, console.language)
    let names = demo.commands.map(\.name) + demo.handlers.map(\.name) + demo.services
    // An answer at a pause can have the name of a command.
    let answers = StepTable.entries.map(\.name)
    let missing = names.filter { name in
      !answers.contains(name) && own.command(named: name) == nil && own.handler(named: name) == nil
    }
    let events = [
      "invite.accepted", "group.updated", "user.created", "message.sent", "document.shared",
      "member.removed",
    ]
    #expect(missing.contains("accept") && missing.contains("learn") && missing.contains("notify"))
    for page in try Self.pages(of: console) {
      for event in events { #expect(!page.contains(event), "\(page)") }
      for word in ["busctl", "lesson", "invite"] { #expect(!page.contains(word), "\(page)") }
      for name in missing {
        // A word such as "again" is a command only in quotes or at the start of an example.
        #expect(!page.contains("'\(name)'") && !page.contains("'\(name) "), "\(name): \(page)")
        #expect(!page.contains("\n  \(name) ") && !page.contains("\n\(name)\n"), "\(name): \(page)")
      }
    }
  }

  @Test(arguments: consoles.keys)
  func `the examples work when typed`(name: String) async throws {
    let console = try #require(Self.consoles[name])
    // Only a prompt has an editor.
    for command in console.language.commands where command.name != "edit" {
      let script = command.examples(in: console.language).joined(separator: "\n")
      let run = await ShellTest().console(console).options { $0.clock = .virtual }
        .script(script).run()
      // A handler that runs a program is refused in virtual time, and no command has one.
      #expect(!run.output.contains("error:"), "\(run.output)")
      #expect(
        run.status == (command.name == "quit" ? BusLanguage.ExitStatus(rawValue: 3) : .success)
      )
    }
  }

  private static func examples(_ command: String, _ console: BusConsole) throws -> [String] {
    try #require(console.language.command(named: command)).examples(in: console.language)
  }

  @Test func `examples name the events and handlers of the application`() throws {
    #expect(
      try Self.examples("emit", Self.shop) == [
        #"emit order.placed {"item": "text"}"#, "emit nobody.listens",
        #"emit order.placed {"item": "text"} &"#,
      ]
    )
    #expect(try Self.examples("unsubscribe", Self.shop) == ["unsubscribe order.placed ship"])
    #expect(
      try Self.examples("step", Self.shop) == [
        "step on", #"emit order.placed {"item": "text"}"#, "fail out of paper", "run", "step off",
      ]
    )
    #expect(
      try Self.examples("subscribe", Self.office) == [
        #"subscribe "parcel lost" print hello"#, #"emit "parcel lost" {"parcel": 1}"#,
      ]
    )
    #expect(try Self.examples("plan", Self.nothing) == ["plan shop.opened"])
  }

  @Test func `examples of the application come before data that is made up`() {
    func event(_ name: String, _ examples: String...) -> ExampleEvent {
      ExampleEvent(name, handlers: ["h"], examples: examples) { #"{"n": 1}"# }
    }
    let events = ExampleEvents(
      among: [event("a"), event("b", "emit bc {}", "emit b", #"emit b {"n": 7}"#), event("c")]
    )
    #expect(events.first.emission == #"emit b {"n": 7}"#)
    #expect(events.second.emission == #"emit a {"n": 1}"#)
  }

  @Test func `lessons are mentioned where there are lessons`() throws {
    for topic in ["reset", "save", "safe", "records"] {
      #expect(try HelpPage(on: topic, in: .demo).text().contains("lesson"))
    }
  }

  @Test func `a command without details has no blank lines in its help`() throws {
    #expect(
      try HelpPage(on: "find", in: Self.office.language).text()
        == "usage: find\n\nFind something.\n"
    )
  }

  @Test(arguments: ["a", "shop", "lost-and-found", String(repeating: "long-name", count: 5)])
  func `the meanings of a command line stand below each other`(name: String) {
    let console = BusConsole(name, version: "1") { _, _ in ConsoleApplication() }
    let lines = console.usage(columns: 80).split(separator: "\n")
    let columns = ["a prompt;", "one command", "these lines,", "a script;", "events on"].map {
      text in
      lines.first { $0.contains(text) }
        .flatMap { line in
          line.firstRange(of: text).map { line[..<$0.lowerBound].count }
        }
    }
    #expect(Set(columns).count == 1 && columns[0] != nil, "\(columns)")
    #expect(lines.allSatisfy { $0.count <= 80 })
  }
}
