package import BusLanguage
package import EventRecording
package import TerminalText

/// A source of commands: lines, one after another.
package protocol LineSource {
  /// The location of the lines, for messages.
  var location: InputLocation { get }

  /// Returns the next line.
  ///
  /// - Parameter request: The purpose of the line.
  /// - Returns: The line, or the reason why there is none.
  mutating func next(_ request: LineRequest) async -> LineResult

  /// Returns the next line if it has already been read.
  ///
  /// Most lines of a script have been, and an asynchronous call for each would be noticeably
  /// slower.
  mutating func bufferedLine() -> [UInt8]?

  /// Hands lines that have already been read to a closure, as long as it takes them.
  ///
  /// For lines that can be carried out where they are, without a copy of each.
  ///
  /// - Parameter isTaken: Returns whether it has taken the line; the first one that it has not, and
  ///   those after it, remain.
  /// - Returns: The number of lines that were taken.
  mutating func takeLines(while isTaken: (Span<UInt8>) -> Bool) -> Int

  /// Takes note that a command is complete; it is about to be carried out or reported.
  ///
  /// Called only in a session with a prompt.
  ///
  /// - Parameter lines: The number of lines of the command, of those read since the last command.
  ///   Further lines belong to the next command.
  mutating func didCompleteCommand(lines: Int) async
}

/// A source of commands, with the lines of the current command.
final class CommandInput {
  var source: any LineSource
  var lines = CommandText()

  /// The command that sources it; nil if no command does.
  let caller: Caller?

  /// Indicates whether each line is shown at the prompt, and taken after Enter.
  let pauses: Bool

  /// The status with which a sourced script has quit.
  var quitStatus: Int?

  struct Caller {
    /// The script and the line of the command; nil outside scripts.
    let location: String?
  }

  init(_ source: any LineSource, for caller: Caller?, pauses: Bool = false) {
    self.source = source
    self.caller = caller
    self.pauses = pauses
  }
}

/// A request for a line, with everything that a prompt needs to show and to complete it.
package struct LineRequest: Sendable {
  /// The purpose of a line.
  package enum Purpose: Sendable, Hashable {
    /// The beginning of a command.
    case command

    /// More of a payload.
    case continuation

    /// The decision about a handler at a pause.
    case step

    /// The handlers that an emission is predicted to run.
    case prediction

    /// Enter, before a line of a script that is shown is taken; it may continue a payload.
    case enter(line: String, continues: Bool)

    /// Indicates whether the line answers a question, and so is no part of a command.
    package var isAnswer: Bool {
      switch self {
      case .command, .continuation: false
      case .step, .prediction, .enter: true
      }
    }
  }

  package let purpose: Purpose

  /// The names that exist in the session.
  package let vocabulary: Vocabulary

  package let options: ShellOptions
}

extension LineSource {
  package mutating func bufferedLine() -> [UInt8]? { nil }

  package mutating func takeLines(while isTaken: (Span<UInt8>) -> Bool) -> Int { 0 }

  package mutating func didCompleteCommand(lines: Int) async {}
}

/// Opens the script at a path, or throws the reason why it cannot.
package typealias ScriptOpener =
  @Sendable (String, any ShellOutput) throws(Diagnostic) -> sending any LineSource

/// Opens the recording at a path, or throws the reason why it cannot.
///
/// A recording that is followed is read on where it ends.
package typealias RecordingOpener =
  @Sendable (_ path: String, _ follows: Bool) throws(Diagnostic) -> RecordingInput

/// A recording that is being read.
package struct RecordingInput {
  /// The reader, which does not wait.
  package let reader: RecordingReader

  /// Waits until a stream has more, or the task is cancelled; nil for a file, which is looked at
  /// again from time to time.
  package let waitForMore: (@Sendable () async -> Void)?

  package init(_ reader: RecordingReader, waitForMore: (@Sendable () async -> Void)? = nil) {
    (self.reader, self.waitForMore) = (reader, waitForMore)
  }
}

/// Writes a file completely, or leaves it as it was and throws the reason.
package typealias FileWriter =
  @Sendable (_ path: String, _ text: String, FileWriting) throws(Diagnostic) -> Void

/// The treatment of a file that exists already.
package enum FileWriting: Sendable {
  case replacing

  /// Writing fails if there is a file.
  case creating
}

/// The result of a request for a line.
package enum LineResult: Sendable {
  /// A line without its end.
  case line([UInt8])

  /// The user gave up the command that was being typed.
  case dropped

  /// There are no more lines.
  case end

  /// There may be more lines, but they cannot be read.
  case failure(Diagnostic)
}

/// A source of fixed lines.
package struct FixedLines: LineSource {
  package let location: InputLocation
  private(set) var lines: ArraySlice<[UInt8]>

  /// Creates a source of texts, each of one line or more.
  package init(_ texts: [String], name: String) {
    let lines = texts.flatMap(\.textLines).map { Array($0.utf8) }
    self.init(lines, at: .script(name))
  }

  init(_ lines: [[UInt8]], at location: InputLocation) {
    self.location = location
    self.lines = lines[...]
  }

  package mutating func next(_ request: LineRequest) async -> LineResult {
    lines.popFirst().map { .line($0) } ?? .end
  }
}
