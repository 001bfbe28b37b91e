import EventRecording
import Events
import Synchronization
import TerminalText

/// The programs that handlers run, and the time that each may take.
final class Programs: Sendable {
  private let runner: (any ProgramRunner)?
  private let output: any ShellOutput
  private let currentLimit: Mutex<Duration>

  /// - Parameters:
  ///   - runner: Runs the programs; nil where there is none.
  ///   - output: The output that is flushed before a program runs.
  ///   - timeLimit: The longest time that a program may take.
  init(_ runner: (any ProgramRunner)?, output: any ShellOutput, timeLimit: Duration) {
    self.runner = runner
    self.output = output
    currentLimit = Mutex(timeLimit)
  }

  /// The longest time that a program may take; a change is for those that start from now on.
  var timeLimit: Duration {
    get { currentLimit.withLock { $0 } }
    set { currentLimit.withLock { $0 = newValue } }
  }

  /// The time since the beginning of 1970, in UTC; nil where there is no clock for it.
  var timeOfDay: Duration? { runner?.timeOfDay }

  /// Returns a handler that runs a program for each event.
  ///
  /// - Parameters:
  ///   - name: The handler's name.
  ///   - program: The program's path or name.
  ///   - arguments: The program's arguments.
  ///   - events: The identity of the session's events.
  /// - Returns: The handler.
  func handler(
    _ name: String,
    _ program: String,
    _ arguments: [String],
    _ events: CloudEventSource
  ) -> EventHandler {
    EventHandler(name: name) { [self] data, context in
      try Task.checkCancellation()
      guard let runner else { throw ProgramFailure(description: "no program can be run here") }
      output.flush()
      let event = CloudEvent(
        id: events.id(of: context.emission ?? 0),
        source: events.source,
        type: context.event,
        time: runner.timeOfDay.dateText,
        data: data
      )
      let call = ProgramCall(
        program: program,
        arguments: arguments,
        event: context.event.rawValue,
        input: event.json + "\n",
        timeLimit: timeLimit
      )
      let result = await runner.run(call)
      try Task.checkCancellation()
      if let failure = call.failure(result) { throw failure }
      if let note = result.note { context.note(note) }
    }
  }
}

/// The error of a handler whose program has not ended well.
struct ProgramFailure: Error, CustomStringConvertible {
  let description: String
}

extension ProgramCall {
  /// Returns the failure of a program that has ended; nil if it has ended well.
  fileprivate func failure(_ result: ProgramResult) -> ProgramFailure? {
    switch result.ending {
    case .exited(0): nil
    case .exited(let status):
      ProgramFailure(description: result.error ?? "exit status \(status)")
    case .signalled(let signal):
      ProgramFailure(description: result.error ?? "ended by signal \(signal)")
    case .timedOut: ProgramFailure(description: "took longer than \(timeLimit.text)")
    case .notStarted(let reason):
      ProgramFailure(description: "cannot run '\(program.cited)': \(reason)")
    }
  }
}
