import BusLanguage
import Events

/// A command of which only the beginning has been typed.
struct UnfinishedCommand {
  let typed: [UInt8]

  /// The complete words: those that something follows.
  private(set) var words: [Word] = []

  /// The typed part of a payload that is not closed.
  private(set) var payload: [UInt8]?

  /// Indicates whether a comment has begun.
  private(set) var isInComment = false

  /// The incomplete word, which may be empty.
  private(set) var partial: PartialWord

  /// Reads the typed text.
  init(_ typed: [UInt8]) {
    self.typed = typed
    partial = PartialWord(typed, from: typed.count)
    var cursor = Lexer.Cursor(line: typed, number: 1)
    while cursor.skipSpaces(after: words) {
      let begin = cursor.index
      if cursor.isAtPayload {
        var scanner = PayloadScanner()
        guard let end = scanner.end(in: typed, from: begin) else {
          payload = Array(typed[begin...])
          return
        }
        cursor.index = end
        words.append(Word(String(decoding: typed[begin..<end], as: UTF8.self), .payload))
      } else {
        // A word with an open quote is not complete.
        guard let word = try? cursor.word(), cursor.index < typed.count else {
          partial = PartialWord(typed, from: begin)
          return
        }
        words.append(word)
      }
    }
    isInComment = cursor.index < typed.count
  }

  /// Indicates whether a word is among the complete ones after the name of the command.
  func isGiven(_ word: String) -> Bool { words.dropFirst().contains { $0.text == word } }

  /// The event in the command.
  var event: EventName? {
    words.count > 1 && words[1].form != .payload ? EventName(words[1].text) : nil
  }

  /// The index of the colon in a prediction.
  var colon: Int? { words.dropFirst().firstIndex { $0.isPlain(":") } }

  /// The emission in a prediction, which has begun with `emit`.
  var predictedEmission: UnfinishedCommand? {
    let start = colon.map { $0 + 1 } ?? 1
    guard words.indices.contains(start), words[start].isPlain("emit") else { return nil }
    var emission = self
    emission.words.removeFirst(start)
    return emission
  }

  /// The command that another one runs, of which only the beginning has been typed.
  var innerCommand: UnfinishedCommand? {
    guard let start = CommandTable.commandStart(in: words.prefix(1).map(\.text)),
      words.count >= start
    else { return nil }
    var command = self
    command.words.removeFirst(start)
    return command
  }

  /// Returns the candidates that continue the incomplete word.
  func completion(among candidates: [Completion.Candidate]) -> Completion {
    Completion(of: partial, among: candidates)
  }

  /// Returns the candidates that continue the line from a complete word on.
  func completion(among candidates: [Completion.Candidate], from word: Word) -> Completion {
    Completion(of: typed, from: word.position.map { $0.column - 1 } ?? 0, among: candidates)
  }
}
