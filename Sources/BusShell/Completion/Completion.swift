/// What could stand at a place in a command, and what of it is there already.
package struct Completion: Sendable, Hashable {
  /// Where that begins: so many bytes of the text before the place are left as they are.
  package let start: Int

  package let candidates: [Candidate]

  package struct Candidate: Sendable, Hashable {
    /// What would stand there, as it has to be typed.
    package let text: String

    /// What it is, in a few words; empty if its name says all.
    package let summary: String

    /// What comes after it; it is inserted if there is nothing else to choose from.
    package let ending: String

    init(_ text: String, _ summary: String = "", ending: String = " ") {
      self.text = text
      self.summary = summary
      self.ending = ending
    }
  }

  /// A completion with the candidates that go on from what is there.
  init(of typed: [UInt8], from start: Int, among candidates: [Candidate]) {
    let prefix = typed[start...]
    self.start = start
    self.candidates = candidates.filter { $0.text.utf8.starts(with: prefix) }
  }

  /// What can be inserted without asking: the only candidate whole, or what all have in common.
  ///
  /// - Parameter typed: The bytes before the place.
  /// - Returns: The text that goes on from there; empty if there is none.
  package func insertion(after typed: [UInt8]) -> String {
    guard let first = candidates.first else { return "" }
    let common = candidates.dropFirst().reduce(first.text) { common, candidate in
      String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
    }
    let rest = String(decoding: common.utf8.dropFirst(typed.count - start), as: UTF8.self)
    return candidates.count == 1 ? rest + first.ending : rest
  }
}
