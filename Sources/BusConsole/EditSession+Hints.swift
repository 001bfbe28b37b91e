import BusShell
import TerminalText

// The grey text behind the line.
extension EditSession {
  /// The length above which a line gets no hints, so that each key costs little.
  private static let longestHinted = 1000

  /// Returns the text to show behind a line: the end of an earlier command, which a key takes, or
  /// else the operands that are missing.
  func hint(for line: [Unicode.Scalar], cursor: Int) -> String {
    let ending = earlierEnding(for: line, cursor: cursor)
    return ending.isEmpty ? operands(for: line, cursor: cursor) : ending
  }

  /// Returns whether there may be a hint: it must differ from typed text, and not be in the way.
  private func hasHint(_ line: [Unicode.Scalar], cursor: Int) -> Bool {
    guard let request else { return false }
    return request.showsHints && request.palette.isColored && !line.isEmpty
      && cursor == line.count && line.count < Self.longestHinted && candidates == nil
      && !isInCommandMode
  }

  /// Returns the end of the newest entry of the history that begins with the line.
  private func earlierEnding(for line: [Unicode.Scalar], cursor: Int) -> String {
    guard hasHint(line, cursor: cursor), request?.purpose == .command else { return "" }
    let text = String(String.UnicodeScalarView(line))
    let entry = entries.last {
      $0.utf8.count > text.utf8.count && $0.utf8.starts(with: text.utf8)
    }
    guard let rest = entry?.unicodeScalars.dropFirst(line.count), !rest.contains("\n") else {
      return ""
    }
    return String(String.UnicodeScalarView(rest))
  }

  private func operands(for line: [Unicode.Scalar], cursor: Int) -> String {
    guard hasHint(line, cursor: cursor), let request, !line.contains("\n"),
      request.unfinished.count < Self.longestHinted
    else { return "" }
    let typed = request.unfinished + String(String.UnicodeScalarView(line)).utf8
    return request.completer.operands(after: typed)
  }

  /// Inserts the end of an earlier command for a key that moves to the right or to the end; returns
  /// whether it did.
  func takeHint(_ sequence: String) -> Bool {
    guard let edit, heldCount.isEmpty,
      ["\u{1b}[C", "\u{1b}OC", "\u{1b}[F", "\u{1b}OF"].contains(sequence)
    else { return false }
    let line = edit.line
    let ending = earlierEnding(for: line.text, cursor: line.cursor)
    edit.insert(ending.unicodeScalars)
    return !ending.isEmpty
  }
}
