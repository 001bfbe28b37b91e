import Events
import TerminalText

// Background emissions.

extension Shell {
  /// Starts an emission, and returns when its first handler suspends or when it has ended.
  func emitInBackground(_ event: EventName, _ data: EventData) {
    let bus = session.bus
    let number = background.begin()
    virtualTime?.enter()
    // Created in a method of the actor: with an isolated parameter the task is enqueued instead of
    // starting at once.
    let task = Task.immediate {
      // In the background nobody can be asked about a handler.
      await BackgroundEmissions.$current.withValue(number) {
        _ = self
        await bus.emit(event, data)
      }
      background.end(number)
      virtualTime?.leave()
    }
    background.attach(task, to: number)
  }

  /// Says at a prompt that something other than 'wait' waits for the background.
  func announceWait() {
    guard isAtPrompt, !background.isEmpty else { return }
    let text = "waiting for the emissions in the background; Ctrl-C cancels them"
    output.write(text.wrapped(output.results.columns).linesText)
  }

  func waitForBackground() async {
    if background.isEmpty { return }
    output.flush()
    await background.wait(clock: virtualTime, isolation: self) {
      Task { await self.cancelBackground() }
    }
  }

  func cancelBackground() {
    session.recorder.noteCancellationOfBackground()
    background.cancel()
  }
}
