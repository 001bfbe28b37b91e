package import TerminalText

/// What the user of a shell may choose.
package struct ShellOptions: Sendable {
  /// How results are written.
  package enum Format: String, Sendable, CaseIterable {
    case text
    case jsonl
  }

  /// Whether text is coloured.
  package enum Color: String, Sendable, CaseIterable {
    /// As the output asks for.
    case auto
    case always
    case never
  }

  /// What time is.
  package enum Clock: String, Sendable, CaseIterable {
    /// It passes by itself.
    case real

    /// It passes only when nothing else can happen, and then at once.
    case virtual
  }

  /// The limits within which ``maxDepth`` may be chosen: what is printed grows with its square.
  package static let depthRange = 1...1000

  /// The limits in words.
  package static let depthRangeText = "from \(depthRange.lowerBound) to \(depthRange.upperBound)"

  package var format = Format.text
  package var color = Color.auto
  package var clock = Clock.real

  /// What chooses in virtual time between things that could happen next; nil is the order in which
  /// they became ready.
  package var seed: UInt64?

  /// Whether traces show how long things took; nil is yes for text at a terminal, no otherwise.
  package var showsTiming: Bool?

  /// Whether emissions run without their trace being printed.
  package var isQuiet = false

  /// Whether each command of a script is printed before its output.
  package var echoesCommands = false

  /// Whether the first command that fails is the last.
  package var stopsAtFailure = false

  /// Whether a handler's failure shows in the exit status.
  package var isStrict = false

  /// Whether the bus starts without the demo's handlers.
  package var isEmpty = false

  /// How many emissions may be inside one another.
  package var maxDepth = 64

  /// Whether a script is tried out in one of many orders: what happens is compared, not shown.
  package var isTrialRun = false

  package init() {}
}

extension ShellOptions {
  /// The colours for text that goes somewhere.
  package func palette(for traits: OutputTraits) -> Palette {
    switch color {
    case .auto: Palette(isColored: traits.wantsColor)
    case .always: Palette(isColored: true)
    case .never: Palette(isColored: false)
    }
  }
}
