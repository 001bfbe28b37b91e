import BusShell
import CLibEdit
import Glibc

/// libedit, until the terminal is given back.
final class EditSession {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private let screen: UnsafeMutablePointer<FILE>
  private let bell: Bell
  private var original = termios()
  private var prompt: UnsafeMutablePointer<CChar>?
  private var isInterrupted = false

  init?(output: Int32, bell: Bell) {
    tcgetattr(STDIN_FILENO, &original)
    // A stream of its own, so that closing it leaves the descriptor open. The one for input is only
    // remembered; keys are read from the descriptor.
    guard let screen = fdopen(dup(output), "w"),
      let editor = el_init_fd("busctl", screen, screen, screen, STDIN_FILENO, output, output),
      let history = history_init()
    else { return nil }
    (self.editor, self.history, self.screen, self.bell) = (editor, history, screen, bell)
    edit_set_context(editor, Unmanaged.passUnretained(self).toOpaque())
    edit_set_prompt(editor) { EditSession.of($0).prompt }
    edit_set_reader(editor) { EditSession.of($0).readKey(into: $1) }
    // On, libedit would answer a signal by sending it to the whole process group.
    edit_set_number(editor, EL_SIGNAL, 0)
    // Without a size libedit keeps no history at all.
    history_set_number(history, H_SETSIZE, Int32(History.capacity))
    edit_set_history(editor, history)
    edit_add_function(editor, "busctl-signal", "Do what the key's signal would") {
      EditSession.of($0).signal(of: $1)
    }
    // libedit's own default is vi; the user's .editrc has the last word.
    edit_set_string(editor, EL_EDITOR, "emacs")
    for key in ["\\e[1;5D", "\\e[5D"] { edit_set_words(editor, EL_BIND, key, "ed-prev-word", nil) }
    for key in ["\\e[1;5C", "\\e[5C"] { edit_set_words(editor, EL_BIND, key, "em-next-word", nil) }
    edit_set_words(editor, EL_BIND, "^I", "ed-insert", nil)  // Dropped, it would join two words.
    el_source(editor, nil)
    // While a line is edited, and only then, the keys that send signals are keys like others, among
    // vi's commands (-a) too.
    edit_set_words(editor, EL_SETTY, "-d", "-isig", nil)
    for key in ["^C", "^Z"] {
      edit_set_words(editor, EL_BIND, key, "busctl-signal", nil)
      edit_set_words(editor, EL_BIND, "-a", key, "busctl-signal")
    }
  }

  deinit {
    // el_end discards what was typed ahead, unless editing is off; then the terminal is ours.
    edit_set_number(editor, EL_EDITMODE, 0)
    el_end(editor)
    history_end(history)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &original)
    fclose(screen)
  }

  func addHistory(_ entry: String) {
    history_enter(history, entry)
  }

  func readLine(prompt: String) -> EditedLine {
    el_resize(editor)
    // libedit itself turns echo off after the prompt, too late for a key pressed at once. What was
    // typed while a command ran has been echoed, and is about to be shown again.
    edit_set_number(editor, EL_PREP_TERM, 1)
    fputs("\r", screen)
    edit_set_words(editor, EL_ECHOTC, "-s", "ce", nil)
    isInterrupted = false
    var count: Int32 = 0
    // libedit asks for the prompt only while it reads.
    let bytes = prompt.withCString { prompt in
      self.prompt = UnsafeMutablePointer(mutating: prompt)
      defer { self.prompt = nil }
      return el_gets(editor, &count)
    }
    guard !isInterrupted else { return .interrupted }
    guard let bytes, count > 0 else {
      fputs("\n", screen)
      fflush(screen)
      return .end
    }
    var line = UnsafeRawBufferPointer(start: bytes, count: Int(count))[...]
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    return .line(String(decoding: line, as: UTF8.self))
  }
}

// What libedit calls while it reads.
extension EditSession {
  private static func of(_ editor: OpaquePointer?) -> EditSession {
    Unmanaged.fromOpaque(edit_context(editor)).takeUnretainedValue()
  }

  private func signal(of key: Int32) -> UInt8 {
    if key == 0x1a {
      suspend()
    } else {
      isInterrupted = true
      fputs("^C", screen)
      // The key that ends a line goes below its last row first, however many rows there are.
      el_push(editor, "\n")
    }
    return UInt8(CC_NORM)
  }

  private func suspend() {
    edit_set_number(editor, EL_PREP_TERM, 0)
    // The whole job stops, as if the terminal had done it; this process last, and by `raise`, which
    // returns only once it has been continued. Threads of a queue are started with signals blocked.
    let action = Glibc.signal(SIGTSTP, SIG_IGN)
    kill(0, SIGTSTP)
    Glibc.signal(SIGTSTP, action)
    var stop = sigset_t()
    sigaddset(&stop, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, nil)
    raise(SIGTSTP)
    edit_set_number(editor, EL_PREP_TERM, 1)
    edit_refresh(editor)
  }

  /// One character from the terminal: 1 if there is one, 0 at the end.
  private func readKey(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    var state = mbstate_t()
    while var byte = nextByte() {
      var length = mbrtowc(character, &byte, 1, &state)
      if length == -1 {
        // It does not go on with what was begun, which is dropped; it may begin a character itself.
        state = mbstate_t()
        length = mbrtowc(character, &byte, 1, &state)
      }
      if length >= 0 { return 1 }
      if length == -1 { state = mbstate_t() }
    }
    return 0
  }

  private func nextByte() -> CChar? {
    var sources = [STDIN_FILENO, bell.listener].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    var byte: CChar = 0
    while !Task.isCancelled {
      guard poll(&sources, 2, -1) > 0 else { continue }
      if sources[1].revents != 0 { _ = read(bell.listener, &byte, 1) }
      guard sources[0].revents != 0 else { continue }
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
    return nil
  }
}
