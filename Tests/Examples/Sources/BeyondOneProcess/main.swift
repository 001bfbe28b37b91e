import Events
import Foundation
import GRDB

// A shop that places orders, and may be killed at a chosen point of one of them:
//
//   BeyondOneProcess DIRECTORY TOTAL [POINT ORDER]
//
// Handlers write what they do to DIRECTORY/log.

let arguments = CommandLine.arguments
let directory = URL(filePath: arguments[1])
let total = Int64(arguments[2]) ?? 0
let point = arguments.count > 3 ? arguments[3] : ""
let fatalOrder = arguments.count > 4 ? Int64(arguments[4]) : nil

/// Ends the program as `kill -9` does, if this is the point.
func mayDie(_ here: String, _ order: Int64) {
  if here == point, order == fatalOrder { kill(getpid(), SIGKILL) }
}

let log = open(directory.appending(path: "log").path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
func write(_ line: String) {
  _ = line.withCString { Foundation.write(log, $0, strlen($0)) }
}

let shop = try Shop(at: directory.appending(path: "shop.sqlite").path)
shop.bus.subscribe(to: OrderPlaced.self, name: "die") { mayDie("after-commit", $0.order) }
shop.bus.subscribe(to: OrderPlaced.self, name: "bill") { write("bill \($0.order)\n") }
shop.bus.subscribe(to: OrderPlaced.self, name: "ship") { placed in
  mayDie("before-effect", placed.order)
  write("ship \(placed.order)\n")
  mayDie("after-effect", placed.order)
}

try await shop.outbox.deliver(on: shop.bus)
while try await shop.lastOrder() < total { _ = try await shop.placeOrder() }
