import EventBus
import Foundation

/// What subscribing costs, in time and memory.
var registrationRows: [Row] { [1, 1_000, 100_000].map(changeRow) + [memoryRow] }

private func changeRow(_ count: Int) -> Row {
  Row(
    name: "subscribe and unsubscribe behind \(count)",
    unit: "ns for both",
    contestants: [
      .here("EventBus") {
        let bus = busWithAsyncHandlers(count)
        let handler = EventHandler { _ async throws in }
        return { turns in
          for _ in 0..<turns {
            bus.subscribe(handler, to: .measured)
            bus.unsubscribe(handler, from: .measured)
          }
        }
      },
      .python("subscribe \(count)"),
      .node("subscribe \(count)"),
      .emitter("subscribe \(count)"),
    ]
  )
}

private var memoryRow: Row {
  Row(
    name: "memory of a registration",
    unit: "bytes",
    contestants: [
      memory("one handler, one event") { bus, count in
        let handler = EventHandler { _ in }
        for _ in 0..<count { bus.subscribe(handler, to: .measured) }
      },
      memory("a handler each, one event") { bus, count in
        for _ in 0..<count { bus.subscribe(to: .measured) { _ in } }
      },
      memory("a handler each, an event each") { bus, count in
        for number in 0..<count { bus.subscribe(to: EventName("event \(number)")) { _ in } }
      },
    ]
  )
}

private func memory(
  _ name: String,
  _ subscribe: @escaping (EventBus, Int) -> Void
) -> Contestant {
  Contestant(name: name) {
    guard ProcessMemory.resident(of: "self") != nil else { return nil }
    return {
      let count = 500_000
      let bus = quietBus()
      let before = ProcessMemory.resident(of: "self") ?? 0
      subscribe(bus, count)
      let after = ProcessMemory.resident(of: "self") ?? 0
      return withExtendedLifetime(bus) { Double(after - before) / Double(count) }
    }
  }
}

/// What the system says about the memory of a process.
enum ProcessMemory {
  /// The bytes of a process that are in memory, where the system tells.
  static func resident(of process: String) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first
      .flatMap { Int($0) }.map { $0 * 1_024 }
  }
}
