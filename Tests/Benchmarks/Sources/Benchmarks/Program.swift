import Foundation

/// A program to run.
enum Program {
  /// One that this machine may have.
  case named(String)

  /// An interpreter, of which a machine may have several builds; the fastest one counts.
  case interpreter(Interpreter)

  /// The tool itself, which is built first, as README installs it.
  case busctl

  /// The places where it is.
  var paths: [URL] {
    get throws {
      switch self {
      case .named(let name): Array(Program.found(name).prefix(1))
      case .interpreter(let interpreter): interpreter.paths
      case .busctl: try [Program.built.get()].compactMap(\.self)
      }
    }
  }

  fileprivate static func found(_ name: String) -> [URL] {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { URL(filePath: "\($0)/\(name)") }
      .filter { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static let built = Result { () throws -> URL? in
    guard let swift = found("swift").first else { return nil }
    let folder = Repository.root.appending(path: "Tests/Benchmarks/.build/busctl")
    let process = Process(
      swift,
      [
        "build", "-c", "release", "--static-swift-stdlib", "-Xswiftc", "-use-ld=lld",
        "-Xlinker", "--strip-all", "--product", "busctl",
        "--package-path", Repository.root.path, "--scratch-path", folder.path,
      ]
    )
    process.standardOutput = FileHandle.standardError
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? folder.appending(path: "release/busctl") : nil
  }
}

/// An interpreter of another language.
enum Interpreter: String {
  case python3, node

  /// The interpreters in the path, each once.
  ///
  /// Each is asked where it is, because version managers put scripts into the path that look for
  /// it.
  var paths: [URL] {
    let question =
      switch self {
      case .python3: ["-c", "import sys; print(sys.executable)"]
      case .node: ["-p", "process.execPath"]
      }
    let answers = Program.found(rawValue).compactMap { try? Process($0, question).output() }
    let places = answers.map { URL(filePath: $0).resolvingSymlinksInPath() }
    return places.enumerated().filter { !places[..<$0].contains($1) }.map(\.element)
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
