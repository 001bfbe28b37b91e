package import BusLanguage
package import TerminalText

/// Where commands come from: lines, one after another.
package protocol LineSource {
  /// How a message says where a line stands.
  var location: InputLocation { get }

  /// The next line.
  ///
  /// - Parameter request: What the line is for.
  /// - Returns: The line, or why there is none.
  mutating func next(_ request: LineRequest) async -> LineResult

  /// The next line, if it is there and nobody has to be asked for it.
  ///
  /// Scripts have most of their lines so, and an asynchronous call for each of them shows.
  mutating func lineAtHand() -> [UInt8]?

  /// Told that lines are a command as a whole, which is carried out now or cannot be.
  ///
  /// Only prompts are told.
  ///
  /// - Parameter lines: How many of the lines it has, from the first that is in no command yet. Those
  ///   after them belong to the next one.
  mutating func commandIsComplete(lines: Int) async
}

/// A source of commands, with the lines that were read from it last.
final class CommandInput {
  var source: any LineSource
  var lines = CommandText()

  /// The command because of which it is read; nil if it is no command of the shell's.
  let caller: Caller?

  struct Caller {
    /// The script and the line in which the command stands; nil if it stands in no script.
    let location: String?
  }

  init(_ source: any LineSource, for caller: Caller?) {
    self.source = source
    self.caller = caller
  }
}

/// What a line is asked for, with what a prompt may show and propose.
package struct LineRequest: Sendable {
  /// What the line is to be.
  package enum Purpose: Sendable {
    /// The beginning of a command.
    case command

    /// More of a payload.
    case continuation

    /// What is to become of the handler before which an emission pauses.
    case step

    /// The handlers that an emission is predicted to run.
    case prediction

    /// Whether the line answers a question, so that it is no part of a command.
    package var isAnswer: Bool { self == .step || self == .prediction }
  }

  package let purpose: Purpose

  /// What the session has names for.
  package let vocabulary: Vocabulary

  package let options: ShellOptions
}

extension LineSource {
  package mutating func lineAtHand() -> [UInt8]? { nil }

  package mutating func commandIsComplete(lines: Int) async {}
}

/// Opens a script by its path, or says why it cannot.
package typealias ScriptOpener =
  @Sendable (String, any ShellOutput) throws(Diagnostic) -> sending any LineSource

/// Writes a file whole, or says why it cannot; then the file is as it was.
package typealias FileWriter = @Sendable (_ path: String, _ text: String) throws(Diagnostic) -> Void

/// What comes from a source of lines.
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

/// A source of lines that are known from the start.
package struct FixedLines: LineSource {
  package let location: InputLocation
  private var lines: ArraySlice<[UInt8]>

  /// Makes a source of texts of one line or more each.
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
