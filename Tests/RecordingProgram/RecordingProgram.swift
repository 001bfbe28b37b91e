import EventRecording
import Events
import Glibc
import Logging

/// A program that records itself, for tests that end it or take its disk away.
@main
enum RecordingProgram {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { fatalError("expected MODE and FILE") }
    switch arguments[1] {
    case "for-ever": try await emitForEver(recordingTo: arguments[2])
    case "shop": try await runShop(recordingTo: arguments[2])
    case "full": try await fillDisk(recordingTo: arguments[2])
    default: fatalError("unknown mode")
    }
  }

  private static func bus(_ tracer: RecordingTracer) -> EventBus {
    let bus = EventBus(tracer: tracer)
    bus.subscribe(to: "order.placed", name: "bill") { _, context in
      await context.bus.emit("order.billed")
    }
    return bus
  }

  /// Sells two things, of which the second one is not in stock.
  private static func runShop(recordingTo path: String) async throws {
    let tracer = try RecordingTracer(to: path, redacting: ["card"])
    let silent = Logger(label: "shop") { _ in SwiftLogNoOpLogHandler() }
    let bus = EventBus(logger: silent, tracer: tracer)
    bus.subscribe(to: "order.placed", name: "reserve") { data in
      let article: String = try data.value("article")
      guard article == "pen" else { throw OutOfStock(article: article) }
    }
    bus.subscribe(to: "order.placed", name: "bill") { data, context in
      context.note("billed order \(try data.value("order", as: Int.self))")
      await context.bus.emit("order.billed", ["order": data["order"]])
    }
    bus.subscribe(to: "order.billed", name: "mail") { _ in }
    await bus.emit("order.placed", ["order": 1, "article": "pen", "card": "4111"])
    await bus.emit("order.placed", ["order": 2, "article": "ink", "card": "4111"])
    await bus.emit("shop.closed")
    try tracer.close()
  }

  private struct OutOfStock: Error, CustomStringConvertible {
    let article: String
    var description: String { "\(article) is out of stock" }
  }

  /// Emits until it is killed, and says so once 2,000 emissions are flushed.
  private static func emitForEver(recordingTo path: String) async throws {
    let tracer = try RecordingTracer(to: path)
    let bus = bus(tracer)
    var number = 0
    while true {
      number += 1
      await bus.emit("order.placed", ["number": number])
      if number == 2_000 {
        try tracer.flush()
        write(STDOUT_FILENO, "x", 1)
      }
    }
  }

  /// Emits beyond the size that a file of this process may have, and then with a higher limit.
  private static func fillDisk(recordingTo path: String) async throws {
    signal(SIGXFSZ, SIG_IGN)
    setLimit(4000)
    let tracer = try RecordingTracer(to: path, bufferSize: 1000)
    let bus = bus(tracer)
    while tracer.lostRecords < 100 { await bus.emit("order.placed") }
    guard let failure = tracer.failure else { fatalError("no failure") }
    print(failure)
    setLimit(1 << 20)
    await bus.emit("order.placed")
    try tracer.close()
    print(tracer.failure.map { "\($0)" } ?? "no failure")
    print(tracer.lostRecords)
  }

  private static func setLimit(_ size: UInt) {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    limit.rlim_cur = size
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  }
}
