/// Random scripts of commands that are right and commands that are wrong.
enum RandomScript {
  /// The error of a handler that is made to fail at a pause.
  static let failureAtPause = "at the pause"

  private static let events = ["a", "b", "c"]
  private static let noise = [
    "emit a {\"x\": ", "}", "emit", "nonsense", "\"", "# comment", "", "emit a {\"x\": [1, {}]}",
    "subscribe a nobody", "plan a", "handlers", "trace", "expect nobody", "emit {}", "\u{0}\u{1b}",
  ]

  /// Returns a script of up to 40 lines.
  static func text(using generator: inout some RandomNumberGenerator) -> String {
    (0..<Int.random(in: 1...40, using: &generator))
      .map { _ in line(using: &generator) }
      .joined(separator: "\n")
  }

  /// Returns a script whose emissions overlap, and some of which are cancelled.
  static func concurrent(using generator: inout some RandomNumberGenerator) -> String {
    let sleeps = ["sleep 0s", "sleep 1ms", "sleep 2ms", "sleep 3ms"]
    let handlers = sleeps + sleeps + ["relay b", "relay c", "relay b", "relay c", "print", "fail"]
    let ends = ["wait", "cancel", "cancel", "emit a", "emit b\ncancel"]
    let subscriptions = (0..<Int.random(in: 4...8, using: &generator)).map { _ in
      "subscribe \(pick(events, using: &generator)) \(pick(handlers, using: &generator))"
    }
    let emissions = (0..<Int.random(in: 2...5, using: &generator)).map { _ in
      "emit \(pick(events, using: &generator)) &"
    }
    let lines = subscriptions + emissions + [pick(ends, using: &generator)]
    return lines.joined(separator: "\n")
  }

  private static func line(using generator: inout some RandomNumberGenerator) -> String {
    let event = pick(events, using: &generator)
    let handler = handler(using: &generator)
    switch Int.random(in: 0..<24, using: &generator) {
    case 0..<8: return "subscribe \(event) \(handler)"
    case 8..<11: return "unsubscribe \(event) \(handler)"
    case 11..<15: return "emit \(event)"
    case 15: return "emit \(event) {\"n\": 1} &"
    case 16: return "emit \(event) {\"n\": 1} &\ncancel"
    case 17: return pick(["wait", "reset", "reset", "cancel"], using: &generator)
    case 18...22: return paused(event, using: &generator)
    default: return pick(noise, using: &generator)
    }
  }

  /// Returns an emission with at least one handler, and answers at its pauses, of which there may be
  /// too many.
  private static func paused(
    _ event: String,
    using generator: inout some RandomNumberGenerator
  ) -> String {
    let answers = ["skip", "fail \(failureAtPause)", "next", "into"]
    let given = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      pick(answers, using: &generator)
    }
    let start = ["subscribe \(event) print", "step on", "emit \(event)"]
    return (start + given + ["run", "step off"]).joined(separator: "\n")
  }

  private static func handler(using generator: inout some RandomNumberGenerator) -> String {
    let simple = [
      "print", "fail", "count", "flaky 1", "sleep 0s", "sleep 1ms", "sleep 2ms", "detach",
    ]
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return "relay \(pick(events, using: &generator))"
    case 1:
      return "\(pick(["attach", "detach"], using: &generator)) \(pick(simple, using: &generator))"
    default: return pick(simple, using: &generator)
    }
  }

  private static func pick(
    _ choices: [String],
    using generator: inout some RandomNumberGenerator
  ) -> String {
    choices.randomElement(using: &generator) ?? ""
  }
}
