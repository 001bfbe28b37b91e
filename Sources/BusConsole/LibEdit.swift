import BusShell
import CLibEdit
import Glibc

/// A wrapper of libedit, which edits one line; everything around that is done elsewhere.
///
/// libedit also draws, but nobody sees it: its stream is a sink, and the program draws the line
/// itself. Only one thread may use it at a time.
final class LibEdit {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private let sink: UnsafeMutablePointer<FILE>
  private unowned let delegate: any LibEditDelegate

  /// Indicates whether Ctrl-L clears the screen, and has not been given another function.
  private(set) var clearsScreen = false

  /// The number of characters for which the buffer of the line certainly has room.
  private var capacity = 0

  /// Creates an editor for standard input's terminal; `output` is a descriptor of that terminal.
  init?(output: Int32, configuration: [String], delegate: any LibEditDelegate) {
    // libedit asks the descriptor for the terminal's modes, and writes to the stream only.
    guard let sink = fopen("/dev/null", "w"),
      let editor = el_init_fd("busctl", sink, sink, sink, STDIN_FILENO, output, output),
      let history = history_init()
    else { return nil }
    (self.editor, self.history, self.sink) = (editor, history, sink)
    self.delegate = delegate
    edit_set_context(editor, Unmanaged.passUnretained(self).toOpaque())
    edit_remove_prompt(editor)
    edit_set_reader(editor) { LibEdit.of($0).readKey(into: $1) }
    // If this were on, libedit would send each signal to the whole process group.
    edit_set_number(editor, EL_SIGNAL, 0)
    // Without a size libedit keeps no history.
    history_set_number(history, H_SETSIZE, Int32(History.capacity))
    edit_set_history(editor, history)
    bindKeys(configuration)
  }

  deinit {
    // el_end discards type-ahead unless editing is off. `TerminalState` restores the terminal.
    edit_set_number(editor, EL_EDITMODE, 0)
    el_end(editor)
    history_end(history)
    fclose(sink)
  }
}

// MARK: - Lines

extension LibEdit {
  /// Lets the user edit a line; returns nil at the end of the input.
  func readLine() -> String? {
    // libedit adopts the size of the window now.
    capacity = 0
    var count: Int32 = 0
    guard let start = el_wgets(editor, &count), count > 0 else { return nil }
    var line = Self.scalars(UnsafeBufferPointer(start: start, count: Int(count)))
    if line.last == "\n" { line.removeLast() }
    return String(String.UnicodeScalarView(line))
  }

  /// Returns the text of the line and the index of the cursor in it.
  var line: (text: [Unicode.Scalar], cursor: Int) {
    let (cursor, count) = place
    guard count > 0, let start = el_wline(editor)?.pointee.buffer else { return ([], 0) }
    return (Self.scalars(UnsafeBufferPointer(start: start, count: count)), cursor)
  }

  /// Returns the index of the cursor and the length of the line.
  var place: (cursor: Int, count: Int) {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else { return (0, 0) }
    let count = max(0, line.lastchar - start)
    return (min(max(0, line.cursor - start), count), count)
  }

  private static func scalars(_ characters: UnsafeBufferPointer<wchar_t>) -> [Unicode.Scalar] {
    characters.map { Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{fffd}" }
  }

  func insert(_ text: some Sequence<Unicode.Scalar>) {
    let characters = text.filter { $0 != "\0" }.map { wchar_t(bitPattern: $0.value) }
    el_winsertstr(editor, characters + [0])
  }

  func replaceLine(with text: [Unicode.Scalar], cursor: Int) {
    edit_clear_line(editor)
    insert(text)
    moveCursor(by: cursor - text.count)
  }

  func moveCursor(by count: Int) {
    el_cursor(editor, Int32(clamping: count))
  }

  /// Indicates whether the line needs more room.
  var needsRoom: Bool { place.count + Self.longestPattern > capacity }

  private static let longestPattern = 2048

  /// Makes room for a line that becomes longer.
  ///
  /// libedit writes the pattern of a search behind the line without looking for room, and some
  /// versions fail when they draw a row that ends at the edge of the screen. So the buffer has room
  /// for the longest pattern, and the screen that nobody sees is as wide as the line can become.
  func reserveRoom() {
    let count = place.count
    capacity = 2 * (count + Self.longestPattern)
    edit_reserve(editor, capacity - count)
    let widestCharacter = capacity < 1 << 13 ? 9 : 2
    edit_set_words(editor, EL_SETTC, "li", "50", nil)
    edit_set_words(editor, EL_SETTC, "co", "\(widestCharacter * capacity)", nil)
  }

  func addHistory(_ entry: String) {
    history_enter(history, entry)
  }

  /// Puts the terminal into the modes for editing, or back into its previous modes.
  func prepareTerminal(_ isEditing: Bool) {
    edit_set_number(editor, EL_PREP_TERM, isEditing ? 1 : 0)
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
}

// MARK: - Keys

extension LibEdit {
  private func bindKeys(_ configuration: [String]) {
    addFunctions()
    // libedit's own default is vi; the user's .editrc can override this. It is read before keys are
    // bound because choosing vi or emacs in it removes all bindings.
    edit_set_string(editor, EL_EDITOR, "emacs")
    configuration.forEach(parse)
    edit_set_number(editor, EL_EDITMODE, 1)
    // While a line is edited, and only then, keys such as Ctrl-C send no signals, and line ends
    // arrive as they are. Input typed while a command runs is not echoed; the next prompt shows it.
    edit_set_words(editor, EL_SETTY, "-d", "-isig", nil)
    edit_set_words(editor, EL_SETTY, "-d", "-inlcr", "-icrnl")
    edit_set_words(editor, EL_SETTY, "-x", "-echo", nil)
    for key in ExtendedKey.allCases { bind(key.name, to: key.function) }
    edit_set_words(editor, EL_BIND, "-a", ExtendedKey.mode.name, "busctl-command-mode")
    bind("^C", to: "busctl-interrupt")
    bind("^Z", to: "busctl-suspend")
    for (key, old, new) in EditConfiguration.replacedBindings {
      if binding(of: key).contains(old) { edit_set_words(editor, EL_BIND, key, new, nil) }
      if binding(of: key, "-a").contains(old) { edit_set_words(editor, EL_BIND, "-a", key, new) }
    }
    clearsScreen = binding(of: "^L").contains("busctl-clear")
    // In vi mode Escape is a key by itself, and must not begin a sequence.
    if !isVi { edit_set_words(editor, EL_BIND, "\\e^C", "busctl-interrupt", nil) }
    if !isVi, binding(of: "^X^E").hasPrefix("Unbound") { bind("^X^E", to: "busctl-edit") }
  }

  private func addFunctions() {
    edit_add_function(editor, "busctl-interrupt", "Drop the line") { editor, _ in
      LibEdit.call(editor, CC_EOF) { $0.interrupt() }
    }
    edit_add_function(editor, "busctl-suspend", "Stop the program") { editor, _ in
      LibEdit.call(editor, CC_NORM) { $0.suspend() }
    }
    edit_add_function(editor, "busctl-complete", "Complete the word") { editor, _ in
      LibEdit.call(editor, CC_REFRESH) { $0.complete() }
    }
    edit_add_function(editor, "busctl-clear", "Clear the screen") { editor, _ in
      LibEdit.call(editor, CC_NORM) { $0.clearScreen() }
    }
    edit_add_function(editor, "busctl-edit", "Change the line in an editor") { editor, _ in
      LibEdit.call(editor, CC_REFRESH) { $0.editLine() }
    }
    edit_add_function(editor, "busctl-quote", "Insert the next key") { editor, _ in
      LibEdit.call(editor, CC_REFRESH) { $0.quote() }
    }
    // These keep a count and an operator that were typed before.
    edit_add_function(editor, "busctl-nothing", "Do nothing") { _, _ in UInt8(CC_ARGHACK) }
    edit_add_function(editor, "busctl-insert-mode", "Note vi's insert mode") { editor, _ in
      LibEdit.call(editor, CC_ARGHACK) { $0.isInCommandMode = false }
    }
    edit_add_function(editor, "busctl-command-mode", "Note vi's command mode") { editor, _ in
      LibEdit.call(editor, CC_ARGHACK) { $0.isInCommandMode = true }
    }
  }

  /// Carries out a line of an .editrc; one with an open quote does nothing.
  private func parse(_ line: String) {
    let tokenizer = tok_init(nil)
    defer { tok_end(tokenizer) }
    var count: Int32 = 0
    var words: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    guard tok_str(tokenizer, line, &count, &words) == 0, count > 0 else { return }
    el_parse(editor, count, words)
  }

  /// Binds a key, also in vi's command mode (-a).
  private func bind(_ key: String, to function: String) {
    edit_set_words(editor, EL_BIND, key, function, nil)
    edit_set_words(editor, EL_BIND, "-a", key, function)
  }

  /// Returns libedit's description of a key's binding, which it can only print.
  func binding(of key: String, _ map: String? = nil) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    text.withUnsafeMutableBytes { memory in
      guard let file = fmemopen(memory.baseAddress, memory.count, "w") else { return }
      for stream: Int32 in [1, 2] { edit_set_stream(editor, stream, file) }
      edit_set_words(editor, EL_BIND, map ?? key, map == nil ? nil : key, nil)
      for stream: Int32 in [1, 2] { edit_set_stream(editor, stream, sink) }
      fclose(file)
    }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Indicates whether the keys are vi's, and not emacs'.
  var isVi: Bool { edit_editor(editor).map { String(cString: $0) } == "vi" }
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
    edit_keep_cursor(editor)
    guard let key = delegate.nextCharacter() else { return 0 }
    character?.pointee = wchar_t(bitPattern: key.value)
    return 1
  }
}
