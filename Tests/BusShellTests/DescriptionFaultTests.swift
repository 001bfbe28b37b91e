import BusConsole
import Events
import Testing

/// Descriptions of applications that contradict themselves.
struct DescriptionFaultTests {
  /// Expects that a process has ended with a message.
  private func expect(
    _ message: String,
    in result: ExitTest.Result?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let errors = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(errors.contains(message), "\(errors)", sourceLocation: sourceLocation)
  }

  private static func handler(_ name: String, to event: EventName) -> ConsoleHandler {
    ConsoleHandler(EventHandler(name: name) { _ in }, to: [event], "do something")
  }

  private static func command(_ name: String, _ operands: ConsoleOperand...) -> ConsoleCommand {
    ConsoleCommand(name, operands: operands, "do something") { _ in }
  }

  @Test func `two handlers of one name are refused`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = ConsoleApplication(handlers: [
        Self.handler("pack", to: "a"), Self.handler("pack", to: "b"),
      ])
    }
    expect(
      "ConsoleApplication: expected handlers of different names, found two named 'pack'",
      in: result
    )
  }

  @Test func `two services of one name are refused`() async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = ConsoleApplication(services: [
        ConsoleService("stock") { [] }, ConsoleService("stock") { [] },
      ])
    }
    expect("expected services of different names, found two named 'stock'", in: result)
  }

  @Test func `two commands of one name are refused, and 'state' beside services`() async {
    let twice = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = ConsoleApplication(commands: [Self.command("sell"), Self.command("sell")])
    }
    expect("expected commands of different names, found two named 'sell'", in: twice)
    let state = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = ConsoleApplication(
        services: [ConsoleService("stock") { [] }],
        commands: [Self.command("state")]
      )
    }
    expect("found two named 'state'", in: state)
  }

  @Test(arguments: ["", "sell all", "--sell", "#sell", "{", "\"", "sell&"])
  func `a command has a name of one word`(name: String) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [name] in
      _ = Self.command(name)
    }
    expect(": expected a name that is one plain word, found '\(name)'", in: result)
  }

  @Test func `operands that may be missing come last, and a list at the end`() async {
    let optional = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = Self.command("sell", ConsoleOperand("PRICE", isOptional: true), ConsoleOperand("ITEM"))
    }
    expect(
      "ConsoleCommand 'sell': expected ITEM before the optional operands",
      in: optional
    )
    let list = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = Self.command("sell", ConsoleOperand("ITEM", isList: true), ConsoleOperand("PRICE"))
    }
    expect("ConsoleCommand 'sell': expected a list as the last operand, found ITEM", in: list)
  }

  @Test func `a command of the console is refused where the console is made`() async {
    let result = await #expect(processExitsWith: .failure) {
      let console = BusConsole("shop", version: "1") { _, _ in
        ConsoleApplication(commands: [Self.command("emit")])
      }
      _ = console.language
    }
    #expect(result != nil)
  }

  @Test func `what is different stands beside each other`() {
    _ = ConsoleApplication(
      handlers: [Self.handler("a", to: "a"), Self.handler("b", to: "a")],
      services: [ConsoleService("a") { [] }, ConsoleService("b") { [] }],
      commands: [
        Self.command("a", ConsoleOperand("A"), ConsoleOperand("B", isOptional: true, isList: true)),
        Self.command("sell-all"),
      ]
    )
  }
}
