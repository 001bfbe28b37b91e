import BusLanguage

// The command 'repeat'.

extension Shell {
  /// Carries out a command a number of times, up to the first time that it fails.
  func run(_ command: Command, times count: Int) async throws(Diagnostic) {
    // A script that is run here could have a command that repeats it.
    guard !isRepeating else { throw Diagnostic("expected no 'repeat' inside of 'repeat'") }
    isRepeating = true
    defer { isRepeating = false }
    for number in 1...count where !isDone && inputs.current?.quitStatus == nil {
      if number > 1 {
        session.recorder.beginCommand(ofSize: 0)
        stepper.didEndCommand()
      }
      do throws(Diagnostic) {
        try await run(command)
      } catch {
        guard count > 1 else { throw error }
        let message = "\(error.message), in run \(number) of \(count)"
        throw Diagnostic(message, at: error.position, error.help)
      }
    }
  }
}
