import BusShell
import TerminalText

/// The state of vi's keys that libedit does not tell.
struct ViState {
  /// Indicates whether the last key may have changed the mode.
  var mayHaveChanged = false

  /// The number of characters that the next key replaces; nil if it replaces none.
  var replacedCount: Int?

  /// Indicates whether the next character belongs to the key before it, as after f.
  var awaitsCharacter = false

  /// The operator that waits for a move.
  var operation: [Unicode.Scalar] = []

  /// Indicates whether a command has changed the line.
  ///
  /// Before that, libedit would repeat all that was typed, Enter included.
  var hasChanged = false

  /// The last change, if it is to be repeated with the keys for it.
  var lastChange: (operation: [Unicode.Scalar], key: [Unicode.Scalar], count: KeyCount)?

  /// Indicates whether libedit takes the last keys from its memory.
  var isRepeating = false

  /// The line before a search, which libedit drops if there is no hit.
  var searched: (text: [Unicode.Scalar], cursor: Int)?
}

extension EditSession {
  func nextCharacter() -> Unicode.Scalar? {
    while true {
      if let key = pendingKeys.popFirst() {
        noteKey(key)
        return key
      }
      if !pendingText.isEmpty {
        edit?.insert(pendingText)
        pendingText = []
      }
      if let key = restoreState() { return key }
      removeRests()
      if let place { leaveCharacter(from: place) }
      place = nil
      if !keyboard.hasInput { paint() }
      // It ends vi's insert mode, and a search.
      let escapeIsKey = isVi || isSearching
      let next = keyboard.next(escapeIsKey: escapeIsKey) { showUpdate() }
      guard let input = next else { return nil }
      if case .characters(["\u{c}"]) = input, edit?.clearsScreen == true {
        // Here and not by libedit, whose searches would end.
        painter.clear()
        continue
      }
      (earlierCandidates, candidates) = (candidates, nil)
      place = edit?.place
      pendingKeys = keysForCharacter(characters(for: input))[...]
    }
  }

  /// Corrects the state after the last key, and returns a key that asks libedit for vi's mode.
  private func restoreState() -> Unicode.Scalar? {
    guard let edit, isVi || edit.needsRoom, !isSearching else { return nil }
    if edit.needsRoom { edit.reserveRoom() }
    guard isVi else { return nil }
    let line = edit.line
    if let searched = viState.searched {
      viState.searched = nil
      // A search without a hit has emptied the line, or overwritten its beginning.
      if line.text.first ?? "\0" == "\0" {
        edit.replaceLine(with: searched.text, cursor: searched.cursor)
      }
    }
    guard viState.mayHaveChanged else { return nil }
    viState.mayHaveChanged = false
    return ExtendedKey.mode.character
  }

  /// Notes a key that libedit gets, and its possible effect on vi's modes.
  private func noteKey(_ key: Unicode.Scalar) {
    guard let edit, isVi, !isSearching else { return }
    if !isInCommandMode {
      if let count = viState.replacedCount, key != "\u{1b}" { shortenCharacters(count) }
      if key == "\u{1b}" || viState.replacedCount != nil { viState.mayHaveChanged = true }
      viState.replacedCount = nil
      return
    }
    if viState.awaitsCharacter {
      viState.awaitsCharacter = false
      viState.mayHaveChanged = true
      return
    }
    viState.isRepeating = key == "."
    viState.awaitsCharacter = "fFtT@".unicodeScalars.contains(key)
    // These wait for a character, or their repetition depends on the key before.
    let isOther = "fFtT@JK/?".unicodeScalars.contains(key)
    viState.mayHaveChanged = !isOther
    if "/?nN".unicodeScalars.contains(key) { viState.searched = edit.line }
  }

  private var search: LineSearch? {
    guard let edit else { return nil }
    let line = edit.line
    return LineSearch(line.text, cursor: line.cursor, isVi: isVi)
  }

  var isSearching: Bool { search != nil }

  /// Returns the characters that libedit gets for an input.
  private func characters(for input: Keyboard.Input) -> [Unicode.Scalar] {
    if case .characters(let keys) = input {
      // After Ctrl-X it is the end of a sequence.
      let isInSequence = lastKeys == ["\u{18}"]
      lastKeys = isInSequence ? [] : keys
      if !isVi, !isInSequence, keys == ["\u{5}"] || keys == ["\u{6}"], takeHint("\u{1b}[C") {
        return []
      }
      // In vi's search Escape would run the command that is found, and Ctrl-C would be text.
      guard let key = keys.first, "\u{1b}\u{3}\u{7}".unicodeScalars.contains(key),
        case .pattern(let count) = search
      else { return keys }
      let erasure = [Unicode.Scalar](repeating: "\u{7f}", count: count + 1)
      return erasure + (key == "\u{3}" ? [key] : [])
    }
    if case .sequence(let sequence) = input, takeHint(sequence) { return [] }
    let nothing = ExtendedKey.nothing.character
    switch (input, search) {
    case (.characters(let keys), _):
      return keys
    case (.paste(let text), .pattern):
      return text.filter { !$0.actsOnTerminals }
    case (.paste(let text), _):
      // The key ends a search, or a sequence that has begun.
      pendingText = Array(PastedText.line(text).unicodeScalars)
      return [nothing]
    case (.sequence, .pattern):
      return []
    case (.sequence(let sequence), let search):
      // A binding in the user's .editrc takes precedence. libedit would insert the rest of a
      // sequence that it does not know.
      let (key, function) = (ExtendedKey(sequence), edit?.function(of: sequence))
      if function == nil || function == key?.function { return key.map { [$0.character] } ?? [] }
      // A search takes only the Escape of a sequence, which ends it.
      return (search == nil ? [] : [nothing]) + sequence.unicodeScalars
    }
  }

  func complete() {
    guard let edit, let request else { return }
    let line = edit.line
    let before = String(String.UnicodeScalarView(line.text[..<line.cursor]))
    let completion = request.completer.completion(of: request.unfinished + Array(before.utf8))
    if completion.candidates.isEmpty {
      painter.write("\u{7}")
    } else if !completion.insertion.isEmpty {
      let rest = String(String.UnicodeScalarView(line.text[line.cursor...].prefix(1000)))
      let (insertion, passed) = completion.insertion(before: rest)
      edit.insert(insertion.unicodeScalars)
      edit.moveCursor(by: rest.prefix(passed).unicodeScalars.count)
    } else if completion.candidates.count > 1 {
      if let earlierCandidates, earlierCandidates.shows(completion.candidates) {
        candidates = earlierCandidates
        candidates?.showNextPage(in: painter.windowSize)
      } else {
        candidates = CandidateList(completion.candidates)
      }
    }
  }

  func quote() {
    // libedit has kept nothing that was quoted then.
    if viState.isRepeating { return }
    paint()
    switch keyboard.next(escapeIsKey: true, onWake: { showUpdate() }) {
    case .characters(let characters): edit?.insert(characters)
    case .sequence(let sequence): edit?.insert(sequence.unicodeScalars)
    case .paste(let text): edit?.insert(PastedText.line(text).unicodeScalars)
    case nil: break
    }
  }
}
