import BusLanguage
import BusShell
import Dispatch
import Glibc
import TerminalText

/// The result of reading a line.
enum EditedLine: Sendable {
  /// A line without its newline, and the last prompt shown before it.
  case line(String, Prompt)

  /// Ctrl-C; the line, which may have been empty, is dropped.
  case interrupted(wasEmpty: Bool)

  /// Ctrl-D on an empty line, a terminal that has hung up, or a cancelled task.
  case end
}

/// A request for a line: its prompt and its completions.
struct EditRequest: Sendable {
  let prompt: @Sendable () -> Prompt
  let palette: Palette

  /// The earlier lines of the same command.
  let unfinished: [UInt8]

  let completer: Completer

  /// The purpose of the line: a command, a part of one, or the answer to a question.
  let purpose: LineRequest.Purpose

  /// Indicates whether a key opens the line in an editor.
  let allowsEditor: Bool

  /// Indicates whether a text that could follow is shown behind the line.
  let showsHints: Bool
}

/// A prompt with line editing and a history, at the terminal of this process.
///
/// libedit blocks while it reads and has no locks, so it is only used on this actor's own executor.
/// Waiting for a key blocks no thread of the concurrency pool.
actor LineEditor: CommandHistory {
  private let executor = BlockingExecutor()
  private let inbox: PromptInbox
  private let output: StandardStreams
  private var session: (any LineSession)?
  private var history = History()
  private var file: HistoryFile?
  private let signals: [SignalSource]

  /// The commands that are not in the file yet, because another program has it locked.
  private var unsaved: [String] = []

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// The traits of the stream to which the prompt is written.
  nonisolated let traits: OutputTraits
  nonisolated let screen: Int32

  /// The name of the program.
  private let program: String

  /// Creates an editor; nil if standard input, or both output and errors, are not a terminal.
  ///
  /// Sets the locale's character type for the process, so it belongs at the start of a program.
  ///
  /// - Parameters:
  ///   - program: The name of the program.
  ///   - output: The streams of the process.
  ///   - configuration: The lines of the user's choice of keys.
  init?(of program: String, output: StandardStreams, configuration: [String]) {
    guard isatty(STDIN_FILENO) == 1,
      // In redirected output the user would not see a prompt, and it would be among the data.
      let screen = [STDOUT_FILENO, STDERR_FILENO].first(where: { isatty($0) == 1 }),
      let wakePipe = WakePipe()
    else { return nil }
    // In the C locale, in which programs start, libedit drops non-ASCII characters, and crashes on
    // them in a prompt. If a locale is not installed, the program stays in the C locale.
    for locale in ["", "C.UTF-8"] where String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
      setlocale(LC_CTYPE, locale)
    }
    let inbox = PromptInbox(wakePipe)
    if StandardStreams.hasDumbTerminal {
      session = PlainSession(output: screen, inbox: inbox, writeResults: output.writeResults)
    } else {
      session = EditSession(
        output: screen,
        editor: TextEditor(program: program, screen: screen),
        inbox: inbox,
        configuration: configuration,
        writeResults: output.writeResults
      )
    }
    if session == nil { return nil }
    self.screen = screen
    self.program = program
    self.inbox = inbox
    self.output = output
    traits = screen == STDOUT_FILENO ? output.results : output.diagnostics
    signals = [
      SignalSource.watch([SIGWINCH]) { _ in inbox.windowDidChange() },
      SignalSource.watch([SIGCONT]) { _ in inbox.programDidContinue() },
    ]
    output.share(with: inbox)
  }

  /// Shows the prompt and waits for a line; cancelling the task ends the wait with `end`.
  ///
  /// Text written meanwhile appears above the prompt.
  func readLine(_ request: EditRequest) async -> EditedLine {
    guard let session else { return .end }
    return await withTaskCancellationHandler {
      inbox.open()
      output.flush()
      if !output.results.isTerminal { output.waitForReader() }
      let (line, rest) = session.readLine(request)
      write(rest)
      return line
    } onCancel: { [inbox] in
      inbox.wakePipe.wake()
    }
  }

  /// Writes what has come while the terminal was in use.
  private func write(_ rest: PromptInbox.Update) {
    output.write(rest.results)
    if !rest.text.isEmpty { writeNote(rest.text) }
  }

  /// Writes a note where the prompt is; redirected results do not get it.
  nonisolated func writeNote(_ text: String) {
    if screen == STDOUT_FILENO { output.write(text) } else { output.writeDiagnostic(text) }
  }

  /// Loads the history from a file, to which new commands are appended from now on.
  ///
  /// - Throws: A diagnostic if it cannot be loaded; the file is not used then.
  func keepHistory(in file: HistoryFile) throws(Diagnostic) {
    history = try file.load()
    history.entries.forEach { session?.addHistory($0) }
    self.file = file
  }

  /// The commands that were typed, oldest first.
  var entries: [String] { history.entries }

  /// Adds a command to the history.
  ///
  /// - Throws: A diagnostic if it cannot be appended to the file, which is not used any more then.
  func addHistory(_ entry: String) throws(Diagnostic) {
    guard history.add(entry) else { return }
    session?.addHistory(entry)
    unsaved.append(entry)
    do throws(Diagnostic) {
      _ = try saveHistory()
    } catch {
      file = nil
      throw error
    }
  }

  /// Lets the user change a text in an editor, which has the terminal meanwhile.
  func edit(_ text: String) async throws(Diagnostic) -> String {
    inbox.open()
    output.flush()
    let new: Result<String, Diagnostic>
    do throws(Diagnostic) {
      new = .success(try await TextEditor(program: program, screen: screen).edit(text))
    } catch {
      new = .failure(error)
    }
    write(inbox.close())
    let command = try new.get()
    try addHistory(command)
    return command
  }

  /// Appends the lines that are not in the file yet, and returns whether the file then has all.
  private func saveHistory() throws(Diagnostic) -> Bool {
    if !unsaved.isEmpty, try file?.append(unsaved) != false { unsaved = [] }
    return unsaved.isEmpty
  }

  /// Restores the terminal, with its unread input, and ends the session: no more lines are read.
  func close() {
    if (try? saveHistory()) == true { file?.trim() }
    session = nil
    for source in signals { source.cancel() }
  }
}

/// An executor that may block, as its threads are not those of the concurrency pool.
private final class BlockingExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "busctl.line-editor")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
