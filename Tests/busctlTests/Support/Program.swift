import Foundation
import Glibc

/// The program run off a terminal, with what it printed and how it ended.
struct Program {
  let output: String
  let errors: String
  let status: Int32

  /// Runs the program that was built together with the tests, to its end.
  ///
  /// - Parameters:
  ///   - path: Another program.
  ///   - arguments: Its arguments.
  ///   - input: What it finds on standard input.
  ///   - folder: Where it runs.
  ///   - mergesErrors: Whether errors go where results go.
  /// - Throws: What keeps it from being run.
  init(
    at path: String = Pseudoterminal.product("busctl"),
    _ arguments: [String],
    input: some Sequence<UInt8> = [],
    in folder: URL? = nil,
    mergesErrors: Bool = false
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin"]
    try self.init(process, input: Data(input), mergesErrors: mergesErrors)
  }

  /// Runs a command line of the shell, in which `busctl` is the program.
  init(shell line: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    let folder = URL(filePath: Pseudoterminal.product("busctl")).deletingLastPathComponent().path
    process.environment = ["PATH": "\(folder):/usr/bin:/bin"]
    try self.init(process, input: Data(), mergesErrors: false)
  }

  private init(_ process: Process, input: Data, mergesErrors: Bool) throws {
    // Files, because a pipe that nobody empties holds up who fills it.
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // A home of its own: nothing of the developer's, and nothing left behind.
    process.environment?["HOME"] = folder.path
    let files = ["input", "output", "errors"].map { folder.appending(path: $0) }
    try input.write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    let output = try FileHandle(forWritingTo: files[1])
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = output
    process.standardError = mergesErrors ? output : try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    self.output = try String(contentsOf: files[1], encoding: .utf8)
    self.errors = try String(contentsOf: files[2], encoding: .utf8)
    status = process.terminationStatus
  }
}
