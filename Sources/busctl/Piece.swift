import Synchronization

/// A piece of input that somebody waits for, and that somebody else will have.
final class Piece: Sendable {
  private let state = Mutex(State.empty)

  private enum State {
    case empty
    case awaited(CheckedContinuation<[UInt8], Never>)
    case filled([UInt8])
  }

  /// The bytes, as soon as they are there.
  ///
  /// They can be asked for once.
  var bytes: [UInt8] {
    get async {
      await withCheckedContinuation { continuation in
        let bytes: [UInt8]? = state.withLock { state in
          if case .filled(let bytes) = state { return bytes }
          state = .awaited(continuation)
          return nil
        }
        if let bytes { continuation.resume(returning: bytes) }
      }
    }
  }

  /// Fills in the bytes; who comes second is late, and nothing happens.
  func fill(_ bytes: [UInt8]) {
    let waiting: CheckedContinuation<[UInt8], Never>? = state.withLock { state in
      switch state {
      case .filled: return nil
      case .empty:
        state = .filled(bytes)
        return nil
      case .awaited(let continuation):
        state = .filled([])
        return continuation
      }
    }
    waiting?.resume(returning: bytes)
  }
}
