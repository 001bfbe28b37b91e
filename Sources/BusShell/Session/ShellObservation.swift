import BusLanguage
import Synchronization

/// The parts of a shell that others observe while it runs commands.
final class ShellObservation: Sendable {
  private let state: Mutex<State>

  private struct State {
    var options: ShellOptions
    var recorder: TraceRecorder
  }

  init(_ options: ShellOptions, _ recorder: TraceRecorder) {
    state = Mutex(State(options: options, recorder: recorder))
  }

  /// The chosen options.
  var options: ShellOptions {
    get { state.withLock { $0.options } }
    set { state.withLock { $0.options = newValue } }
  }

  /// The recorder of the current session.
  var recorder: TraceRecorder {
    get { state.withLock { $0.recorder } }
    set { state.withLock { $0.recorder = newValue } }
  }
}
