package import TerminalText

/// The options of a shell.
package struct ShellOptions: Sendable {
  /// The format of the results.
  package enum Format: String, Sendable, CaseIterable {
    case text
    case jsonl
    case cloudevents
  }

  /// The choice of coloured or plain text.
  package enum Color: String, Sendable, CaseIterable {
    /// As the traits of the output say.
    case auto
    case always
    case never
  }

  /// The clock of a session.
  package enum Clock: String, Sendable, CaseIterable {
    /// Time passes by itself.
    case real

    /// Time passes only when nothing else can happen, and then at once.
    case virtual
  }

  /// The range of ``maxDepth``, limited because the size of the output grows with its square.
  package static let depthRange = 1...1000

  /// The range in words.
  package static let depthRangeText = "from \(depthRange.lowerBound) to \(depthRange.upperBound)"

  package var format = Format.text
  package var color = Color.auto
  package var clock = Clock.real

  /// The seed of the choice in virtual time between things that could happen next; nil takes them
  /// in the order in which they became ready.
  package var seed: UInt64?

  /// Indicates whether traces show durations; nil is yes for text at a terminal, no otherwise.
  package var showsTiming: Bool?

  /// Indicates whether the traces of emissions are left unprinted.
  package var isQuiet = false

  /// Indicates whether each line of a script is printed before it runs.
  package var echoesCommands = false

  /// Indicates whether the first command that fails is the last to run.
  package var stopsAtFailure = false

  /// Indicates whether the prompt shows what may follow the line.
  package var showsHints = true

  /// Indicates whether a command can be named by the beginning of its name.
  package var allowsAbbreviations = false

  /// Indicates whether a handler's failure shows in the exit status.
  package var isStrict = false

  /// Indicates whether commands and handlers that reach outside the process are refused.
  package var isSafe = false

  /// The longest time that a program run by a handler may take.
  package var execTimeout = WrittenDuration(seconds: 30)

  /// The origin of the events that other processes get; nil if the user has chosen none.
  package var source: String?

  /// Indicates whether the bus starts without the demo's handlers.
  package var isEmpty = false

  /// The maximum number of nested emissions.
  package var maxDepth = 64

  /// Indicates whether a script is tried in one of many orders: its events are compared, not shown.
  package var isTrialRun = false

  package init() {}
}

extension ShellOptions {
  /// Returns the colours for a destination of text.
  package func palette(for traits: OutputTraits) -> Palette {
    switch color {
    case .auto: Palette(isColored: traits.wantsColor)
    case .always: Palette(isColored: true)
    case .never: Palette(isColored: false)
    }
  }

  /// Returns the form of a program's diagnostics for their destination.
  package func diagnosticText(of program: String, for traits: OutputTraits) -> DiagnosticText {
    DiagnosticText(of: program, palette(for: traits), columns: traits.columns)
  }
}
