import BusShell
import CLibEdit
import Glibc

/// A wrapper of libedit, which edits one line; everything around that is done elsewhere.
///
/// Only one thread may use it at a time.
final class LibEdit {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private let screen: UnsafeMutablePointer<FILE>
  private unowned let delegate: any LibEditDelegate
  private var prompt: UnsafeMutablePointer<CChar>

  /// The mark in a prompt on both sides of text that takes no columns.
  static let promptMark = "\u{1}"

  /// Creates an editor for standard input's terminal that shows lines in `output`.
  init?(output: Int32, delegate: any LibEditDelegate) {
    // A separate stream, so that closing it leaves the descriptor open. libedit only stores the one
    // for input; keys are read from the descriptor. Its errors are discarded at first: users cannot
    // do anything here about a terminal type that it does not know.
    guard let screen = fdopen(dup(output), "w"), let null = fopen("/dev/null", "w"),
      let editor = el_init_fd("busctl", screen, screen, null, STDIN_FILENO, output, output),
      let history = history_init()
    else { return nil }
    (self.editor, self.history, self.screen) = (editor, history, screen)
    edit_set_stream(editor, 2, screen)
    fclose(null)
    self.delegate = delegate
    prompt = strdup("")
    edit_set_context(editor, Unmanaged.passUnretained(self).toOpaque())
    edit_set_prompt(editor, { LibEdit.of($0).prompt }, 1)
    edit_set_reader(editor) { LibEdit.of($0).readKey(into: $1) }
    // If this were on, libedit would send each signal to the whole process group.
    edit_set_number(editor, EL_SIGNAL, 0)
    // Without a size libedit keeps no history.
    history_set_number(history, H_SETSIZE, Int32(History.capacity))
    edit_set_history(editor, history)
    bindKeys()
  }

  deinit {
    // el_end discards type-ahead unless editing is off. `TerminalState` restores the terminal.
    edit_set_number(editor, EL_EDITMODE, 0)
    el_end(editor)
    history_end(history)
    fclose(screen)
    free(prompt)
  }
}

// MARK: - Keys

extension LibEdit {
  private func bindKeys() {
    edit_add_function(editor, "busctl-interrupt", "Drop the line") { editor, _ in
      LibEdit.call(editor, CC_REFRESH) { $0.interrupt() }
    }
    edit_add_function(editor, "busctl-suspend", "Stop the program") { editor, _ in
      LibEdit.call(editor, CC_NORM) { $0.suspend() }
    }
    edit_add_function(editor, "busctl-complete", "Complete the word") { editor, _ in
      LibEdit.call(editor, CC_REFRESH) { $0.complete() }
    }
    edit_add_function(editor, "busctl-paste", "Insert what is pasted") { editor, _ in
      LibEdit.call(editor, CC_REFRESH) { $0.paste() }
    }
    edit_add_function(editor, "busctl-nothing", "Do nothing") { _, _ in UInt8(CC_ARGHACK) }
    // libedit's own default is vi; the user's .editrc can override this. It is read before keys are
    // bound because choosing vi or emacs in it removes all bindings.
    edit_set_string(editor, EL_EDITOR, "emacs")
    el_source(editor, nil)
    // While a line is edited, and only then, keys such as Ctrl-C send no signals. Input typed while
    // a command runs is not echoed; the next prompt shows it.
    edit_set_words(editor, EL_SETTY, "-d", "-isig", nil)
    edit_set_words(editor, EL_SETTY, "-x", "-echo", nil)
    for key in ExtendedKey.allCases {
      bind("\\\(String(key.rawValue, radix: 8))", to: key.function)
    }
    bind("^C", to: "busctl-interrupt")
    bind("^Z", to: "busctl-suspend")
    let tab = binding(of: "^I")
    if tab.contains("ed-unassigned") || tab.contains("ed-insert") {
      edit_set_words(editor, EL_BIND, "^I", "busctl-complete", nil)
    }
    // In vi mode Escape is a key by itself, and must not begin a sequence.
    let isVi = edit_editor(editor).map { String(cString: $0) } == "vi"
    if !isVi { edit_set_words(editor, EL_BIND, "\\e^C", "busctl-interrupt", nil) }
  }

  /// Binds a key, also in vi's command mode (-a).
  private func bind(_ key: String, to function: String) {
    edit_set_words(editor, EL_BIND, key, function, nil)
    edit_set_words(editor, EL_BIND, "-a", key, function)
  }

  /// Returns whether a sequence is bound, by libedit or by the user's .editrc.
  func hasBinding(for sequence: String) -> Bool {
    let key = sequence.replacing("\\", with: "\\\\").replacing("^", with: "\\^")
    return !binding(of: key).hasPrefix("Unbound")
  }

  /// Returns libedit's description of a key's binding, which it can only print.
  private func binding(of key: String) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    text.withUnsafeMutableBytes { memory in
      guard let file = fmemopen(memory.baseAddress, memory.count, "w") else { return }
      for stream: Int32 in [1, 2] { edit_set_stream(editor, stream, file) }
      edit_set_words(editor, EL_BIND, key, nil, nil)
      for stream: Int32 in [1, 2] { edit_set_stream(editor, stream, screen) }
      fclose(file)
    }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Indicates whether the history is being searched; libedit shows the search in the line.
  var isSearching: Bool {
    let last = line.after.unicodeScalars.split(separator: "\n").last.map { String($0.prefix(4)) }
    return ["bck:", "bck?", "fwd:", "fwd?"].contains(last)
  }
}

// MARK: - Lines

extension LibEdit {
  /// Sets the prompt, which is shown from the next redraw on.
  func setPrompt(_ text: String) {
    free(prompt)
    prompt = strdup(text)
  }

  /// Lets the user edit a line; returns nil at the end of the input.
  func readLine() -> String? {
    el_resize(editor)
    // The terminal has echoed input that was typed before the program had it, and libedit shows
    // that input again.
    fputs("\r", screen)
    edit_set_words(editor, EL_ECHOTC, "-s", "ce", nil)
    var count: Int32 = 0
    guard let bytes = el_gets(editor, &count), count > 0 else { return nil }
    var line = UnsafeRawBufferPointer(start: bytes, count: Int(count))[...]
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// The text of the line before the cursor, and after it.
  var line: (before: String, after: String) {
    guard let line = el_line(editor)?.pointee, let start = line.buffer else { return ("", "") }
    let cursor = line.cursor - start
    let bytes = UnsafeRawBufferPointer(start: start, count: line.lastchar - start)
    return (
      String(decoding: bytes[..<cursor], as: UTF8.self),
      String(decoding: bytes[cursor...], as: UTF8.self)
    )
  }

  /// Inserts text before the cursor.
  func insert(_ text: String) {
    el_insertstr(editor, text)
  }

  /// Moves the cursor after the last character.
  func moveToEnd() {
    guard let line = el_line(editor)?.pointee else { return }
    el_cursor(editor, Int32(line.lastchar - line.cursor))
  }

  /// Inserts keys at the front of the input, as if they had been typed.
  func push(_ keys: String) {
    el_push(editor, keys)
  }

  func addHistory(_ entry: String) {
    history_enter(history, entry)
  }
}

// MARK: - The screen

extension LibEdit {
  /// Puts the terminal into the modes for editing, or back into its previous modes.
  func prepareTerminal(_ isEditing: Bool) {
    edit_set_number(editor, EL_PREP_TERM, isEditing ? 1 : 0)
  }

  /// Redraws the prompt and the line at the cursor, which is at the start of a row.
  func redraw() {
    edit_refresh(editor)
  }

  /// Adopts the current size of the window.
  func resize() {
    el_resize(editor)
  }

  /// Writes text to the terminal at which the line is shown.
  func write(_ text: String) {
    fputs(text, screen)
    fflush(screen)
  }

  /// Returns whether a terminal of the type in the environment can do more than print.
  static func canMoveCursor() -> Bool {
    guard let null = fopen("/dev/null", "r+") else { return false }
    defer { fclose(null) }
    let file = fileno(null)
    let probe = el_init_fd("busctl", null, null, null, file, file, file)
    guard let probe else { return false }
    defer { el_end(probe) }
    return edit_can(probe, "up") != 0
  }

  /// Returns the number of columns that a character takes.
  static func width(of character: Unicode.Scalar) -> Int {
    Int(edit_width(wchar_t(bitPattern: character.value)))
  }
}

// MARK: - Callbacks of libedit

extension LibEdit {
  private static func of(_ editor: OpaquePointer?) -> LibEdit {
    Unmanaged.fromOpaque(edit_context(editor)).takeUnretainedValue()
  }

  private static func call(
    _ editor: OpaquePointer?,
    _ result: Int32,
    _ action: (any LibEditDelegate) -> Void
  ) -> UInt8 {
    action(of(editor).delegate)
    return UInt8(result)
  }

  private func readKey(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    guard let key = delegate.nextCharacter() else { return 0 }
    character?.pointee = wchar_t(bitPattern: key.value)
    return 1
  }
}
