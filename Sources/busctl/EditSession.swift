import BusShell
import Glibc
import TerminalText

/// A session in which lines are edited at a terminal, until the terminal is released.
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

  /// The characters that libedit gets before the session waits for the next key.
  private var pendingKeys: ArraySlice<Unicode.Scalar> = []

  /// Indicates whether the line, when last shown, had characters that take no column.
  private var hasCombiningMarks = false

  /// The text that the paste key inserts.
  private var pastedText: [Unicode.Scalar] = []

  /// The line as it was when the interrupt key was pressed; nil if it was not pressed.
  private var interrupted: String?

  /// Creates a session once this program is in the foreground of the terminal.
  ///
  /// - Parameters:
  ///   - output: The terminal at which lines are shown.
  ///   - inbox: The output of others that is shown meanwhile.
  ///   - writeResults: Writes results that are not for the screen.
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

  /// Lets the user edit a line.
  ///
  /// - Parameter request: The prompt and the completions.
  /// - Returns: The line, and output that is still to be shown after it.
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

  /// Returns the characters that libedit gets for an input.
  private func characters(for input: Keyboard.Input) -> [Unicode.Scalar] {
    switch input {
    case .characters(let characters):
      return characters
    case .paste(let text):
      pastedText = text
      return [ExtendedKey.paste.character]
    case .sequence(let sequence):
      // A binding in the user's .editrc takes precedence. libedit would insert the rest of a
      // sequence that it does not know.
      guard edit?.hasBinding(for: sequence) == true else {
        return ExtendedKey(sequence).map { [$0.character] } ?? []
      }
      // A search takes only the Escape of a sequence, which ends it.
      let end = edit?.isSearching == true ? [ExtendedKey.nothing.character] : []
      return end + sequence.unicodeScalars
    }
  }

  func interrupt() {
    interrupted = edit.map { $0.line.before + $0.line.after }
    // Shown as if it had been typed; it ends the line like Return.
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
  /// Shows new output above the prompt, and redraws the line if the window has changed.
  private func showUpdate() {
    let update = inbox.take()
    let hasText = !update.text.isEmpty || !update.results.isEmpty
    guard let edit, update.isWindowChanged || hasText else { return }
    // While the program was stopped, another program had the terminal and may have overwritten the
    // line.
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

  /// Shows the combining marks in the line, which libedit leaves out.
  ///
  /// They would also make libedit lose its place, so the line is redrawn at each key.
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

  /// Erases the screen from a given number of rows above the cursor on.
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

  /// Puts the terminal into the modes for editing, whatever modes other programs have set.
  private func takeTerminal() {
    Terminal.waitForForeground()
    // libedit does not set modes that it believes to be set.
    edit?.prepareTerminal(false)
    edit?.prepareTerminal(true)
    terminal.setEditing(true)
    setBracketedPaste(true)
  }

  /// Releases the terminal for the command that runs next.
  private func releaseTerminal() {
    setBracketedPaste(false)
    terminal.setEditing(false)
  }

  /// Makes the terminal mark the start and end of pasted text (xterm's "bracketed paste").
  private func setBracketedPaste(_ isOn: Bool) {
    if !isDumbTerminal { edit?.write("\u{1b}[?2004\(isOn ? "h" : "l")") }
  }

  /// Moves the cursor to the last row of the line.
  private func moveToEnd() {
    if !isDumbTerminal { edit?.write(String(repeating: "\u{1b}[B", count: rowsAroundCursor.down)) }
  }

  /// The number of rows of the prompt and the line above the cursor and below it.
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
