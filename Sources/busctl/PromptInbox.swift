import Synchronization

/// What wants to be shown while a line is being edited.
///
/// Who writes to the screen then has to leave it to whoever edits the line.
final class PromptInbox: Sendable {
  let wakePipe: WakePipe
  private let state = Mutex(State())

  private struct State {
    var isOpen = false
    var news = News()
  }

  /// What has come while a line is edited.
  struct News {
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
  func close() -> News {
    state.withLock { state in
      defer { state = State() }
      return state.news
    }
  }

  /// Leaves what has come to whoever edits a line; says whether somebody does.
  func offer(_ news: News) -> Bool {
    let isTaken = state.withLock { state in
      if state.isOpen {
        state.news.text += news.text
        state.news.results += news.results
      }
      return state.isOpen
    }
    if isTaken { wakePipe.wake() }
    return isTaken
  }

  /// Says that the window may have another size.
  func windowHasChanged() {
    state.withLock { $0.news.isWindowChanged = true }
    wakePipe.wake()
  }

  /// Says that the program goes on after it was stopped.
  func programGoesOn() {
    state.withLock { ($0.news.isWindowChanged, $0.news.isContinued) = (true, true) }
    wakePipe.wake()
  }

  /// What has come since the last time.
  func take() -> News {
    state.withLock { state in
      defer { state.news = News() }
      return state.news
    }
  }
}
