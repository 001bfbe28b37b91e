import BusLanguage
import BusShell
import Glibc
import Synchronization
import TerminalText

/// The program's standard output and standard error.
///
/// Results are buffered and written in large chunks. They are flushed before a diagnostic, before
/// the program waits, and a tenth of a second after they have come, so that a reader sees them in
/// order and up to date. While a line is edited at the terminal, its output is left to the editor.
final class StandardStreams: ShellOutput {
  let resultTraits = traits(of: STDOUT_FILENO)
  let diagnosticTraits = traits(of: STDERR_FILENO)

  private let state = Mutex(State())
  private let ticker = Ticker()

  private struct State {
    var pending: [UInt8] = []

    /// The error because of which results can no longer be written.
    var failure: Errno?

    /// The inbox of the editor at the terminal.
    var inbox: PromptInbox?

    /// The row that shows the running handler, if it is shown.
    var statusRow: StatusRow?

    /// The source of the running handler, and of the colours to show it in.
    var statusSource: StatusSource?

    mutating func flush() {
      statusRow?.clear()
      if !pending.isEmpty, failure == nil {
        do throws(Errno) {
          try FileDescriptor.standardOutput.write(pending)
        } catch {
          failure = error
        }
      }
      pending.removeAll(keepingCapacity: true)
    }
  }

  private struct StatusSource {
    let running: @Sendable () -> RunningHandler?
    let palette: @Sendable () -> Palette
  }

  private static let chunkSize = 1 << 16

  /// Creates the streams, and ignores SIGPIPE.
  ///
  /// If the reader goes away, writing fails; the signal would end the program in the middle of its
  /// work.
  init() {
    // The next file to be opened would take the place of a closed standard stream. So a file that
    // fails in the stream's direction is opened instead.
    for (file, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ]
    where fcntl(file, F_GETFD) == -1 {
      _ = open("/dev/null", mode)
    }
    signal(SIGPIPE, SIG_IGN)
    ticker.onTick { [weak self] in self?.tick() ?? false }
  }

  var isClosed: Bool { state.withLock { $0.failure != nil } }

  /// The diagnostic of results that could not be written; a reader that has closed the pipe is not
  /// a failure.
  var failure: Diagnostic? {
    guard let error = state.withLock({ $0.failure }), error.code != EPIPE else { return nil }
    return Diagnostic("cannot write the results: \(error.text)")
  }

  func write(_ text: String) {
    write(text.utf8) { text }
  }

  func write(utf8 text: [UInt8]) {
    write(text) { String(decoding: text, as: UTF8.self) }
  }

  private func write(_ utf8: some Sequence<UInt8>, text: () -> String) {
    state.withLock { state in
      if let inbox = state.inbox, inbox.isOpen,
        inbox.offer(PromptInbox.Update(text(), isForScreen: resultTraits.isTerminal))
      {
        return
      }
      if state.pending.isEmpty { ticker.start() }
      state.pending += utf8
      if state.pending.count >= Self.chunkSize { state.flush() }
    }
  }

  func writeDiagnostic(_ text: String) {
    state.withLock { state in
      let update = PromptInbox.Update(text, isForScreen: true)
      if diagnosticTraits.isTerminal, state.inbox?.offer(update) == true { return }
      state.flush()
      try? FileDescriptor.standardError.write(text)
    }
  }

  func clearScreen() {
    // The sequence of xterm, which the painter also uses to clear.
    if resultTraits.isTerminal, !Self.hasDumbTerminal { write("\u{1b}[H\u{1b}[2J") }
  }

  func flush() {
    state.withLock { $0.flush() }
    ticker.start()
  }
}

// MARK: - Sharing the terminal

extension StandardStreams {
  /// Leaves output at the terminal to a line editor while it edits a line.
  func share(with inbox: PromptInbox) {
    state.withLock { $0.inbox = inbox }
  }

  /// Shows a handler that runs for long in the last row of a terminal until something is written.
  func showStatus(
    on screen: Int32?,
    of source: @escaping @Sendable () -> RunningHandler?,
    _ palette: @escaping @Sendable (OutputTraits) -> Palette
  ) {
    guard let screen, !Self.hasDumbTerminal else { return }
    let traits = screen == STDOUT_FILENO ? results : diagnostics
    state.withLock { state in
      state.statusRow = StatusRow(on: screen)
      state.statusSource = StatusSource(running: source) { palette(traits) }
    }
  }

  /// Flushes results and shows a handler that runs for long; returns whether a handler runs.
  private func tick() -> Bool {
    let source = state.withLock { $0.statusSource }
    let running = source?.running()
    state.withLock { state in
      guard state.inbox?.isOpen != true else { return }
      if !state.pending.isEmpty { state.flush() }
      guard let source, let running, running.duration >= .milliseconds(500) else {
        state.statusRow?.clear()
        return
      }
      state.statusRow?.show(running, source.palette())
    }
    return running != nil
  }

  /// Writes results while a line is edited.
  func writeResults(_ results: String) {
    state.withLock { state in
      state.pending += results.utf8
      state.flush()
    }
    waitForReader()
  }

  /// Gives a program that reads the results through a pipe the time to show them.
  ///
  /// Otherwise `tee` would show them after the next prompt. The time at which it shows them is not
  /// known here.
  func waitForReader() {
    guard (try? FileStatus(of: .standardOutput))?.isPipe == true else { return }
    let maximumMilliseconds = 50
    for _ in 0..<maximumMilliseconds {
      var count: Int32 = 0
      // Also pauses after the last bytes have been read, so that they can be shown.
      let isTaken = ioctl(STDOUT_FILENO, UInt(FIONREAD), &count) != 0 || count == 0
      poll(nil, 0, 1)
      if isTaken { return }
    }
  }
}
