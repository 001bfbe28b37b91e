import BusLanguage
import EventRecording
import Events
import TerminalText

// Events from other processes.

extension Shell {
  /// Emits the events of a source, one a line, up to its end.
  ///
  /// A line is an event and never a command. The next one is read when the emission has ended, so that a
  /// pipe holds back those who write. A line that is no event is reported; those after it still run,
  /// unless the options say otherwise.
  package func receive(_ source: sending any LineSource) async {
    var inbox = identity.inbox(hopLimit: options.maxDepth)
    var input = source
    var number = 0
    reading: while !isDone {
      let next =
        if let line = input.bufferedLine() { LineResult.line(line) } else {
          await input.next(request(.command))
        }
      // A line that the cancellation cut off is not an event.
      if Task.isCancelled { break }
      switch next {
      case .line(let line):
        number += 1
        await receive(line, number: number, inbox: &inbox, at: input.location)
      case .dropped: continue
      case .end: break reading
      case .failure(let error):
        exitState.inputFailed()
        output.writeDiagnostic(diagnosticText.text(of: error))
        break reading
      }
    }
    await endInput()
  }

  /// Emits the event in a line, or reports its error; blank lines are skipped.
  private func receive(
    _ line: [UInt8],
    number: Int,
    inbox: inout CloudEventInbox,
    at location: InputLocation
  ) async {
    do throws(RecordingError) {
      guard let event = try CloudEvent(line: line, number: number), try inbox.accepts(event) else {
        return
      }
      session.recorder.beginCommand(ofSize: line.count)
      await session.bus.emit(event)
    } catch {
      let position = Position(line: number, column: error.column ?? 1)
      report(Diagnostic(error.message.escaped, at: position), at: location, in: CommandText())
    }
  }
}
