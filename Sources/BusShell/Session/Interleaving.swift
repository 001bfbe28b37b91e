import Synchronization

/// One outcome of a script that was run in many orders.
struct Interleaving: Sendable {
  /// How many runs had it.
  var runs = 0

  /// The seed of the first of them.
  let seed: UInt64

  let status: ExitStatus

  /// What the first command that failed had to say.
  let failure: String?
}

/// Takes what a shell prints, to compare it with what another one does.
final class ComparedOutput: ShellOutput {
  let results = OutputTraits()
  let diagnostics = OutputTraits()
  let columns: Int? = nil
  let isClosed = false
  private let state = Mutex(State())

  private struct State {
    var hasher = StableHash()
    var failure: String?
  }

  /// Equal if, in all likelihood, the same was printed.
  var fingerprint: UInt64 { state.withLock { $0.hasher.value } }

  /// The first diagnostic.
  var failure: String? { state.withLock { $0.failure } }

  func write(_ text: String) {
    state.withLock { $0.hasher.add(text) }
  }

  func writeDiagnostic(_ text: String) {
    state.withLock { state in
      state.hasher.add(text)
      if state.failure == nil { state.failure = text.textLines.first }
    }
  }

  func flush() {}
}

/// FNV-1a in 64 bits (Fowler, Noll and Vo): texts are compared without being kept.
private struct StableHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}
