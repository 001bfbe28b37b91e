import BusConsole
import Events
import Glibc
import Logging

/// An order has been paid.
struct OrderPaid: Event {
  static let name: EventName = "order.paid"
  let order: Int
}

/// A program with a bus of its own that runs a console on it, for tests, and goes on afterwards.
@main
enum AttachedProgram {
  static func main() async {
    let bus = EventBus(logger: Logger(label: "shop") { _ in SwiftLogNoOpLogHandler() })
    let ship = EventHandler(for: OrderPaid.self, name: "ship") { order, context in
      context.note("order \(order.order) is on its way")
    }
    bus.subscribe(ship, to: OrderPaid.name)
    bus.subscribe(to: OrderPaid.name, name: "audit") { _ in }
    bus.subscribe(to: "long.job", name: "work") { _ in try await Task.sleep(for: .seconds(60)) }

    let application = ConsoleApplication(
      handlers: [ConsoleHandler(ship, to: [OrderPaid.self], "send the goods")],
      commands: [
        ConsoleCommand("sell", "let the shop sell something by itself") { context in
          let bus = context.bus
          context.print("the shop will sell order 8")
          Task { await bus.emit(OrderPaid(order: 8)) }
        }
      ]
    )
    await BusConsole("shop", version: "1.0", running: application).run(on: bus)

    let handlers = bus.subscriptions(to: OrderPaid.name).map(\.handler.name)
    let report = await bus.emit(OrderPaid(order: 9))
    print("the process goes on with \(handlers), \(report.completed) completed")
    var action = sigaction()
    sigaction(SIGINT, nil, &action)
    print("Ctrl-C ends the process: \(action.__sigaction_handler.sa_handler == nil)")
    exit(7)
  }
}
