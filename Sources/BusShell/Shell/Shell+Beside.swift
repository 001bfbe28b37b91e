import Events
import TerminalText

// Emissions that run beside the commands that follow them.

extension Shell {
  /// Starts an emission and goes on when its first handler suspends, or when it has ended.
  func emitBeside(_ event: EventName, _ data: EventData) {
    let bus = session.bus
    startedBeside += 1
    let number = startedBeside
    beside[number] = .some(nil)
    virtualTime?.enter()
    let task = Task.immediate {
      // Nobody is there to be asked about it.
      await Stepper.$isInBackground.withValue(true) {
        _ = self
        await bus.emit(event, data)
      }
      beside[number] = nil
      virtualTime?.leave()
    }
    // It may have ended already.
    if beside[number] != nil { beside[number] = task }
  }

  /// Waits until no emission runs beside any more.
  func waitForEmissionsBeside() async {
    if beside.isEmpty { return }
    output.flush()
    virtualTime?.leave()
    await withTaskCancellationHandler {
      // Those that are there now; what they start meanwhile comes after them.
      while !beside.isEmpty {
        for (_, task) in beside.sorted(by: { $0.key < $1.key }) { await task?.value }
      }
    } onCancel: {
      Task { await cancelEmissionsBeside() }
    }
    virtualTime?.enter()
  }

  /// Cancels what runs beside: handlers that suspend end, and those after them still run.
  func cancelEmissionsBeside() {
    for (_, task) in beside.sorted(by: { $0.key < $1.key }) { task?.cancel() }
  }
}
