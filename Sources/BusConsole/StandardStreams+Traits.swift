import BusShell
import Glibc
import TerminalText

extension StandardStreams {
  /// Returns whether a file is a terminal, and whether the environment and it allow colours.
  ///
  /// `NO_COLOR` (no-color.org) outweighs `CLICOLOR_FORCE` (bixense.com/clicolors), which outweighs
  /// the kind of the file.
  static func traits(of file: Int32) -> OutputTraits {
    let isTerminal = isatty(file) == 1
    let isAllowed = (Environment.variable("NO_COLOR") ?? "").isEmpty
    let isForced = !["", "0"].contains(Environment.variable("CLICOLOR_FORCE") ?? "")
    let canColor = isTerminal && !hasDumbTerminal && Environment.variable("CLICOLOR") != "0"
    return OutputTraits(
      isTerminal: isTerminal,
      wantsColor: isAllowed && (isForced || canColor)
    )
  }

  var results: OutputTraits { Self.atWidth(of: STDOUT_FILENO, resultTraits) }
  var diagnostics: OutputTraits { Self.atWidth(of: STDERR_FILENO, diagnosticTraits) }

  /// Returns the traits of a file with its present width.
  private static func atWidth(of file: Int32, _ traits: OutputTraits) -> OutputTraits {
    var traits = traits
    if traits.isTerminal { traits.columns = Terminal.columns(of: file) }
    return traits
  }

  /// Indicates whether the terminal is treated as one that can only print.
  static let hasDumbTerminal = !LibEdit.canMoveCursor()
}
