import BusConsole
import BusLanguage
import Events
import Synchronization
import Testing

/// Applications that are described to a console.
struct ConsoleApplicationTests {
  struct Ordered: Event {
    static let name: EventName = "ordered"

    enum Size: String, Codable, CaseIterable { case small, large }

    struct Address: Codable { var street: String }

    let id: Int
    let size: Size
    let address: Address
    let tags: [String]
    let note: String?
  }

  struct Checked: Event {
    static let name: EventName = "checked"
    let code: String
    let rest: Int

    struct Wrong: Error {}

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      code = try values.decode(String.self, forKey: .code)
      if code != "secret" { throw Wrong() }
      rest = try values.decode(Int.self, forKey: .rest)
    }
  }

  /// A shop that counts orders, keeps the bus for itself, and takes an hour for each order.
  private static let shop = BusConsole("my-shop", version: "1") { bus, clock in
    let orders = Mutexed()
    let own = EventHandler(name: "own") { _ in }
    bus.subscribe(own, to: "ordered")
    return ConsoleApplication(
      handlers: [
        ConsoleHandler(to: Ordered.self, "pack", "pack it") { order, context in
          orders.count.withLock { $0 += 1 }
          try await clock.sleep(for: .seconds(3600))
          context.note("packed \(order.id)")
          await bus.emit("packed")
        },
        ConsoleHandler(
          EventHandler(name: "leave") { _ in },
          to: ["ordered"],
          "leave the process",
          reachesOutside: true
        ),
        ConsoleHandler(EventHandler(name: "check") { _ in }, to: [Checked.self], "check it"),
      ],
      services: [
        ConsoleService("orders") { [["count": orders.count.withLock { $0 }, "none": nil]] }
      ],
      commands: [
        ConsoleCommand(
          "order",
          operands: [
            ConsoleOperand("ID") { ["1", "2"] },
            ConsoleOperand("TAG", isOptional: true, isList: true),
          ],
          "place an order"
        ) { context in
          guard let id = Int(context.arguments[0]) else {
            throw ConsoleError("expected a number", argument: 0, hint: "such as 1")
          }
          context.print("tags: \(context.arguments.dropFirst().joined(separator: "+"))")
          let order = Ordered(
            id: id,
            size: .small,
            address: Ordered.Address(street: "a"),
            tags: [],
            note: nil
          )
          await context.bus.emit(order)
        }
      ]
    )
  }

  private final class Mutexed: Sendable {
    let count = Mutex(0)
  }

  private func transcript(
    _ script: String,
    _ change: (inout ShellOptions) -> Void = { _ in }
  )
    async -> String
  {
    await ShellTest().console(Self.shop).options(change).script(script).run().output
  }

  @Test func `handlers wait by the clock of the session, and the bus is the application's own`()
    async
  {
    let text = await transcript("order 7 red blue\nstate") {
      $0.clock = .virtual
      $0.showsTiming = true
    }
    #expect(
      text == """
        tags: red+blue
        #1 ordered {"address":{"street":"a"},"id":7,"size":"small","tags":[]}
        ├─ own    completed
        ├─ pack   completed  1h00m  packed 7
        │  └─ #2 packed {}  nobody listens
        └─ leave  completed
        3 handlers: 3 completed in 1h00m
        orders
          count 1

        """
    )
  }

  @Test func `a new application has nothing of the one before`() async {
    let text = await transcript("order 7\nreset\nstate") { $0.clock = .virtual }
    #expect(text.hasSuffix("a new bus, as at the start\norders\n  count 0\n"))
  }

  @Test func `without subscriptions nothing is subscribed, not even by the application`() async {
    #expect(await transcript("handlers") { $0.isEmpty = true } == "nothing is subscribed\n")
  }

  @Test func `what reaches outside is left out if the user wants to be safe`() async {
    let text = await transcript("handlers ordered\nsubscribe ordered leave") { $0.isSafe = true }
    #expect(!text.contains("leave  subscription"))
    #expect(text.contains("error: --safe refuses 'leave', which reaches outside the process\n"))
  }

  @Test func `the fields of events are known, as far as the event asks for them`() async {
    let text = await transcript("catalog")
    #expect(text.contains("    reads id, size, address, tags, [note]\n"))
    #expect(text.contains("check it\n    reads code\n"))
    #expect(text.contains("own                        a handler of the application\n"))
  }

  @Test func `an error of a command points to its argument`() async {
    #expect(
      await transcript("order x") == """
        my-shop: test.bus:1:7: error: expected a number
        hint: such as 1

        """
    )
    #expect(
      await transcript("order").contains(
        "error: expected ID after 'order'\nusage: order ID [TAG...]\n"
      )
    )
  }

  @Test func `there are no lessons, and help has the commands of the application`() async {
    let help = await transcript("help\nhelp application\nlearn")
    #expect(help.contains("the application:\n  order ID [TAG...]"))
    #expect(help.contains(/\n  application +order/))
    #expect(!help.contains("lessons"))
    #expect(help.contains("error: unknown command 'learn'"))
  }
}
