import BusLanguage
import BusTrace
import EventJSON
import Events
import TerminalText

// Background emissions.

extension Shell {
  /// Starts an emission, and returns when its first handler suspends or when it has ended.
  func emitInBackground(_ event: EventName, _ data: EventData) {
    let bus = session.bus
    let number = background.begin(event, data)
    // A script has no use for it, as in a shell.
    if isAtPrompt, inputs.isAtOutermost, !options.isQuiet { show(.job(number, event)) }
    let before = session.recorder.lastInBackground
    virtualTime?.enter()
    // Created in a method of the actor: with an isolated parameter the task is enqueued instead of
    // starting at once.
    let task = Task.immediate {
      // In the background nobody can be asked about a handler.
      await BackgroundEmissions.$current.withValue(number) {
        _ = self
        await bus.emit(event, data)
      }
      if !background.end(number) { virtualTime?.leave() }
    }
    let last = session.recorder.lastInBackground
    background.attach(task, emission: last == before ? nil : last, to: number)
  }

  /// Says at a prompt that something other than 'wait' waits for the background.
  func announceWait() {
    guard isAtPrompt, !background.isEmpty else { return }
    let text = "waiting for the emissions in the background; Ctrl-C cancels them"
    output.write(text.wrapped(output.results.columns).linesText)
  }

  /// Waits for an emission in the background, or for all.
  func wait(for job: JobNumber?) async throws(Diagnostic) {
    try requireStarted(job)
    await waitForBackground(job?.value)
  }

  /// Cancels an emission in the background, or all, and waits for its end.
  func cancel(_ job: JobNumber?) async throws(Diagnostic) {
    try requireStarted(job)
    cancelBackground(job?.value)
    await waitForBackground(job?.value)
  }

  /// Throws if no emission has the number; one that has ended is waited for in vain, and at once.
  private func requireStarted(_ job: JobNumber?) throws(Diagnostic) {
    guard let job, job.value > background.started else { return }
    let count = background.started
    throw Diagnostic(
      count == 0
        ? "nothing has been started in the background"
        : "expected N from 1 to \(count), found \(job.value)",
      at: job.position,
      .hint("'jobs' lists what runs")
    )
  }

  /// Lists the emissions in the background.
  func listJobs() {
    let rows = background.running.map { job in
      [
        OutputTable.Field("number", job.number, Cell("[\(job.number)]")),
        OutputTable.Field(
          "emission",
          job.emission,
          Cell(job.emission.map { "#\($0)" } ?? "", .faint)
        ),
        OutputTable.Field("event", job.event.rawValue, Cell(job.event.spelling, .event)),
        OutputTable.Field("data", job.data, Cell(JSONWriter.text(of: job.data).cut(to: 60))),
      ]
    }
    let footer = rows.isEmpty ? "nothing runs in the background" : nil
    show(.table(OutputTable(kind: "job", rows, footer: footer)))
  }

  func waitForBackground(_ number: Int? = nil) async {
    if background.isEmpty { return }
    output.flush()
    await background.wait(for: number, clock: virtualTime, isolation: self) {
      Task { await self.cancelBackground(number) }
    }
  }

  func cancelBackground(_ number: Int? = nil) {
    let jobs = background.running.filter { number == nil || $0.number == number }
    session.recorder.noteCancellation(of: jobs.compactMap(\.emission))
    background.cancel(number)
  }
}

extension CommandOutput {
  /// The number of an emission that is about to run in the background, as a shell says it.
  fileprivate static func job(_ number: Int, _ event: EventName) -> CommandOutput {
    .table(
      OutputTable(
        kind: "job",
        [
          [
            OutputTable.Field("number", number, Cell("[\(number)] emit \(event.spelling)")),
            OutputTable.Field("event", event.rawValue, nil),
          ]
        ]
      )
    )
  }
}
