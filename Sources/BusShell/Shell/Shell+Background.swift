import Events
import TerminalText

// Emissions that run beside the commands that follow them.

extension Shell {
  /// Starts an emission and goes on when its first handler suspends, or when it has ended.
  func emitInBackground(_ event: EventName, _ data: EventData) {
    let bus = session.bus
    startedInBackground += 1
    let number = startedInBackground
    background[number] = .some(nil)
    virtualTime?.enter()
    let task = Task.immediate {
      // Nobody is there to be asked about it.
      await Stepper.$isInBackground.withValue(true) {
        _ = self
        await bus.emit(event, data)
      }
      background[number] = nil
      virtualTime?.leave()
    }
    // It may have ended already.
    if background[number] != nil { background[number] = task }
  }

  /// Waits until no emission runs beside any more.
  func waitForBackground() async {
    if background.isEmpty { return }
    output.flush()
    virtualTime?.leave()
    await withTaskCancellationHandler {
      // Those that are there now; what they start meanwhile comes after them.
      while !background.isEmpty {
        for (_, task) in background.sorted(by: { $0.key < $1.key }) { await task?.value }
      }
    } onCancel: {
      Task { await cancelBackground() }
    }
    virtualTime?.enter()
  }

  /// Cancels what runs beside: handlers that suspend end, and those after them still run.
  func cancelBackground() {
    for (_, task) in background.sorted(by: { $0.key < $1.key }) { task?.cancel() }
  }
}
