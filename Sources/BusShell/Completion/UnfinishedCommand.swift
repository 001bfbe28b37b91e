import BusLanguage
import Events

/// A command of which only the beginning has been typed.
struct UnfinishedCommand {
  let typed: [UInt8]

  /// The words that are complete, because something follows them.
  private(set) var words: [Word] = []

  /// What of a payload has been typed, if the payload is not closed.
  private(set) var payload: [UInt8]?

  /// Whether a comment has begun, in which anything may stand.
  private(set) var isInComment = false

  /// The word that is not complete, perhaps because it has not begun.
  private(set) var partial: PartialWord

  /// Reads what has been typed.
  init(_ typed: [UInt8]) {
    self.typed = typed
    partial = PartialWord(typed, from: typed.count)
    var cursor = Lexer.Cursor(line: typed, number: 1)
    while cursor.skipSpaces() {
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
        // What is not closed is not complete.
        guard let word = try? cursor.word(), cursor.index < typed.count else {
          partial = PartialWord(typed, from: begin)
          return
        }
        words.append(word)
      }
    }
    isInComment = cursor.index < typed.count
  }

  /// Whether a word is among the complete ones, after the command's name.
  func isGiven(_ word: String) -> Bool { words.dropFirst().contains { $0.text == word } }

  /// The event that the command names.
  var event: EventName? {
    words.count > 1 && words[1].form != .payload ? EventName(words[1].text) : nil
  }

  /// The command that begins with one of its words.
  func command(at index: Int) -> UnfinishedCommand {
    var inner = self
    inner.words.removeFirst(index)
    return inner
  }

  /// The candidates that go on from the word that is not complete.
  func completion(among candidates: [Completion.Candidate]) -> Completion {
    Completion(of: partial, among: candidates)
  }

  /// The candidates that go on from a word which was complete, and from those after it.
  func completion(among candidates: [Completion.Candidate], from word: Word) -> Completion {
    Completion(of: typed, from: word.position.map { $0.column - 1 } ?? 0, among: candidates)
  }
}
