import Synchronization

/// A piece of input that somebody waits for, and that somebody else will have.
final class PendingRead: Sendable {
  /// Bytes, none at the end of the input, or why they cannot be read.
  typealias Content = Result<[UInt8], Errno>

  private let state = Mutex(State.empty)

  private enum State {
    case empty
    case awaited(CheckedContinuation<Content, Never>)
    case filled(Content)
  }

  /// The bytes, as soon as they are there.
  ///
  /// They can be asked for once.
  var content: Content {
    get async {
      await withCheckedContinuation { continuation in
        let content: Content? = state.withLock { state in
          if case .filled(let content) = state { return content }
          state = .awaited(continuation)
          return nil
        }
        if let content { continuation.resume(returning: content) }
      }
    }
  }

  /// Fills in the content; who comes second is late, and nothing happens.
  func fill(_ content: Content) {
    let waiting: CheckedContinuation<Content, Never>? = state.withLock { state in
      switch state {
      case .filled: return nil
      case .empty:
        state = .filled(content)
        return nil
      case .awaited(let continuation):
        state = .filled(.success([]))
        return continuation
      }
    }
    waiting?.resume(returning: content)
  }
}
