import BusShell
import Glibc
import TerminalText

extension StandardStreams {
  /// What a file is, and what the environment says about colours.
  ///
  /// `NO_COLOR` (no-color.org) outweighs `CLICOLOR_FORCE` (bixense.com/clicolors), and that what the
  /// file is.
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

  var columns: Int? { results.isTerminal ? Terminal.columns(of: STDOUT_FILENO) : nil }

  /// Whether terminals are to be treated as if they could do no more than print.
  static let hasDumbTerminal = !LibEdit.canMoveCursor()
}
