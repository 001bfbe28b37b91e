import Synchronization

/// What wants to be shown while a line is being edited.
///
/// Who writes to the screen then has to leave it to whoever edits the line.
final class PromptInbox: Sendable {
  let wakePipe: WakePipe
  private let state = Mutex(State())

  private struct State {
    var isOpen = false
    var update = Update()
  }

  /// What has come while a line is edited.
  struct Update {
    /// What is to be shown.
    var text = ""

    /// Results that go elsewhere; they may still come to the same screen.
    var results = ""

    /// Whether the window may have another size.
    var isWindowChanged = false

    /// Whether the program was stopped, and goes on now.
    var isContinued = false

    init() {}

    init(_ text: String, isForScreen: Bool) {
      if isForScreen { self.text = text } else { results = text }
    }
  }

  init(_ wakePipe: WakePipe) {
    self.wakePipe = wakePipe
  }

  /// From now on a line is edited.
  func open() {
    state.withLock { $0.isOpen = true }
  }

  /// Whether a line is edited.
  var isOpen: Bool { state.withLock { $0.isOpen } }

  /// From now on no line is edited; returns what is left to be shown.
  func close() -> Update {
    state.withLock { state in
      defer { state = State() }
      return state.update
    }
  }

  /// Leaves what has come to whoever edits a line; says whether somebody does.
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

  /// Says that the window may have another size.
  func windowDidChange() {
    state.withLock { $0.update.isWindowChanged = true }
    wakePipe.wake()
  }

  /// Says that the program goes on after it was stopped.
  func programDidContinue() {
    state.withLock { ($0.update.isWindowChanged, $0.update.isContinued) = (true, true) }
    wakePipe.wake()
  }

  /// What has come since the last time.
  func take() -> Update {
    state.withLock { state in
      defer { state.update = Update() }
      return state.update
    }
  }
}
