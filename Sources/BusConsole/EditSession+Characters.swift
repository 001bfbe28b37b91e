import BusShell
import TerminalText

// libedit takes a scalar for a character. Keys take characters as they are seen.
extension EditSession {
  /// libedit's functions for the character before the cursor, and for the one after it.
  private static let before = [
    "ed-prev-char", "ed-delete-prev-char", "em-delete-prev-char", "vi-delete-prev-char",
  ]
  private static let after = [
    "ed-next-char", "ed-delete-next-char", "em-delete-or-list", "vi-substitute-char",
  ]

  /// Returns the keys that libedit gets for a key: as many as the character at the cursor has
  /// scalars, if the key moves over it or erases it.
  func keysForCharacter(_ keys: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let edit, let first = keys.first, isInCommandMode || first.isControl,
      !viState.awaitsCharacter
    else { return keys }
    let (text, cursor) = edit.line
    let back = cursor == 0 ? 0 : cursor - text.characterRange(at: cursor - 1).lowerBound
    let ahead = cursor == text.count ? 0 : text.characterRange(at: cursor).upperBound - cursor
    guard back > 1 || ahead > 1, !isSearching else { return keys }
    let function = function(of: keys)
    // vi pastes behind the scalar at the cursor.
    if function == "vi-paste-next" { edit.moveCursor(by: ahead - 1) }
    let count = Self.before.contains(function) ? back : Self.after.contains(function) ? ahead : 0
    guard count > 1, !viState.hasCount else { return keys }
    // With a count they are one change, which vi undoes and pastes as one.
    return isInCommandMode
      ? Array("\(count)".unicodeScalars) + keys
      : Array(repeatElement(keys, count: count).joined())
  }

  /// Returns the name of libedit's function for a key.
  private func function(of keys: [Unicode.Scalar]) -> String {
    if let key = ExtendedKey.allCases.first(where: { [$0.character] == keys }) {
      return key.function
    }
    let keys = String(String.UnicodeScalarView(keys))
    return edit?.function(of: keys, inCommandMode: isInCommandMode) ?? ""
  }

  /// Moves the cursor out of a character into which the last key has moved it.
  ///
  /// - Parameter old: The place of the cursor before the key.
  func leaveCharacter(from old: (cursor: Int, count: Int)) {
    guard let edit else { return }
    let new = edit.place
    let isMove = new.count == old.count && new.cursor != old.cursor
    guard isInCommandMode ? new.cursor > 0 : isMove && new.cursor < new.count else { return }
    let text = edit.line.text
    // In vi's command mode the cursor stands on a character, not behind the last one.
    let range = text.characterRange(at: min(new.cursor, text.count - 1))
    guard range.lowerBound != new.cursor, !isSearching else { return }
    let isForward = new.cursor > old.cursor && !(isInCommandMode && range.upperBound == text.count)
    edit.moveCursor(by: (isForward ? range.upperBound : range.lowerBound) - new.cursor)
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || 0x7f..<0xa0 ~= value }
}
