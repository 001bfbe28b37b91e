import BusShell
import Glibc
import TerminalText

/// The editing of lines at a terminal, until the terminal is given back.
final class EditSession: LibEditDelegate {
  private let keyboard: Keyboard
  private let inbox: PromptInbox
  private let screen: Int32
  private let terminal: TerminalState
  private let writeResults: (String) -> Void
  private let isDumbTerminal = StandardStreams.hasDumbTerminal
  private var edit: LibEdit?
  private var request: EditRequest?
  private var prompt: Prompt?

  /// What libedit gets before the next key is waited for.
  private var pendingKeys: ArraySlice<Unicode.Scalar> = []

  /// Whether the line had characters that take no column when it was shown last.
  private var hasCombiningMarks = false

  /// What the paste key stands for.
  private var pastedText: [Unicode.Scalar] = []

  /// What had been typed when the interrupt key was pressed, if it was.
  private var interrupted: String?

  /// Takes the terminal, once this program has it.
  ///
  /// - Parameters:
  ///   - output: Where lines are shown.
  ///   - inbox: What else wants to be shown.
  ///   - writeResults: Takes results that are not for the screen.
  init?(output: Int32, inbox: PromptInbox, writeResults: @escaping (String) -> Void) {
    keyboard = Keyboard(inbox.wakePipe)
    self.inbox = inbox
    screen = output
    Terminal.waitForForeground()
    terminal = TerminalState(screen: output)
    self.writeResults = writeResults
    edit = LibEdit(output: output, delegate: self)
    if edit == nil { return nil }
  }

  deinit {
    edit = nil
    terminal.restore()
  }

  func addHistory(_ entry: String) {
    edit?.addHistory(entry)
  }

  /// Lets the user type a line.
  ///
  /// - Parameter request: What is shown and proposed.
  /// - Returns: The line, with what is left to be shown after it.
  func readLine(_ request: EditRequest) -> (line: EditedLine, rest: PromptInbox.Update) {
    self.request = request
    interrupted = nil
    takeTerminal()
    updatePrompt()
    let line = edit?.readLine()
    releaseTerminal()
    let rest = inbox.close()
    if let interrupted { return (.interrupted(wasEmpty: interrupted.isEmpty), rest) }
    guard let line, let prompt else {
      edit?.write("\n")
      return (.end, rest)
    }
    return (.line(line, prompt), rest)
  }
}

// MARK: - Keys

extension EditSession {
  func nextCharacter() -> Unicode.Scalar? {
    if pendingKeys.isEmpty { showCombiningMarks() }
    while pendingKeys.isEmpty, let input = keyboard.next(onWake: { showUpdate() }) {
      pendingKeys = characters(for: input)[...]
    }
    return pendingKeys.popFirst()
  }

  /// What libedit gets for what was typed.
  private func characters(for input: Keyboard.Input) -> [Unicode.Scalar] {
    switch input {
    case .characters(let characters):
      return characters
    case .paste(let text):
      pastedText = text
      return [ExtendedKey.paste.character]
    case .sequence(let sequence):
      // Where the user's .editrc has a use for it, that counts; libedit would type the rest of a
      // sequence that it does not know.
      guard edit?.hasBinding(for: sequence) == true else {
        return ExtendedKey(sequence).map { [$0.character] } ?? []
      }
      // A search takes only the Escape of a sequence, as its end.
      let end = edit?.isSearching == true ? [ExtendedKey.nothing.character] : []
      return end + sequence.unicodeScalars
    }
  }

  func interrupt() {
    interrupted = edit.map { $0.line.before + $0.line.after }
    // It is shown as if it had been typed, and ends the line like its key.
    edit?.moveToEnd()
    edit?.insert("^C")
    edit?.push("\n")
  }

  func suspend() {
    moveToEnd()
    releaseTerminal()
    edit?.write("^Z\n")
    edit?.prepareTerminal(false)
    TerminalState.stopJob()
    takeTerminal()
    erase(rowsAbove: 0)
    edit?.resize()
    edit?.redraw()
  }

  func complete() {
    guard let edit, let request else { return }
    let typed = request.unfinished + Array(edit.line.before.utf8)
    let completion = request.completer.completion(of: typed)
    if completion.candidates.isEmpty {
      edit.write("\u{7}")
    } else if !completion.insertion.isEmpty {
      edit.insert(completion.insertion)
    } else if completion.candidates.count > 1 {
      moveToEnd()
      let rows = CandidateList.rows(completion.candidates, columns: columns)
      edit.write((["\r"] + rows).map { $0 + "\n" }.joined())
      edit.redraw()
    }
  }

  func paste() {
    edit?.insert(PastedText.line(pastedText))
  }
}

// MARK: - The screen

extension EditSession {
  /// Shows above the prompt what has come, and everything anew if the window has changed.
  private func showUpdate() {
    let update = inbox.take()
    let hasText = !update.text.isEmpty || !update.results.isEmpty
    guard let edit, update.isWindowChanged || hasText else { return }
    // While the program was stopped, the terminal was another's; where the line was, there may be
    // anything now.
    let isLost = update.isContinued && Terminal.isCanonical
    if isLost { takeTerminal() }
    erase(rowsAbove: isLost ? 0 : rowsAroundCursor.up)
    if !update.results.isEmpty { writeResults(update.results) }
    edit.write(update.text)
    if update.isWindowChanged { edit.resize() }
    updatePrompt()
    edit.redraw()
    showCombiningMarks()
  }

  /// Shows what libedit does not, the marks in the line; it would also lose its place because of
  /// them, so that it begins anew with each key.
  private func showCombiningMarks() {
    guard let edit, let prompt, !isDumbTerminal else { return }
    let line = edit.line
    let had = hasCombiningMarks
    hasCombiningMarks = CombiningMarks.matter(in: line.before + line.after, width: LibEdit.width)
    guard hasCombiningMarks || had else { return }
    erase(rowsAbove: rowsAroundCursor.up)
    edit.redraw()
    edit.write(
      CombiningMarks.overlay(line, from: prompt.width, columns: columns, width: LibEdit.width)
    )
  }

  /// Erases what is on the screen from some rows above the cursor on.
  private func erase(rowsAbove count: Int) {
    edit?.write("\r")
    edit?.write(isDumbTerminal ? "\n" : String(repeating: "\u{1b}[A", count: count) + "\u{1b}[J")
  }

  private func updatePrompt() {
    guard let request else { return }
    let prompt = request.prompt()
    self.prompt = prompt
    edit?.setPrompt(prompt.text(request.palette, mark: LibEdit.promptMark))
  }

  /// Makes the terminal one in which a line is edited, whatever others have made of it.
  private func takeTerminal() {
    Terminal.waitForForeground()
    // libedit does nothing about modes that it believes to be there.
    edit?.prepareTerminal(false)
    edit?.prepareTerminal(true)
    terminal.setEditing(true)
    setBracketedPaste(true)
  }

  /// Leaves the terminal to what runs next.
  private func releaseTerminal() {
    setBracketedPaste(false)
    terminal.setEditing(false)
  }

  /// Asks the terminal to say where pasted text begins and ends (xterm's "bracketed paste").
  private func setBracketedPaste(_ isOn: Bool) {
    if !isDumbTerminal { edit?.write("\u{1b}[?2004\(isOn ? "h" : "l")") }
  }

  /// Moves the cursor to the last row of what is being typed.
  private func moveToEnd() {
    if !isDumbTerminal { edit?.write(String(repeating: "\u{1b}[B", count: rowsAroundCursor.down)) }
  }

  /// How many rows of the prompt and the line are above the cursor and below it.
  private var rowsAroundCursor: (up: Int, down: Int) {
    guard let line = edit?.line else { return (0, 0) }
    var layout = TextLayout(from: prompt?.width ?? 0, columns: columns)
    layout.append(line.before.unicodeScalars, width: LibEdit.width)
    let up = layout.row
    layout.append(line.after.unicodeScalars, width: LibEdit.width)
    return (up, layout.row - up)
  }

  private var columns: Int { Terminal.columns(of: screen) ?? 80 }
}
