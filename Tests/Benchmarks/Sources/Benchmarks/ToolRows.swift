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
        .run("busctl", .busctl, ["--empty", "--quiet"], input: .script),
        .run(
          "Python",
          .interpreter(.python3),
          [Repository.peer("script.py")],
          input: .script,
          goal: 0.45
        ),
      ]
    ),
    Row(
      name: "200,000 lines, text",
      unit: "ms",
      most: 3,
      contestants: [
        .run("busctl", .busctl, ["--empty"], input: .script),
        .run("busctl --quiet", .busctl, ["--empty", "--quiet"], input: .script),
      ]
    ),
    Row(
      name: "200,000 lines, jsonl",
      unit: "ms",
      most: 3,
      contestants: [
        .run("busctl", .busctl, ["--empty", "--format", "jsonl"], input: .script),
        .run("jq -c . over the output", .named("jq"), ["-c", "."], input: .records, goal: 0.2),
      ]
    ),
    memoryRow("1,000,000 lines, --quiet, memory", ["--quiet"]),
    memoryRow("1,000,000 lines, text, memory", []),
  ]
}

private func memoryRow(_ name: String, _ options: [String]) -> Row {
  Row(
    name: name,
    unit: "MB at most",
    most: 1,
    contestants: [
      .peakMemory("busctl", ["--empty"] + options, lines: 1_000_000),
      .peakMemory("busctl, 100,000 lines", ["--empty"] + options, lines: 100_000, goal: 1.1),
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

  /// The tool with a script from a pipe; the sample is the most memory that it had, in megabytes.
  fileprivate static func peakMemory(
    _ name: String,
    _ arguments: [String],
    lines: Int,
    goal: Double? = nil
  ) -> Contestant {
    Contestant(name: name, goal: goal, of: .busctl) { path in
      guard let cat = try Program.named("cat").paths.first else { return nil }
      let script = try Input.script(of: lines)
      return {
        let source = Process(cat, [script.path])
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
  case script
  case records

  /// Where it is; nil if it cannot be made.
  var path: URL? {
    get throws {
      switch self {
      case .nothing: URL(filePath: "/dev/null")
      case .script: try Input.script(of: 200_000)
      case .records: try Input.recordsOfScript()
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

  /// What the tool prints of the script as jsonl.
  private static func recordsOfScript() throws -> URL? {
    guard let busctl = try Program.busctl.paths.first else { return nil }
    let file = made("records.jsonl")
    try Data().write(to: file)
    let process = Process(busctl, ["--empty", "--format", "jsonl"])
    process.standardInput = try FileHandle(forReadingFrom: script(of: 200_000))
    process.standardOutput = try FileHandle(forWritingTo: file)
    try process.run()
    process.waitUntilExit()
    return file
  }

  private static func made(_ name: String) -> URL {
    Repository.root.appending(path: "Tests/Benchmarks/.build/\(name)")
  }
}
