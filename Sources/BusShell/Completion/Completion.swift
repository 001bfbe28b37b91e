/// What could stand at a place in a command, and what of it is there already.
package struct Completion: Sendable, Hashable {
  package let candidates: [Candidate]

  /// What can be inserted without asking: the only candidate whole, or what all have in common.
  ///
  /// It goes on from what was typed, between the quotes that were begun there.
  package let insertion: String

  package struct Candidate: Sendable, Hashable {
    /// What would stand there.
    package let text: String

    /// What it is, in a few words; empty if its name says all.
    package let summary: String

    /// What comes after it; it is inserted if there is nothing else to choose from.
    package let ending: String

    /// Whether it means what it means only without quotes.
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

    /// Whether something of the same word may come after it, as after a folder.
    var goesOn: Bool { text.hasSuffix("/") && ending.isEmpty }
  }

  /// Where the candidates begin if they are as they would have to be typed, perhaps of several words;
  /// nil if each is the text of a word.
  package let spelledFrom: Int?

  static let nothing = Completion([], insertion: "", spelledFrom: nil)

  private init(_ candidates: [Candidate], insertion: String, spelledFrom: Int?) {
    self.candidates = candidates
    self.insertion = insertion
    self.spelledFrom = spelledFrom
  }

  /// A completion with the texts that go on from what there is of a word.
  init(of word: PartialWord, among candidates: [Candidate]) {
    let fitting = candidates.filter { candidate in
      candidate.text.utf8.starts(with: word.text.utf8) && (word.isPlain || !candidate.isKeyword)
    }
    let rest = Self.rest(of: fitting, after: word.text.utf8.count)
    let only = fitting.count == 1 ? fitting.first : nil
    let isWhole = only.map { !$0.goesOn } ?? false
    let isVerbatim = fitting.allSatisfy(\.isKeyword)
    let insertion = isVerbatim ? rest : word.spelling(of: rest, isWhole: isWhole)
    self.init(fitting, insertion: insertion + (only?.ending ?? ""), spelledFrom: nil)
  }

  /// A completion with what goes on from the bytes of a line that were typed from a place on.
  ///
  /// The candidates are as they would have to be typed.
  init(of typed: [UInt8], from start: Int, among candidates: [Candidate]) {
    let fitting = candidates.filter { $0.text.utf8.starts(with: typed[start...]) }
    let ending = fitting.count == 1 ? fitting.first?.ending : nil
    let rest = Self.rest(of: fitting, after: typed.count - start)
    self.init(fitting, insertion: rest + (ending ?? ""), spelledFrom: start)
  }

  /// What all have in common after so many bytes.
  private static func rest(of candidates: [Candidate], after count: Int) -> String {
    guard let first = candidates.first else { return "" }
    let common = candidates.dropFirst().reduce(first.text) { common, candidate in
      String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
    }
    return String(decoding: common.utf8.dropFirst(count), as: UTF8.self)
  }
}
