import TerminalText

/// The completion of a partial command: the candidates, and the text that can be inserted.
package struct Completion: Sendable, Hashable {
  package let candidates: [Candidate]

  /// The text that can be inserted without asking: the rest of the only candidate, or of the prefix
  /// that all candidates share.
  ///
  /// It continues the typed text, inside a quote that is open there.
  package let insertion: String

  package struct Candidate: Sendable, Hashable {
    /// The text of the candidate.
    package let text: String

    /// The description in a few words; empty if the name says everything.
    package let summary: String

    /// The text after it, which is inserted with the only candidate.
    package let ending: String

    /// Indicates whether quotes would change the meaning.
    let isKeyword: Bool

    init(
      _ text: String,
      _ summary: String = "",
      ending: String = " ",
      isKeyword: Bool = false
    ) {
      self.text = text
      self.summary = summary
      self.ending = ending
      self.isKeyword = isKeyword
    }

    /// Indicates whether a line can have the text: it is one line, and everything in it is seen.
    var isVisible: Bool {
      !text.unicodeScalars.contains { $0.actsOnTerminals && $0 != "\t" }
    }

    /// Indicates whether the same word may continue, as after a directory.
    var canContinue: Bool { text.hasSuffix("/") && ending.isEmpty }
  }

  /// The index at which the candidates begin if they are spelled as they must be typed, perhaps as
  /// several words; nil if each is the text of one word.
  package let spellingStart: Int?

  static let nothing = Completion([], insertion: "", spellingStart: nil)

  private init(_ candidates: [Candidate], insertion: String, spellingStart: Int?) {
    self.candidates = candidates
    self.insertion = insertion
    self.spellingStart = spellingStart
  }

  /// Creates a completion with the candidates that continue a partial word.
  init(of word: PartialWord, among candidates: [Candidate]) {
    let isOption = word.isPlain && word.text.hasPrefix("--")
    let fitting = candidates.filter { candidate in
      candidate.isVisible && candidate.text.utf8.starts(with: word.text.utf8)
        && (candidate.isKeyword ? word.isPlain : !isOption)
    }
    let rest = Self.rest(of: fitting, after: word.text.utf8.count)
    let only = fitting.count == 1 ? fitting.first : nil
    let isWhole = only.map { !$0.canContinue } ?? false
    let isVerbatim = fitting.allSatisfy(\.isKeyword)
    let insertion = isVerbatim ? rest : word.spelling(of: rest, isWhole: isWhole)
    self.init(fitting, insertion: insertion + (only?.ending ?? ""), spellingStart: nil)
  }

  /// Creates a completion with the candidates that continue a line from an index on.
  ///
  /// The candidates are spelled as they must be typed.
  init(of typed: [UInt8], from start: Int, among candidates: [Candidate]) {
    let fitting = candidates.filter {
      $0.isVisible && $0.text.utf8.starts(with: typed[start...])
    }
    let ending = fitting.count == 1 ? fitting.first?.ending : nil
    let rest = Self.rest(of: fitting, after: typed.count - start)
    self.init(fitting, insertion: rest + (ending ?? ""), spellingStart: start)
  }

  /// Returns the prefix that all candidates share, without its first bytes.
  private static func rest(of candidates: [Candidate], after count: Int) -> String {
    guard let first = candidates.first else { return "" }
    let common = candidates.dropFirst().reduce(first.text) { common, candidate in
      // Letters that look the same may be different names.
      let equal = zip(common.unicodeScalars, candidate.text.unicodeScalars).prefix { $0 == $1 }
      return String(String.UnicodeScalarView(equal.map(\.0)))
    }
    return String(decoding: common.utf8.dropFirst(count), as: UTF8.self)
  }
}
