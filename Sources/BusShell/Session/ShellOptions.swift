/// What the user of a shell may choose.
package struct ShellOptions: Sendable {
  /// How results are written.
  package enum Format: String, Sendable, CaseIterable {
    case text
    case jsonl
  }

  /// The limits within which ``maxDepth`` may be chosen: what is printed grows with its square.
  package static let depthRange = 1...1000

  /// The limits in words.
  package static let depthRangeText = "from \(depthRange.lowerBound) to \(depthRange.upperBound)"

  package var format = Format.text

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

  package init() {}
}
