import Foundation
import Glibc

/// A finished run of the program without a terminal: its output and its exit status.
struct Program {
  let output: String
  let errors: String
  let status: Int32

  /// Runs the program that was built together with the tests, to its end.
  ///
  /// - Parameters:
  ///   - path: Another program.
  ///   - arguments: Its arguments.
  ///   - input: The bytes on its standard input.
  ///   - directory: The directory in which it runs.
  ///   - mergesErrors: Indicates whether standard error goes to standard output.
  /// - Throws: An error if it cannot be run.
  init(
    at path: String = Pseudoterminal.product("busctl"),
    _ arguments: [String],
    input: some Sequence<UInt8> = [],
    in directory: URL? = nil,
    mergesErrors: Bool = false
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ["PATH": "/usr/bin:/bin"]
    try self.init(process, input: Data(input), mergesErrors: mergesErrors)
  }

  /// Runs a command line of the shell, in which `busctl` is the program.
  init(shell line: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    let directory = URL(filePath: Pseudoterminal.product("busctl")).deletingLastPathComponent().path
    process.environment = ["PATH": "\(directory):/usr/bin:/bin"]
    try self.init(process, input: Data(), mergesErrors: false)
  }

  private init(_ process: Process, input: Data, mergesErrors: Bool) throws {
    // Files, because the writer of a full pipe waits until it is read.
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    // A home of its own, so that no file of the developer is read or left behind.
    process.environment?["HOME"] = directory.path
    let files = ["input", "output", "errors"].map { directory.appending(path: $0) }
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
