import CLibEdit
import Dispatch
import Glibc

/// What came of asking for a line.
enum EditedLine: Sendable, Equatable {
  /// A line, without its newline.
  case line(String)
  /// Ctrl-C; what had been typed is dropped.
  case interrupted
  /// Ctrl-D on an empty line, a terminal that is gone, or a reading task that was cancelled.
  case end
}

/// A prompt with line editing and a history, at the terminal this process runs at.
///
/// libedit blocks while it reads and has no locks, so all that concerns it happens on an executor
/// of this actor's own. Waiting for a key holds up no thread of the concurrency pool.
actor LineEditor {
  private let executor = BlockingExecutor()
  private let bell: Bell
  private var session: EditSession?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Nil where nobody can be prompted: input, or both output and errors, are no terminal.
  ///
  /// Sets the locale's character type for the process, so it belongs to the start of a program.
  init?() {
    guard isatty(STDIN_FILENO) == 1,
      // In redirected output a prompt would be lost to the user and found among the data.
      let output = [STDOUT_FILENO, STDERR_FILENO].first(where: { isatty($0) == 1 }),
      let bell = Bell()
    else { return nil }
    // In the C locale, where programs start, libedit drops all that is not ASCII, and a prompt that
    // is not ASCII crashes it. A locale that is not installed leaves the program there.
    for locale in ["", "C.UTF-8"] where String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
      setlocale(LC_CTYPE, locale)
    }
    guard let session = EditSession(output: output, bell: bell) else { return nil }
    self.bell = bell
    self.session = session
  }

  /// Shows the prompt and waits for a line; cancelling the task ends the wait with `end`.
  ///
  /// The cursor must be at the start of a row, and everything printed so far flushed.
  func readLine(prompt: String) async -> EditedLine {
    guard let session else { return .end }
    return await withTaskCancellationHandler {
      session.readLine(prompt: prompt)
    } onCancel: { [bell] in
      bell.ring()
    }
  }

  /// Makes an entry the newest of the history, unless it is that already.
  func addHistory(_ entry: String) {
    session?.addHistory(entry)
  }

  /// Gives the terminal back as it was found, unread input included; no more lines come after that.
  func close() {
    session = nil
  }
}

/// A thread that may block, away from those of the concurrency pool.
private final class BlockingExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "busctl.line-editor")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}

/// What wakes a reader that waits for a key: a pipe with something in it.
private final class Bell: Sendable {
  let listener: Int32
  private let button: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (listener, button) = (ends[0], ends[1])
  }

  deinit {
    close(listener)
    close(button)
  }

  func ring() {
    var byte: CChar = 0
    write(button, &byte, 1)
  }
}

/// libedit, until the terminal is given back.
private final class EditSession {
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
    history_set_number(history, H_SETSIZE, 10_000)
    history_set_number(history, H_SETUNIQUE, 1)
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
