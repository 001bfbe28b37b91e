import BusShell
import CLibEdit
import Glibc

/// libedit, and no more than that: a line is edited here, and what happens around it elsewhere.
///
/// It is used by one thread at a time.
final class LibEdit {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private let screen: UnsafeMutablePointer<FILE>
  private unowned let delegate: any LibEditDelegate
  private var prompt: UnsafeMutablePointer<CChar>

  /// What stands in a prompt on both sides of what takes no columns.
  static let promptMark = "\u{1}"

  /// Prepares the terminal of standard input for lines that are shown in `output`.
  init?(output: Int32, delegate: any LibEditDelegate) {
    // A stream of its own, so that closing it leaves the descriptor open. The one for input is only
    // remembered; keys are read from the descriptor.
    // That it does not know the kind of terminal is nothing that a user could mend here.
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
    // On, libedit would answer a signal by sending it to the whole process group.
    edit_set_number(editor, EL_SIGNAL, 0)
    // Without a size libedit keeps no history at all.
    history_set_number(history, H_SETSIZE, Int32(History.capacity))
    edit_set_history(editor, history)
    bindKeys()
  }

  deinit {
    // el_end discards what was typed ahead, unless editing is off; then the terminal is ours.
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
    // libedit's own default is vi; the user's .editrc has the last word. It comes first because
    // a choice of vi or emacs in it makes libedit forget all keys that were bound.
    edit_set_string(editor, EL_EDITOR, "emacs")
    el_source(editor, nil)
    // While a line is edited, and only then, the keys that send signals are keys like others. What
    // is typed while something runs is shown with the next prompt, and not before.
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
    // In vi Escape is a key by itself, and must begin nothing.
    let isVi = edit_editor(editor).map { String(cString: $0) } == "vi"
    if !isVi { edit_set_words(editor, EL_BIND, "\\e^C", "busctl-interrupt", nil) }
  }

  /// Binds a key, among vi's commands (-a) too.
  private func bind(_ key: String, to function: String) {
    edit_set_words(editor, EL_BIND, key, function, nil)
    edit_set_words(editor, EL_BIND, "-a", key, function)
  }

  /// Whether something happens on a sequence, because of libedit or of the user's .editrc.
  func hasBinding(for sequence: String) -> Bool {
    let key = sequence.replacing("\\", with: "\\\\").replacing("^", with: "\\^")
    return !binding(of: key).hasPrefix("Unbound")
  }

  /// What libedit says of a key; it says so only in print.
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

  /// Whether what is typed is looked for in the history: libedit shows that as a part of the line.
  var isSearching: Bool {
    let last = line.after.unicodeScalars.split(separator: "\n").last.map { String($0.prefix(4)) }
    return ["bck:", "bck?", "fwd:", "fwd?"].contains(last)
  }
}

// MARK: - Lines

extension LibEdit {
  /// Says what stands before the line from the next time on that it is shown.
  func setPrompt(_ text: String) {
    free(prompt)
    prompt = strdup(text)
  }

  /// Lets a line be edited; nil at the end of the input.
  func readLine() -> String? {
    el_resize(editor)
    // What was typed before the program had the terminal has been echoed, and is about to be shown
    // again.
    fputs("\r", screen)
    edit_set_words(editor, EL_ECHOTC, "-s", "ce", nil)
    var count: Int32 = 0
    guard let bytes = el_gets(editor, &count), count > 0 else { return nil }
    var line = UnsafeRawBufferPointer(start: bytes, count: Int(count))[...]
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// What has been typed before the cursor, and after it.
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

  /// Moves the cursor behind the last character.
  func moveToEnd() {
    guard let line = el_line(editor)?.pointee else { return }
    el_cursor(editor, Int32(line.lastchar - line.cursor))
  }

  /// Lets keys be read next, as if they had been typed.
  func push(_ keys: String) {
    el_push(editor, keys)
  }

  func addHistory(_ entry: String) {
    history_enter(history, entry)
  }
}

// MARK: - The screen

extension LibEdit {
  /// Puts the terminal into the modes for editing, or back into those that it had.
  func prepareTerminal(_ isEditing: Bool) {
    edit_set_number(editor, EL_PREP_TERM, isEditing ? 1 : 0)
  }

  /// Shows the prompt and the line again where the cursor is, at the start of a row.
  func redraw() {
    edit_refresh(editor)
  }

  /// Takes over the size that the window has now.
  func resize() {
    el_resize(editor)
  }

  /// Writes where the line is shown.
  func write(_ text: String) {
    fputs(text, screen)
    fflush(screen)
  }

  /// Whether a terminal of the kind that the environment names can do more than print.
  static func canMoveCursor() -> Bool {
    guard let null = fopen("/dev/null", "r+") else { return false }
    defer { fclose(null) }
    let file = fileno(null)
    let probe = el_init_fd("busctl", null, null, null, file, file, file)
    guard let probe else { return false }
    defer { el_end(probe) }
    return edit_can(probe, "up") != 0
  }

  /// How many columns a character takes.
  static func width(of character: Unicode.Scalar) -> Int {
    Int(edit_width(wchar_t(bitPattern: character.value)))
  }
}

// MARK: - What libedit calls while it reads

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
