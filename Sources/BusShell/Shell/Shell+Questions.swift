import BusLanguage
import TerminalText

// Questions that a command asks while it runs.

/// What came of a question.
enum Reply<Answer: Sendable>: Sendable {
  case given(Answer)

  /// The user does not want to answer: Ctrl-C or Ctrl-D.
  case refused

  /// A script has ended, or there is none.
  case missing
}

extension Shell {
  /// Reads the answer to a question from where commands come from.
  ///
  /// What is no answer is reported, and the question asked again.
  ///
  /// - Parameters:
  ///   - input: Where the answer comes from.
  ///   - purpose: What it is for.
  ///   - empty: What an empty line means; a comment never means anything.
  ///   - read: Reads the words of a line; at least one.
  /// - Returns: The answer, or why there is none.
  func reply<Answer: Sendable>(
    from input: CommandInput?,
    to purpose: LineRequest.Purpose,
    ofEmptyLine empty: Answer? = nil,
    _ read: ([Word]) throws(Diagnostic) -> Answer
  ) async -> Reply<Answer> {
    guard let input else { return .missing }
    while true {
      output.flush()
      guard case .line(let line) = await input.source.next(request(purpose)) else {
        if case .prompt = input.source.location { return .refused }
        return .missing
      }
      input.lines.append(line, beginsCommand: true)
      echo(input.lines, at: input.source.location)
      do throws(Diagnostic) {
        let words = try Lexer.words(of: line, number: input.lines.last)
        if !words.isEmpty { return .given(try read(words)) }
        if let empty, !line.contains(UInt8(ascii: "#")) { return .given(empty) }
      } catch {
        report(error, at: input.source.location, in: input.lines)
      }
    }
  }
}

extension Lexer {
  /// The words of a line that cannot go on in another one.
  fileprivate static func words(of line: [UInt8], number: Int) throws(Diagnostic) -> [Word] {
    var lexer = Lexer()
    let words = try lexer.read(line, number: number)
    if let error = lexer.abandonPayload() { throw error }
    return words ?? []
  }
}
