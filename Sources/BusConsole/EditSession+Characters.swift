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
    "vi-change-case",
  ]

  /// Returns the keys that libedit gets for a key: as many as the characters at the cursor have
  /// scalars, if the key moves over them or changes them.
  func keysForCharacter(_ keys: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let edit, let first = keys.first,
      isInCommandMode || first.isControl || !heldCount.isEmpty
    else { return keys }
    let line = edit.line
    cutLine = isInCommandMode ? line.text : nil
    guard !viState.awaitsCharacter, !isSearching else { return releaseCount() + keys }
    let function = function(of: keys)
    if let digit = digit(of: keys, function) {
      heldCount.append(keys, digit)
      return []
    }
    if isInCommandMode {
      if keys == ["."] { return keysForRepetition() }
      noteCommand(keys, function)
      // A count before an operator counts for what follows that.
      if !viState.operation.isEmpty { return keys }
    } else if function.contains("delete") || function.contains("kill") {
      cutLine = line.text
    } else if isVi, function == "ed-move-to-end" {
      // libedit would stay before the last character, as in command mode.
      edit.moveCursor(by: line.text.count - line.cursor)
      return []
    }
    // vi pastes behind the scalar at the cursor.
    if function == "vi-paste-next", line.cursor < line.text.count {
      edit.moveCursor(by: line.text.characterRange(at: line.cursor).upperBound - 1 - line.cursor)
    }
    return scalarCount(for: keys, function)
  }

  /// Returns the keys for the last change, or the key for which libedit repeats that.
  private func keysForRepetition() -> [Unicode.Scalar] {
    guard viState.hasChanged else {
      heldCount = KeyCount()
      return []
    }
    guard let change = viState.lastChange else { return releaseCount() + ["."] }
    if heldCount.isEmpty { heldCount = change.count }
    return change.operation + scalarCount(for: change.key, function(of: change.key))
  }

  /// Returns a key with a count of scalars in place of the count of characters.
  private func scalarCount(for keys: [Unicode.Scalar], _ function: String) -> [Unicode.Scalar] {
    guard let edit, Self.before.contains(function) || Self.after.contains(function) else {
      return releaseCount() + keys
    }
    let (text, cursor) = edit.line
    let isBefore = Self.before.contains(function)
    var place = cursor
    for _ in 0..<max(1, heldCount.value) where isBefore ? place > 0 : place < text.count {
      let range = text.characterRange(at: isBefore ? place - 1 : place)
      place = isBefore ? range.lowerBound : range.upperBound
    }
    let count = abs(place - cursor)
    guard count > 1 else { return releaseCount() + keys }
    heldCount = KeyCount()
    // With a count they are one change, which vi undoes and pastes as one.
    return isInCommandMode
      ? Array("\(count)".unicodeScalars) + keys
      : Array(repeatElement(keys, count: count).joined())
  }

  // MARK: - Counts

  /// Returns the digit of a key that is a part of a count.
  private func digit(of keys: [Unicode.Scalar], _ function: String) -> Int? {
    guard let digit = keys.last.flatMap({ Int("\($0)") }) else { return nil }
    let continues = !heldCount.isEmpty && keys.count == 1
    return function == "ed-argument-digit" || continues ? digit : nil
  }

  private func releaseCount() -> [Unicode.Scalar] {
    defer { heldCount = KeyCount() }
    return heldCount.keys
  }

  /// Notes a command of vi: an operator, or a change that libedit would repeat with a count of
  /// scalars.
  private func noteCommand(_ keys: [Unicode.Scalar], _ function: String) {
    let others = ["undo", "history", "search", "repeat", "busctl"]
    if others.contains(where: function.contains) { cutLine = nil }
    viState.replacedCount = function == "vi-replace-char" ? max(1, heldCount.value) : nil
    let operation = viState.operation
    viState.operation = operation.isEmpty && [["d"], ["c"], ["y"]].contains(keys) ? keys : []
    let isMove = ["ed-next-char", "ed-prev-char"].contains(function)
    let isChange =
      operation.isEmpty ? !isMove && function != "vi-substitute-char" : isMove && operation == ["d"]
    if isChange, Self.before.contains(function) || Self.after.contains(function) {
      viState.lastChange = (operation, keys, heldCount)
    } else if keys.count == 1, "aAcCdDiIpPrRsS".unicodeScalars.contains(keys[0]) {
      viState.lastChange = nil
    }
  }

  // MARK: - The function of a key

  /// Returns the name of libedit's function for a key.
  private func function(of keys: [Unicode.Scalar]) -> String {
    if let key = ExtendedKey.allCases.first(where: { [$0.character] == keys }) {
      return key.function
    }
    let keys = String(String.UnicodeScalarView(keys))
    return edit?.function(of: keys, inCommandMode: isInCommandMode) ?? ""
  }
}

extension EditSession {
  /// Leaves one scalar of each character that vi's next key replaces.
  ///
  /// - Parameter count: The number of characters.
  func shortenCharacters(_ count: Int) {
    guard let edit else { return }
    var (text, cursor) = edit.line
    for place in cursor..<cursor + count where place < text.count {
      let range = text.characterRange(at: place)
      text.removeSubrange(place + 1..<max(place + 1, range.upperBound))
    }
    if text.count < edit.place.count { edit.replaceLine(with: text, cursor: cursor) }
  }

  /// Removes the rest of a character of which the last key has erased a part.
  func removeRests() {
    guard let edit, let old = cutLine else { return }
    cutLine = nil
    let text = edit.line.text
    if text != old { viState.hasChanged = true }
    let erased = old.count - text.count
    guard erased > 0, !isSearching else { return }
    let start = zip(old, text).prefix { $0 == $1 }.count
    guard old[(start + erased)...].elementsEqual(text[start...]) else { return }
    let lower = start < old.count ? old.characterRange(at: start).lowerBound : start
    let upper = old.characterRange(at: start + erased - 1).upperBound
    guard lower < start || upper > start + erased else { return }
    edit.replaceLine(with: Array(old[..<lower] + old[upper...]), cursor: lower)
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

/// A count that was typed before a key, and is not passed on yet.
struct KeyCount {
  /// The keys, which libedit gets if they count something else than characters.
  private(set) var keys: [Unicode.Scalar] = []

  private(set) var value = 0

  var isEmpty: Bool { keys.isEmpty }

  mutating func append(_ digits: [Unicode.Scalar], _ digit: Int) {
    guard value < 100_000 else { return }
    keys += digits
    value = value * 10 + digit
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || 0x7f..<0xa0 ~= value }
}
