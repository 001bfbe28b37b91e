import Foundation

/// What the tool costs: its start, and scripts of many lines.
var toolRows: [Row] {
  [
    Row(
      name: "start-up, one emit",
      unit: "ms",
      contestants: [
        .run("busctl", .busctl, ["emit", "group.updated", #"{"group_id": 42}"#]),
        .run("python3 -S -c pass", .interpreter(.python3), ["-S", "-c", "pass"], goal: 0.7),
      ]
    ),
    Row(
      name: "200,000 lines, --quiet",
      unit: "ms",
      most: 5,
      contestants: [
        .run("busctl", .busctl, ["--empty", "--quiet"], input: .lines(200_000)),
        .run(
          "Python",
          .interpreter(.python3),
          [Repository.peer("script.py")],
          input: .lines(200_000),
          goal: 0.45
        ),
      ]
    ),
    Row(
      name: "200,000 lines, text",
      unit: "ms",
      most: 3,
      contestants: [
        .run("busctl", .busctl, ["--empty"], input: .lines(200_000)),
        .run("busctl --quiet", .busctl, ["--empty", "--quiet"], input: .lines(200_000)),
      ]
    ),
    Row(
      name: "200,000 lines, jsonl",
      unit: "ms",
      most: 3,
      contestants: [
        .run("busctl", .busctl, ["--empty", "--format", "jsonl"], input: .lines(200_000)),
        .run("jq -c . over the output", .named("jq"), ["-c", "."], input: .records, goal: 0.2),
      ]
    ),
    Row(
      name: "1,000,000 recorded emissions, opened",
      unit: "ms",
      most: 3,
      contestants: [
        .run("busctl open", .busctl, ["-c", "open -"], input: .recording(1_000_000)),
        .run("jq -c .", .named("jq"), ["-c", "."], input: .recording(1_000_000), goal: 1),
      ]
    ),
    memoryRow("1,000,000 lines, --quiet, memory", ["--quiet"], of: "lines") { .lines($0) },
    memoryRow("1,000,000 lines, text, memory", [], of: "lines") { .lines($0) },
    memoryRow("1,000,000 recorded emissions, memory", ["-c", "open -"], of: "emissions") {
      .recording($0)
    },
  ]
}

/// The memory with an input of two sizes.
private func memoryRow(
  _ name: String,
  _ options: [String],
  of parts: String,
  _ input: @escaping (Int) -> Input
) -> Row {
  Row(
    name: name,
    unit: "MB at most",
    most: 1,
    contestants: [
      .peakMemory("busctl", ["--empty"] + options, input: input(1_000_000)),
      .peakMemory(
        "busctl, 100,000 \(parts)",
        ["--empty"] + options,
        input: input(100_000),
        goal: 1.1
      ),
      Contestant(name: "the limit", goal: 1) { { 40 } },
    ]
  )
}

extension Contestant {
  /// A program that reads a file and writes to nowhere; the sample is in milliseconds.
  fileprivate static func run(
    _ name: String,
    _ program: Program,
    _ arguments: [String],
    input: Input = .nothing,
    goal: Double? = nil
  ) -> Contestant {
    Contestant(name: name, goal: goal, of: program) { path in
      guard let input = try input.path else { return nil }
      return {
        let process = Process(path, arguments)
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try await process.runToEnd()
        return (ContinuousClock.now - start) / .milliseconds(1)
      }
    }
  }

  /// The tool with an input from a pipe; the sample is the most memory that it had, in megabytes.
  fileprivate static func peakMemory(
    _ name: String,
    _ arguments: [String],
    input: Input,
    goal: Double? = nil
  ) -> Contestant {
    Contestant(name: name, goal: goal, of: .busctl) { path in
      guard let cat = try Program.named("cat").paths.first, let file = try input.path else {
        return nil
      }
      return {
        let source = Process(cat, [file.path])
        let process = Process(path, arguments)
        let pipe = Pipe()
        source.standardOutput = pipe
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        try source.run()
        var peak = 0
        while process.isRunning {
          peak = max(peak, Memory.resident(of: process.processIdentifier) ?? 0)
          try await Task.sleep(for: .milliseconds(20))
        }
        return Double(peak) / 1_000_000
      }
    }
  }
}

/// What a program reads.
private enum Input {
  case nothing
  case lines(Int)

  /// The tool's output for 200,000 lines as jsonl.
  case records

  /// A recording of emissions, with times as an application's has them.
  case recording(Int)

  /// Where it is; nil if it cannot be made.
  var path: URL? {
    get throws {
      switch self {
      case .nothing: URL(filePath: "/dev/null")
      case .lines(let count): try Input.script(of: count)
      case .records: try Input.records(of: 200_000, "records.jsonl", [])
      case .recording(let count): try Input.records(of: count, "\(count).jsonl", ["--timing"])
      }
    }
  }

  /// A script that subscribes one handler and emits again and again.
  static func script(of lines: Int) throws -> URL {
    let file = made("\(lines).bus")
    let emissions = (1...lines).map { #"emit group.updated {"group_id": \#($0), "user": "ana"}"# }
    let script = (["subscribe group.updated count"] + emissions).joined(separator: "\n") + "\n"
    try script.write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  /// Returns a file with the tool's output for a script as jsonl.
  private static func records(
    of lines: Int,
    _ name: String,
    _ options: [String]
  ) throws -> URL? {
    guard let busctl = try Program.busctl.paths.first else { return nil }
    let file = made(name)
    try Data().write(to: file)
    let process = Process(busctl, ["--empty", "--format", "jsonl"] + options)
    process.standardInput = try FileHandle(forReadingFrom: script(of: lines))
    process.standardOutput = try FileHandle(forWritingTo: file)
    try process.run()
    process.waitUntilExit()
    return file
  }

  private static func made(_ name: String) -> URL {
    Repository.root.appending(path: "Tests/Benchmarks/.build/\(name)")
  }
}
