import BusShell
import Synchronization

/// A program runner that runs nothing: each program ends as the test has decided.
final class ScriptedPrograms: ProgramRunner {
  let timeOfDay: Duration
  private let result: ProgramResult
  private let noted = Mutex<[ProgramCall]>([])

  init(_ result: ProgramResult = ProgramResult(.exited(status: 0)), timeOfDay: Duration = .zero) {
    (self.result, self.timeOfDay) = (result, timeOfDay)
  }

  /// The calls so far.
  var calls: [ProgramCall] { noted.withLock { $0 } }

  func run(_ call: ProgramCall) async -> ProgramResult {
    noted.withLock { $0.append(call) }
    return result
  }
}
