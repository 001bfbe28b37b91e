import BusShell
import Glibc

/// The editing of lines at a terminal, until the terminal is given back.
final class EditSession: LibEditDelegate {
  private let keyboard: Keyboard
  private let inbox: PromptInbox
  private let screen: Int32
  private let modes: TerminalModes
  private let isPlain: Bool
  private var edit: LibEdit?
  private var request: EditRequest?
  private var prompt: Prompt?

  /// What had been typed when the interrupt key was pressed, if it was.
  private var interrupted: String?

  init?(output: Int32, inbox: PromptInbox, isPlain: Bool) {
    keyboard = Keyboard(inbox.bell)
    self.inbox = inbox
    screen = output
    modes = TerminalModes()
    self.isPlain = isPlain
    edit = LibEdit(output: output, delegate: self)
    if edit == nil { return nil }
  }

  deinit {
    edit = nil
    modes.restore()
  }

  func addHistory(_ entry: String) {
    edit?.addHistory(entry)
  }

  /// Lets the user type a line.
  ///
  /// - Parameter request: What is shown and proposed.
  /// - Returns: The line, with what is left to be shown after it.
  func readLine(_ request: EditRequest) -> (line: EditedLine, rest: String) {
    self.request = request
    interrupted = nil
    bracketPastes(true)
    updatePrompt()
    let line = edit?.readLine()
    bracketPastes(false)
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
    keyboard.next { showWhatHasCome() }
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
    bracketPastes(false)
    edit?.write("^Z\n")
    edit?.prepareTerminal(false)
    // The whole job stops, as if the terminal had done it; this process last, and by `raise`, which
    // returns only once it has been continued. Threads of a queue are started with signals blocked.
    let action = Glibc.signal(SIGTSTP, SIG_IGN)
    kill(0, SIGTSTP)
    Glibc.signal(SIGTSTP, action)
    var stop = sigset_t()
    sigaddset(&stop, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, nil)
    raise(SIGTSTP)
    edit?.prepareTerminal(true)
    edit?.resize()
    bracketPastes(true)
    edit?.write("\r")
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

  /// Takes what is pasted as text, whatever keys it looks like, up to where the terminal says so.
  func paste() {
    let end: [Unicode.Scalar] = ["\u{1b}", "[", "2", "0", "1", "~"]
    var text: [Unicode.Scalar] = []
    while !text.reversed().starts(with: end.reversed()), let scalar = nextCharacter() {
      text.append(scalar)
    }
    if text.reversed().starts(with: end.reversed()) { text.removeLast(end.count) }
    edit?.insert(PastedText.line(text))
  }
}

// MARK: - The screen

extension EditSession {
  /// Shows above the prompt what has come, and everything anew if the window has changed.
  private func showWhatHasCome() {
    let (text, isWindowChanged) = inbox.take()
    guard let edit, isWindowChanged || !text.isEmpty else { return }
    let (up, _) = rowsAroundCursor
    edit.write("\r")
    edit.write(isPlain ? "\n" : String(repeating: "\u{1b}[A", count: up) + "\u{1b}[J")
    edit.write(text)
    if isWindowChanged { edit.resize() }
    updatePrompt()
    edit.redraw()
  }

  private func updatePrompt() {
    guard let request else { return }
    let prompt = request.prompt()
    self.prompt = prompt
    edit?.setPrompt(prompt.text(request.palette, mark: LibEdit.promptMark))
  }

  /// Asks the terminal to say where pasted text begins and ends (xterm's "bracketed paste").
  private func bracketPastes(_ isOn: Bool) {
    guard !isPlain, edit?.isVi == false else { return }
    edit?.write("\u{1b}[?2004\(isOn ? "h" : "l")")
  }

  /// Moves the cursor to the last row of what is being typed.
  private func moveToEnd() {
    if !isPlain { edit?.write(String(repeating: "\u{1b}[B", count: rowsAroundCursor.down)) }
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
