import BusShell
import Glibc
import TerminalText

/// A session in which libedit edits lines at a terminal, and a painter shows them.
final class EditSession: LineSession, LibEditDelegate {
  let inbox: PromptInbox
  let editor: TextEditor
  private let terminal: TerminalState
  private let writeResults: (String) -> Void
  let keyboard: Keyboard
  let painter: PromptPainter
  private(set) var edit: LibEdit?
  private(set) var request: EditRequest?
  private var prompt: Prompt?

  /// The characters that libedit gets before the session waits for the next key.
  var pendingKeys: ArraySlice<Unicode.Scalar> = []

  /// The last key, unless it was the end of a sequence.
  var lastKeys: [Unicode.Scalar] = []

  /// The text to insert once libedit has taken those characters.
  var pendingText: [Unicode.Scalar] = []

  /// The place of the cursor before the last key, until its effect has been seen.
  var place: (cursor: Int, count: Int)?

  /// The count that has been typed for the next key.
  var heldCount = KeyCount()

  /// The line before the last key, if that may erase a part of a character.
  var cutLine: [Unicode.Scalar]?

  /// Indicates whether the keys are vi's, and not emacs'.
  private(set) var isVi = false

  /// The mode of vi's keys, and the places where it may have changed.
  var isInCommandMode = false {
    didSet { if oldValue, !isInCommandMode { viState.hasChanged = true } }
  }
  var viState = ViState()

  /// The history, the oldest entry first.
  private(set) var entries: [String] = []

  /// The list of candidates below the line until the next key, and the list before that key.
  var candidates: CandidateList?
  var earlierCandidates: CandidateList?

  /// Indicates whether the interrupt key was pressed, and the line was empty then.
  private var interrupted: Bool?

  /// Creates a session once this program is in the foreground of the terminal.
  ///
  /// - Parameters:
  ///   - output: The terminal at which lines are shown.
  ///   - editor: The user's editor.
  ///   - inbox: The output of others that is shown meanwhile.
  ///   - configuration: The lines of the user's choice of keys.
  ///   - writeResults: Writes results that are not for the screen.
  init?(
    output: Int32,
    editor: TextEditor,
    inbox: PromptInbox,
    configuration: [String],
    writeResults: @escaping (String) -> Void
  ) {
    keyboard = Keyboard(inbox.wakePipe)
    (self.inbox, self.editor) = (inbox, editor)
    painter = PromptPainter(on: output)
    Terminal.waitForForeground()
    terminal = TerminalState(screen: output)
    self.writeResults = writeResults
    edit = LibEdit(output: output, configuration: configuration, delegate: self)
    guard let edit else { return nil }
    isVi = edit.isVi
  }

  deinit {
    edit = nil
    terminal.restore()
  }

  func addHistory(_ entry: String) {
    edit?.addHistory(entry)
    entries.append(entry)
  }

  func readLine(_ request: EditRequest) -> (line: EditedLine, rest: PromptInbox.Update) {
    self.request = request
    interrupted = nil
    candidates = nil
    isInCommandMode = false
    viState = ViState()
    heldCount = KeyCount()
    takeTerminal()
    painter.begin()
    updatePrompt()
    let line = edit?.readLine()
    painter.paint(content(of: line.map { Array($0.unicodeScalars) } ?? edit?.line.text ?? []))
    painter.finish(interrupted == nil ? "" : "^C")
    releaseTerminal()
    let rest = inbox.close()
    if let interrupted { return (.interrupted(wasEmpty: interrupted), rest) }
    guard let line, let prompt else { return (.end, rest) }
    return (.line(line, prompt), rest)
  }

  /// Notes that the line is dropped.
  func interrupt() {
    interrupted = edit?.line.text.isEmpty ?? true
  }

  func suspend() {
    painter.finish("^Z")
    releaseTerminal()
    edit?.prepareTerminal(false)
    TerminalState.stopJob()
    takeTerminal()
    painter.begin()
  }

  func clearScreen() {
    painter.clear()
  }

  // MARK: - The screen

  /// Shows the line as libedit has it.
  func paint() {
    guard let edit else { return }
    let line = edit.line
    var content = content(of: line.text, cursor: line.cursor)
    content.cursor = line.cursor
    content.hint = hint(for: line.text, cursor: line.cursor)
    if isInCommandMode { content.below = [StyledText("-- command --", .faint)] }
    if let candidates {
      content.below = candidates.rows(in: painter.windowSize).map { StyledText($0) }
    }
    painter.paint(content)
  }

  private func content(of line: [Unicode.Scalar], cursor: Int? = nil) -> PromptPainter.Content {
    var content = PromptPainter.Content()
    content.prompt = prompt?.text ?? StyledText()
    content.line = line
    content.cursor = line.count
    if let request, request.palette.isColored, !request.purpose.isAnswer {
      content.styles = LineHighlighter.ranges(
        of: line,
        cursor: cursor ?? -1,
        after: request.unfinished,
        in: request.completer.language
      )
    }
    return content
  }

  /// Shows new output above the prompt, and the line again if the window has changed.
  func showUpdate() {
    let update = inbox.take()
    let hasText = !update.text.isEmpty || !update.results.isEmpty
    guard update.isWindowChanged || hasText else { return }
    // While the program was stopped, another program had the terminal and may have overwritten the
    // line. In the background, the terminal stops the program here.
    let isLost = !Terminal.isForeground || (update.isContinued && Terminal.isCanonical)
    if isLost {
      takeTerminal()
      painter.begin()
    } else {
      painter.erase()
    }
    if !update.results.isEmpty { writeResults(update.results) }
    painter.write(update.text)
    updatePrompt()
    paint()
  }

  private func updatePrompt() {
    guard let request else { return }
    prompt = request.prompt()
    painter.palette = request.palette
  }

  /// Puts the terminal into the modes for editing, whatever modes other programs have set.
  func takeTerminal() {
    Terminal.waitForForeground()
    // libedit does not set modes that it believes to be set.
    edit?.prepareTerminal(false)
    edit?.prepareTerminal(true)
    terminal.setEditing(true)
    // From now on the terminal marks the start and end of pasted text ("bracketed paste").
    painter.write("\u{1b}[?2004h")
  }

  /// Releases the terminal for the command that runs next.
  func releaseTerminal() {
    painter.write("\u{1b}[?2004l")
    terminal.setEditing(false)
  }
}
