import BusLanguage
import BusShell
import Glibc
import Synchronization
import TerminalText

/// The program's standard output and standard error.
///
/// Results are collected and written in large pieces; before a diagnostic, before the program waits for
/// anything, and a tenth of a second after they have come they are handed on, so that what a reader
/// sees is in order and up to date.
/// While a line is edited at the terminal, what goes there is left to the editor.
final class StandardStreams: ShellOutput {
  let results = traits(of: STDOUT_FILENO)
  let diagnostics = traits(of: STDERR_FILENO)

  private let state = Mutex(State())
  private let ticker = Ticker()

  private struct State {
    var pending: [UInt8] = []

    /// Why results can no longer be written.
    var failure: Errno?

    /// Who edits lines at the terminal.
    var inbox: PromptInbox?

    /// Where it is shown what runs; nil for nowhere.
    var statusRow: StatusRow?

    /// What runs, and in which colours it is shown.
    var watch: Watch?

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

  private struct Watch {
    let running: @Sendable () -> RunningHandler?
    let palette: @Sendable () -> Palette
  }

  private static let chunkSize = 1 << 16

  /// A reader that goes away makes writing fail, where the signal would end the program in the
  /// middle of its work.
  init() {
    // A standard stream that is closed would become whatever file is opened next. One that cannot
    // be used in its direction fails instead.
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

  /// Why results could not be written.
  ///
  /// That nobody reads them any more is no failure.
  var failure: Diagnostic? {
    guard let error = state.withLock({ $0.failure }), error.code != EPIPE else { return nil }
    return Diagnostic("cannot write the results: \(error.text)")
  }

  func write(_ text: String) {
    state.withLock { state in
      let update = PromptInbox.Update(text, isForScreen: results.isTerminal)
      if state.inbox?.offer(update) == true { return }
      if state.pending.isEmpty { ticker.start() }
      state.pending += text.utf8
      if state.pending.count >= Self.chunkSize { state.flush() }
    }
  }

  func writeDiagnostic(_ text: String) {
    state.withLock { state in
      let update = PromptInbox.Update(text, isForScreen: true)
      if diagnostics.isTerminal, state.inbox?.offer(update) == true { return }
      state.flush()
      try? FileDescriptor.standardError.write(text)
    }
  }

  func flush() {
    state.withLock { $0.flush() }
    ticker.start()
  }
}

// MARK: - What else happens at the terminal

extension StandardStreams {
  /// Leaves the terminal to an editor of lines whenever it wants it.
  func share(with inbox: PromptInbox) {
    state.withLock { $0.inbox = inbox }
  }

  /// Shows at a terminal what takes long, in the last row and for as long as nothing else is written.
  func showStatus(
    on screen: Int32?,
    of source: @escaping @Sendable () -> RunningHandler?,
    _ palette: @escaping @Sendable (OutputTraits) -> Palette
  ) {
    guard let screen, !Self.hasDumbTerminal else { return }
    let traits = screen == STDOUT_FILENO ? results : diagnostics
    state.withLock { state in
      state.statusRow = StatusRow(on: screen)
      state.watch = Watch(running: source) { palette(traits) }
    }
  }

  /// Hands on what was kept back, and shows what takes long; says whether to go on with that.
  private func tick() -> Bool {
    let watch = state.withLock { $0.watch }
    let running = watch?.running()
    state.withLock { state in
      guard state.inbox?.isOpen != true else { return }
      if !state.pending.isEmpty { state.flush() }
      guard let watch, let running, running.duration >= .milliseconds(500) else {
        state.statusRow?.clear()
        return
      }
      state.statusRow?.show(running, watch.palette())
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

  /// Gives who reads the results through a pipe the time to take them.
  ///
  /// Otherwise `tee` would show them behind the next prompt. When it shows them cannot be seen from
  /// here.
  func waitForReader() {
    guard (try? FileStatus(of: .standardOutput))?.isPipe == true else { return }
    let mostMilliseconds = 50
    for _ in 0..<mostMilliseconds {
      var count: Int32 = 0
      // A pause also after the last bytes have been taken, to be shown.
      let isTaken = ioctl(STDOUT_FILENO, UInt(FIONREAD), &count) != 0 || count == 0
      poll(nil, 0, 1)
      if isTaken { return }
    }
  }
}
