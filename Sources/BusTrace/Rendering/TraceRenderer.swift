package import BusLanguage
package import EventRecording

/// A form in which the shell's output is written, one for each ``ShellOptions/Format``.
///
/// A renderer lays out the values that it is given and computes nothing else. Text ends with a line
/// break; nil means no text at all.
package protocol TraceRenderer: Sendable {
  /// The part of a trace that is written while it is recorded.
  var interest: TraceInterest { get }

  /// Returns the text of a record as UTF-8, as soon as it is made.
  func utf8(of record: TimedRecord) -> [UInt8]?

  /// Returns the text of an emission and everything nested in it as UTF-8, once it has ended; if
  /// nobody listened, with a hint.
  func utf8(of emission: EmissionTrace, _ hint: Diagnostic.Help?) -> [UInt8]?

  /// Returns the text of an emission as an event for other processes, once it has ended.
  func text(of event: CloudEvent) -> String?

  /// Returns the text of the output of a command.
  func text(of output: CommandOutput) -> String?

  /// Indicates whether the output of commands goes where diagnostics go, because whatever reads the
  /// results takes nothing else.
  var separatesAnswers: Bool { get }
}

extension TraceRenderer {
  package func utf8(of record: TimedRecord) -> [UInt8]? { nil }

  package func text(of event: CloudEvent) -> String? { nil }

  package var separatesAnswers: Bool { false }
}

/// The part of a trace that is written while it is recorded.
package enum TraceInterest: Sendable {
  case nothing

  /// Each record as soon as it is made.
  case records

  /// Each emission that is not nested, once it has ended.
  case emissions

  /// Each emission that does not come from another process, once it has ended.
  case events
}
