// The examples of the documentation of `BusConsole`, compiled. `ExampleTests` in `EventsTests`
// compares each of them with its source, as those in `Tests/EventsTests/Examples.swift`.

// MARK: - Declarations

import BusConsole
import BusLanguage
import Events
import Synchronization
import Testing

@Suite("examples of BusConsole")
struct BusConsoleExamples {
  private struct OrderPaid: Event {
    static let name: EventName = "order.paid"
    let id: Int
  }

  private final class Stock: Sendable {
    let orders = Mutex<[String: Int]>([:])
  }

  // MARK: - Sources/BusConsole/BusConsole.swift

  private func consoleExample() async {
    await BusConsole("shop", version: "1.0") { bus, clock in
      ConsoleApplication(
        handlers: [
          ConsoleHandler(to: OrderPaid.self, "ship", "send the goods") { order, context in
            context.note("order \(order.id) is on its way")
          }
        ]
      )
    }.main()
  }

  // MARK: - Sources/BusConsole/BusConsole.docc/BusConsole.md

  private func landingPageExample() async {
    await BusConsole("shop", version: "1.0") { bus, clock in
      ConsoleApplication(
        handlers: [
          ConsoleHandler(to: OrderPaid.self, "ship", "send the goods") { order, context in
            context.note("order \(order.id) is on its way")
          }
        ]
      )
    }.main()
  }

  // MARK: - Sources/BusConsole/BusConsole.docc/YourOwnConsole.md

  private func obstacleExample(application: ConsoleApplication) -> BusConsole {
    BusConsole("shop", version: "1.0", running: application, because: "holds the only connection")
  }

  private func commandExample(stock: Stock) -> ConsoleCommand {
    ConsoleCommand(
      "restock",
      operands: [ConsoleOperand("ITEM", proposals: { ["cup", "plate"] })],
      "put an item back on the shelf",
      examples: ["restock cup"]
    ) { context in
      let item = context.arguments[0]
      guard stock.orders.withLock({ $0.removeValue(forKey: item) }) != nil else {
        throw ConsoleError(
          "nobody has ordered '\(item)'",
          argument: 0,
          hint: "'state stock' shows the orders"
        )
      }
      context.print("\(item) is back")
    }
  }

  private func attachedExample(application: ConsoleApplication, bus: EventBus) async {
    await BusConsole("shop", version: "1.0", running: application).run(on: bus)
  }

  // MARK: - What the examples need

  @Test func `the example of a command prints its answer, or points to the argument`() async {
    let stock = Stock()
    stock.orders.withLock { $0["cup"] = 1 }
    let application = ConsoleApplication(commands: [commandExample(stock: stock)])
    let console = obstacleExample(application: application)
    await ShellTest().console(console).script("restock cup\nrestock cup\nreset").run().expect(
      output: """
        cup is back
        shop: test.bus:2:9: error: nobody has ordered 'cup'
        hint: 'state stock' shows the orders
        shop: test.bus:3:1: error: expected an application that can be made again, found one that \
        holds the only connection

        """,
      status: .failure
    )
  }
}
