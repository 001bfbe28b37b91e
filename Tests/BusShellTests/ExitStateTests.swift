import BusLanguage
import BusShell
import Testing

struct ExitStateTests {
  private func status(
    isStrict: Bool = false,
    busHasFailure: Bool = false,
    after changes: (inout ExitState) -> Void = { _ in }
  ) -> BusLanguage.ExitStatus {
    var state = ExitState()
    changes(&state)
    return state.status(isStrict: isStrict, busHasFailure: busHasFailure)
  }

  @Test func `a failed handler counts only if the user asked for it`() {
    #expect(status(busHasFailure: true) == .success)
    #expect(status(isStrict: true) == .success)
    #expect(status(isStrict: true, busHasFailure: true) == .handlerFailure)
    #expect(status(isStrict: true) { $0.earlierBusHadFailure() } == .handlerFailure)
  }

  @Test func `an input that failed outweighs a command, and a command outweighs a handler`() {
    #expect(
      status(isStrict: true, busHasFailure: true) {
        $0.commandFailed(atPrompt: false, stops: false)
      } == .failure
    )
    #expect(
      status {
        $0.commandFailed(atPrompt: false, stops: false)
        $0.inputFailed()
      } == .noInput
    )
  }

  @Test func `the status of quit outweighs everything, and without one it is the status so far`() {
    #expect(
      status {
        $0.inputFailed()
        $0.quit(7, isStrict: false, busHasFailure: false)
      } == BusLanguage.ExitStatus(rawValue: 7)
    )
    #expect(
      status(isStrict: true) {
        $0.quit(nil, isStrict: true, busHasFailure: true)
      } == .handlerFailure
    )
  }

  @Test func `a failed command is the last one only if it is to stop, and never at a prompt`() {
    var state = ExitState()
    state.commandFailed(atPrompt: false, stops: false)
    #expect(!state.isDone)
    state.commandFailed(atPrompt: false, stops: true)
    #expect(state.isDone)

    var prompt = ExitState()
    prompt.commandFailed(atPrompt: true, stops: true)
    #expect(!prompt.isDone)
    #expect(prompt.status(isStrict: false, busHasFailure: false) == .success)
  }

  @Test func `quit ends a session`() {
    var state = ExitState()
    #expect(!state.isDone)
    state.quit(0, isStrict: false, busHasFailure: false)
    #expect(state.isDone)
  }
}
