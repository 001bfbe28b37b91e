import BusLanguage
import BusShell
import Dispatch
import Glibc
import TerminalText

/// What came of asking for a line.
enum EditedLine: Sendable {
  /// A line, without its newline, and the prompt that stood before it in the end.
  case line(String, Prompt)

  /// Ctrl-C; what had been typed, if anything, is dropped.
  case interrupted(wasEmpty: Bool)

  /// Ctrl-D on an empty line, a terminal that is gone, or a reading task that was cancelled.
  case end
}

/// What is asked for, and what the user sees while typing it.
struct EditRequest: Sendable {
  let prompt: @Sendable () -> Prompt
  let palette: Palette

  /// The lines before it that belong to the same command.
  let unfinished: [UInt8]

  let completer: Completer
}

/// A prompt with line editing and a history, at the terminal this process runs at.
///
/// libedit blocks while it reads and has no locks, so all that concerns it happens on an executor
/// of this actor's own. Waiting for a key holds up no thread of the concurrency pool.
actor LineEditor: CommandHistory {
  private let executor = BlockingExecutor()
  private let inbox: PromptInbox
  private let output: StandardStreams
  private var session: EditSession?
  private var history = History()
  private var file: HistoryFile?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// What the prompt is written to.
  nonisolated let traits: OutputTraits
  nonisolated let screen: Int32

  /// Nil where nobody can be prompted: input, or both output and errors, are no terminal.
  ///
  /// Sets the locale's character type for the process, so it belongs to the start of a program.
  init?(output: StandardStreams) {
    guard isatty(STDIN_FILENO) == 1,
      // In redirected output a prompt would be lost to the user and found among the data.
      let screen = [STDOUT_FILENO, STDERR_FILENO].first(where: { isatty($0) == 1 }),
      let wakePipe = WakePipe()
    else { return nil }
    // In the C locale, where programs start, libedit drops all that is not ASCII, and a prompt that
    // is not ASCII crashes it. A locale that is not installed leaves the program there.
    for locale in ["", "C.UTF-8"] where String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
      setlocale(LC_CTYPE, locale)
    }
    let inbox = PromptInbox(wakePipe)
    guard
      let session = EditSession(output: screen, inbox: inbox, writeResults: output.writeResults)
    else { return nil }
    self.screen = screen
    self.inbox = inbox
    self.output = output
    self.session = session
    traits = screen == STDOUT_FILENO ? output.results : output.diagnostics
    SignalSource.watch([SIGWINCH]) { _ in inbox.windowDidChange() }
    SignalSource.watch([SIGCONT]) { _ in inbox.programDidContinue() }
    output.share(with: inbox)
  }

  /// Shows the prompt and waits for a line; cancelling the task ends the wait with `end`.
  ///
  /// What others write meanwhile appears above the prompt.
  func readLine(_ request: EditRequest) async -> EditedLine {
    guard let session else { return .end }
    return await withTaskCancellationHandler {
      inbox.open()
      output.flush()
      if !output.results.isTerminal { output.waitForReader() }
      let (line, rest) = session.readLine(request)
      output.write(rest.results)
      if screen == STDOUT_FILENO {
        output.write(rest.text)
      } else if !rest.text.isEmpty {
        output.writeDiagnostic(rest.text)
      }
      return line
    } onCancel: { [inbox] in
      inbox.wakePipe.wake()
    }
  }

  /// Takes over the history that a file keeps, and keeps what is typed there from now on.
  ///
  /// - Throws: A diagnostic if that is not possible; the file is left alone then.
  func keepHistory(in file: HistoryFile) throws(Diagnostic) {
    history = try file.load()
    history.entries.forEach { session?.addHistory($0) }
    self.file = file
  }

  /// The commands that were typed, the oldest first.
  var entries: [String] { history.entries }

  /// Makes a command the newest entry of the history.
  ///
  /// - Throws: A diagnostic if the file cannot keep it; no more commands are offered to it then.
  func addHistory(_ entry: String) throws(Diagnostic) {
    guard history.add(entry) else { return }
    session?.addHistory(entry)
    do throws(Diagnostic) {
      try file?.append(entry)
    } catch {
      file = nil
      throw error
    }
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
