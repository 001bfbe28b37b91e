import BusShell
import EventRecording
import Glibc
import Subprocess
import SystemPackage

/// Programs as child processes.
///
/// Each is in a session of its own: it has no terminal, so it can neither write to the one with the
/// prompt nor read from it, and a signal can reach it together with its children.
struct ChildProcesses: ProgramRunner {
  /// The time that a program has between SIGTERM and SIGKILL.
  private static let gracePeriod = Duration.seconds(1)

  var timeOfDay: Duration { .sinceEpoch }

  func run(_ call: ProgramCall) async -> ProgramResult {
    await withTaskGroup { group in
      group.addTask { await Self.runToEnd(call) }
      group.addTask {
        try? await Task.sleep(for: call.timeLimit)
        return ProgramResult(.timedOut)
      }
      let first = await group.next()
      // Ends the program if it still runs, and waits for that.
      group.cancelAll()
      await group.waitForAll()
      return first ?? ProgramResult(.timedOut)
    }
  }

  /// Runs a program to its end; cancelling the task ends it.
  private static func runToEnd(_ call: ProgramCall) async -> ProgramResult {
    guard !([call.program, call.event] + call.arguments).contains(where: { $0.contains("\0") })
    else { return ProgramResult(.notStarted("expected words without the character U+0000")) }
    let path = Directory.expanded(call.program)
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: gracePeriod)
    ]
    do {
      let result = try await Subprocess.run(
        path.contains("/") ? .path(FilePath(path)) : .name(path),
        arguments: Arguments(call.arguments),
        environment: .inherit.updating(["BUSCTL_EVENT": call.event]),
        platformOptions: options,
        input: .inputWriter,
        output: .sequence,
        error: .sequence
      ) { execution in
        async let note = line(.first, of: execution.standardOutput)
        async let error = line(.lastNotBlank, of: execution.standardError)
        // A program need not read its input.
        _ = try? await execution.standardInputWriter.write(call.input)
        try? await execution.standardInputWriter.finish()
        return await (note: note, error: error)
      }
      if Task.isCancelled { killGroup(of: result.processIdentifier) }
      let (note, error) = result.closureResult
      return ProgramResult(ending(result.terminationStatus), note: note, error: error)
    } catch {
      return ProgramResult(.notStarted(reason(of: error, path)))
    }
  }

  /// Ends the children that a program which was ended has left behind.
  private static func killGroup(of program: ProcessIdentifier) {
    // Nobody else gets the number of a group that still has a process; of any other it is unused.
    kill(-program.value, SIGKILL)
  }

  private static func line(
    _ choice: LineExcerpt.Choice,
    of output: SubprocessOutputSequence
  ) async -> String? {
    var excerpt = LineExcerpt(choice)
    // An error counts as the end of the output.
    var buffers = output.makeAsyncIterator()
    while let buffer = try? await buffers.next() { buffer.withUnsafeBytes { excerpt.add($0) } }
    return excerpt.text
  }

  private static func ending(_ status: TerminationStatus) -> ProgramResult.Ending {
    switch status {
    case .exited(let code): .exited(status: Int(code))
    case .signaled(let signal): .signalled(Int(signal))
    }
  }

  /// Runs a command line of a shell, with a file as its last argument, at a terminal, to its end.
  static func run(
    _ command: String,
    on path: String,
    at screen: Int32
  ) async -> ProgramResult.Ending {
    do {
      let result = try await Subprocess.run(
        .path("/bin/sh"),
        // Ctrl-C is the editor's, and not the shell's, which waits for it.
        arguments: ["-c", "trap : INT; \(command) \"$1\"", "sh", path],
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.init(rawValue: screen), closeAfterSpawningProcess: false),
        error: .fileDescriptor(.init(rawValue: screen), closeAfterSpawningProcess: false)
      )
      return ending(result.terminationStatus)
    } catch {
      return .notStarted(reason(of: error, "/bin/sh"))
    }
  }

  /// Returns the reason for which a program could not be started.
  private static func reason(of error: any Error, _ path: String) -> String {
    guard path.contains("/") else { return "no such program in PATH" }
    // The library tries the path as one of several, and says of all failures that it is not found.
    if (try? FileStatus(at: path))?.isDirectory == true { return Errno(code: EISDIR).text }
    if access(path, X_OK) != 0 { return Errno.current.text }
    let cause = (error as? SubprocessError)?.underlyingError
    return cause.map { Errno(code: $0.rawValue).text } ?? "\(error)"
  }
}
