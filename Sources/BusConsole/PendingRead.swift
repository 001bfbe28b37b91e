import Synchronization

/// A chunk of input that one task waits for and another thread reads.
final class PendingRead: Sendable {
  /// Bytes, none at the end of the input, or the error of reading them.
  typealias Content = Result<[UInt8], Errno>

  private let state = Mutex(State.empty)

  private enum State {
    case empty
    case awaited(CheckedContinuation<Content, Never>)
    case filled(Content)
  }

  /// The content, once it is there; it may be awaited only once.
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

  /// Fills in the content; only the first call has an effect.
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
