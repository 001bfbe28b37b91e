import Foundation

/// A program to run.
enum Program {
  /// One that this machine may have.
  case named(String)

  /// Python itself, not a script that looks for it, as version managers put into the path.
  case python

  /// The tool itself, which is built first, as README installs it.
  case busctl

  /// Where it is; nil if it is not there.
  var path: URL? {
    get throws {
      switch self {
      case .named(let name): Program.found(name)
      case .python: try Program.interpreter.get()
      case .busctl: try Program.built.get()
      }
    }
  }

  private static func found(_ name: String) -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static let interpreter = Result { () throws -> URL? in
    guard let python = found("python3") else { return nil }
    let path = try Process(python, ["-c", "import sys; print(sys.executable)"]).output()
    return URL(filePath: path)
  }

  private static let built = Result { () throws -> URL? in
    guard let swift = found("swift") else { return nil }
    let folder = Repository.root.appending(path: "Tests/Benchmarks/.build/busctl")
    let process = Process(
      swift,
      [
        "build", "-c", "release", "--static-swift-stdlib", "--product", "busctl",
        "--package-path", Repository.root.path, "--scratch-path", folder.path,
      ]
    )
    process.standardOutput = FileHandle.standardError
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? folder.appending(path: "release/busctl") : nil
  }
}

extension Process {
  convenience init(_ program: URL, _ arguments: [String]) {
    self.init()
    executableURL = program
    self.arguments = arguments
  }

  /// Runs to the end, and takes what the program prints as a line.
  func output() throws -> String {
    let pipe = Pipe()
    standardOutput = pipe
    try run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return text.trimmingCharacters(in: .newlines)
  }

  /// Runs to the end. (`waitUntilExit` looks for the end only now and then, and so cannot be timed.)
  func runToEnd() async throws {
    try await withCheckedThrowingContinuation { continuation in
      terminationHandler = { _ in continuation.resume() }
      do {
        try run()
      } catch {
        terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
  }
}

/// Where things are.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../..").standardized

  static func peer(_ script: String) -> String {
    root.appending(path: "Tests/Benchmarks/Peers/\(script)").path
  }
}
