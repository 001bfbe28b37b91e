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
  /// What is no answer is reported, and the question asked again; an empty line is nothing.
  func reply<Answer: Sendable>(
    to purpose: LineRequest.Purpose,
    _ read: ([Word]) throws(Diagnostic) -> Answer
  ) async -> Reply<Answer> {
    guard let input = inputs.last else { return .missing }
    while true {
      output.flush()
      guard case .line(let line) = await input.source.next(request(purpose)) else {
        if case .prompt = input.source.place { return .refused }
        return .missing
      }
      input.lines.append(line, beginsCommand: true)
      echo(input.lines, at: input.source.place)
      do throws(Diagnostic) {
        let words = try Lexer.words(of: line, number: input.lines.last)
        if !words.isEmpty { return .given(try read(words)) }
      } catch {
        report(error, at: input.source.place, in: input.lines)
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
