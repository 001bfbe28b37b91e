import BusLanguage
import EventRecording
import Events

/// CloudEvents for other processes, one a line; the output of commands is text, and apart from them.
struct CloudEventsRenderer: TraceRenderer {
  let interest: TraceInterest

  /// The renderer of what commands print.
  let answers: TextRenderer

  let separatesAnswers = true

  func utf8(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> [UInt8]? { nil }

  func text(of event: CloudEvent) -> String? { event.json + "\n" }

  func text(of output: CommandOutput) -> String? { answers.text(of: output) }
}
