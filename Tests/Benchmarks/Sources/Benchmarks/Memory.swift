import Events
import Foundation

/// What the system says about memory.
enum Memory {
  /// The bytes of a process that are in memory, where the system tells.
  static func resident(of process: Int32 = ProcessInfo.processInfo.processIdentifier) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first
      .flatMap { Int($0) }.map { $0 * 1_024 }
  }
}

/// The ways to register many handlers.
enum Registering: String, CaseIterable {
  case sameHandler = "one handler, one event"
  case ownHandlers = "a handler each, one event"
  case ownEvents = "a handler each, an event each"

  /// The memory of a subscription; true only in a process that has not allocated much before.
  func bytes() -> Double? {
    let count = 500_000
    let bus = quietBus()
    guard let before = Memory.resident() else { return nil }
    subscribe(count, on: bus)
    guard let after = Memory.resident() else { return nil }
    return withExtendedLifetime(bus) { Double(after - before) / Double(count) }
  }

  private func subscribe(_ count: Int, on bus: EventBus) {
    let handler = EventHandler { _ in }
    for number in 0..<count {
      switch self {
      case .sameHandler: bus.subscribe(handler, to: .measured)
      case .ownHandlers: bus.subscribe(to: .measured) { _ in }
      case .ownEvents: bus.subscribe(to: EventName("event \(number)")) { _ in }
      }
    }
  }
}

/// The memory of a subscription; each sample is a process of its own.
let subscriptionMemoryOption = "--memory-of"

var memoryRows: [Row] {
  [
    Row(
      name: "memory of a subscription",
      unit: "bytes",
      most: 3,
      contestants: Registering.allCases.map { registering in
        Contestant(name: registering.rawValue) {
          guard Memory.resident() != nil else { return nil }
          return {
            let process = Process(
              URL(filePath: CommandLine.arguments[0]),
              [subscriptionMemoryOption, registering.rawValue]
            )
            return Double(try process.output()) ?? .nan
          }
        }
      }
    )
  ]
}
