import Synchronization

/// Output that is to be shown while a line is being edited.
///
/// Only the line editor may write to the screen then, so other code leaves its output here.
final class PromptInbox: Sendable {
  let wakePipe: WakePipe
  private let state = Mutex(State())

  private struct State {
    var isOpen = false
    var update = Update()
  }

  /// The output and the events since the last update.
  struct Update {
    /// The text to show.
    var text = ""

    /// Results that are redirected; they may still reach the same screen.
    var results = ""

    /// Indicates whether the window may have another size.
    var isWindowChanged = false

    /// Indicates whether the program was stopped and continued.
    var isContinued = false

    /// Indicates whether a terminal that edits the line itself has sent Ctrl-C.
    var isInterrupted = false

    init() {}

    init(_ text: String, isForScreen: Bool) {
      if isForScreen { self.text = text } else { results = text }
    }
  }

  init(_ wakePipe: WakePipe) {
    self.wakePipe = wakePipe
  }

  /// Starts collecting output, because a line is edited from now on.
  func open() {
    state.withLock { $0.isOpen = true }
  }

  /// Indicates whether a line is being edited.
  var isOpen: Bool { state.withLock { $0.isOpen } }

  /// Stops collecting output, and returns the output that is still to be shown.
  func close() -> Update {
    state.withLock { state in
      defer { state = State() }
      return state.update
    }
  }

  /// Adds the output of an update if a line is being edited, and returns whether that is so.
  func offer(_ update: Update) -> Bool {
    let isOpen = state.withLock { state in
      if state.isOpen {
        state.update.text += update.text
        state.update.results += update.results
      }
      return state.isOpen
    }
    if isOpen { wakePipe.wake() }
    return isOpen
  }

  /// Notes that the window may have another size.
  func windowDidChange() {
    state.withLock { $0.update.isWindowChanged = true }
    wakePipe.wake()
  }

  /// Notes that the program was continued after a stop.
  func programDidContinue() {
    state.withLock { ($0.update.isWindowChanged, $0.update.isContinued) = (true, true) }
    wakePipe.wake()
  }

  /// Notes that the line is given up, if one is being edited.
  func interrupt() {
    state.withLock { $0.update.isInterrupted = $0.isOpen }
    wakePipe.wake()
  }

  /// Returns the update since the last call.
  func take() -> Update {
    state.withLock { state in
      defer { state.update = Update() }
      return state.update
    }
  }
}
