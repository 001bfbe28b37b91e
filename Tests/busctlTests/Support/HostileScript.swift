import BusLanguage
import TestSupport

/// Random scripts and options that are mostly commands with operands that nobody would write.
struct HostileScript<Generator: RandomNumberGenerator> {
  var generator: Generator

  private static var events: [String] { ["a", "b", "invite.accepted", "''", "e&", "\u{202e}x"] }

  private static var numbers: [String] {
    [
      "0", "1", "2", "3", "-1", "64", "1000", "2147483648", "4294967295", "4294967296",
      "9223372036854775807", "9223372036854775808", "18446744073709551615", "1e3", "0x10", "٣",
    ]
  }

  private static var durations: [String] {
    [
      "0s", "1ms", "1ns", "525600m", "525601m", "0.000000001s", "999999999999s", "1e9s", "0x1p4s",
      ".5s", "-1s", "1h", "inf", "76861434m",
    ]
  }

  private static var shortDurations: [String] { ["0s", "1ms", "1ns", "-1s", "0x1p4s", "inf"] }

  private static var programs: [String] {
    ["/bin/true", "/bin/false", "/bin/cat", "/bin/echo '\u{1b}[31m'", "/", "missing", "''"]
  }

  private static var payloads: [String] {
    [
      "{}", "{\"user_id\": 7}", "{\"user_id\": 7, \"group_id\": 42}",
      "{\"n\": 18446744073709551615}",
      "{\"n\": -0}", "{\"n\": 1e308, \"m\": 5e-324}", "{\"s\": \"\\u0000\\ud83d\\ude00\"}",
      "{\"a\": [[[[]]], {\"b\": null}]}", "{\"a\": 1, \"a\": 2}", "{", "[1]", "{\"a\"",
      "{\"text\": \"hi @7\"}",
      "{\"user_id\": \"7\", \"email\": 1, \"group_id\": null}", "{\"é\": \"日本 👨‍👩‍👧\"}",
    ]
  }

  private static var words: [String] {
    [
      "", "\"", "'", "\\", "#", "&", ":", "--", "--empty", "--order", "--timeline", "--list", "-",
      "on", "off", "is", "ran", "failed", "nobody", "{}", "\u{0}", "\u{1b}[31m", "\u{a0}", "é", "🫩",
      "/dev/null", "/", "*", "%s%n", "$(x)", String(repeating: "x", count: 300),
    ]
  }

  /// Files for commands that read or write one; the relative ones are in the program's directory.
  private static var files: [String] { ["/dev/null", "a.bus", "a.jsonl", "missing/a", ".", "-"] }

  /// Indicates whether the program waits for as long as a script says.
  private var isInRealTime = false

  init(generator: Generator) {
    self.generator = generator
  }

  /// Returns arguments of the program, some of them wrong, and its standard input.
  mutating func invocation() -> (arguments: [String], input: String) {
    // In virtual time no program runs; in real time nothing may sleep for long.
    isInRealTime = Int.random(in: 0..<6, using: &generator) == 0
    let lines = (0..<Int.random(in: 1...30, using: &generator)).map { _ in line() }
    let options = (isInRealTime ? [] : ["--clock", "virtual"]) + self.options()
    // An argument ends with its first null character.
    let words = lines.map { $0.replacing("\0", with: "\u{1}") }
    return switch Int.random(in: 0..<8, using: &generator) {
    case 0, 1: (options + words.flatMap { ["-c", $0] }, pick(Self.payloads))
    case 2: (options + (words.first?.split(separator: " ").map(String.init) ?? []), "")
    default: (options, lines.joined(separator: "\n"))
    }
  }

  private mutating func options() -> [String] {
    (0..<Int.random(in: 0...3, using: &generator)).flatMap { _ in option() }
  }

  /// Returns an option with its value, which is seldom wrong.
  private mutating func option() -> [String] {
    if Int.random(in: 0..<40, using: &generator) == 0 {
      let options = ["--format", "--color", "--clock", "--exec-timeout", "--unknown", "-f", "-"]
      return [pick(options), pick(Self.words + Self.numbers).replacing("\0", with: "")]
    }
    switch Int.random(in: 0...12, using: &generator) {
    case 0, 1: return ["--format", "jsonl"]
    case 2: return [pick(["--timing", "--no-timing"])]
    case 3: return isInRealTime ? [] : ["--seed", pick(Self.numbers)]
    case 4: return ["--max-depth", pick(Self.numbers)]
    case 5: return ["--color", pick(["always", "never", "auto"])]
    case 6: return ["--echo", "--strict"]
    case 7: return ["--empty"]
    case 8: return ["--bail"]
    case 9: return ["--safe"]
    case 10: return ["--exec-timeout", pick(Self.durations)]
    case 11: return [pick(["--hints", "--no-hints", "--no-history"])]
    default: return ["--quiet"]
    }
  }

  private mutating func line() -> String {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0..<3: return "subscribe \(pick(Self.events)) \(handler())"
    case 3..<6:
      return "emit \(pick(Self.events)) \(pick(Self.payloads))\(pick(["", "", " &"]))"
    case 6:
      return "expect \(pick(Self.words)) \(pick(Self.words)) \(pick(Self.numbers))"
    default: return command()
    }
  }

  /// Returns any command with operands of the right kinds or any others.
  private mutating func command() -> String {
    guard let entry = CommandLanguage.demo.commands.randomElement(using: &generator) else {
      return ""
    }
    // It would end the script, read endless files, or try more schedules than there is time for.
    if ["quit", "source", "interleave"].contains(entry.name) { return "interleave 3 /dev/null" }
    if entry.name == "repeat" { return "repeat \(pick(["0", "1", "3", "x"])) \(line())" }
    // In a script only a signal ends '--follow'.
    let operands = entry.operands.filter { $0.name != "--follow" }.flatMap { operand -> [String] in
      if operand.isOptional, Bool.random(using: &generator) { return [] }
      if Int.random(in: 0..<6, using: &generator) == 0 { return [pick(Self.words)] }
      return [word(for: operand)]
    }
    return ([entry.name] + operands).joined(separator: " ")
  }

  private mutating func word(for operand: Operand) -> String {
    switch operand.kind {
    case .itself: operand.name
    case .event, .recordedEvent, .breakPoint: pick(Self.events)
    case .filter: pick(TraceFilter.Option.allCases.map(\.rawValue) + Self.words)
    case .payload: pick(Self.payloads)
    case .handler, .subscription: handler()
    case .answer: Bool.random(using: &generator) ? handler() : pick(Self.words + Self.numbers)
    case .emission, .emissionOr, .number, .lesson, .job: pick(Self.numbers)
    case .prediction: "notify print a : emit \(pick(Self.events)) \(pick(Self.payloads))"
    case .choice(let choices): pick(choices)
    case .file: pick(Self.files)
    case .optionValue: pick(Self.words + Self.numbers)
    case .command: "emit \(pick(Self.events))"
    case .text, .application, .service, .topic, .expectation: pick(Self.words + Self.numbers)
    }
  }

  private mutating func handler(depth: Int = 0) -> String {
    let entry = pick(CommandLanguage.demo.handlers.map(\.name))
    switch entry {
    case "sleep": return "sleep \(pick(isInRealTime ? Self.shortDurations : Self.durations))"
    case "exec": return "exec \(pick(Self.programs))"
    // Relays to an event that they are subscribed to, by one another, grow exponentially.
    case "relay": return "relay leaf"
    case "flaky": return "flaky \(pick(Self.numbers))"
    case "attach", "detach":
      return "\(entry) \(depth < 10 ? handler(depth: depth + 1) : "print")"
    default: return "\(entry) \(pick(Self.words))"
    }
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &generator) ?? ""
  }
}
