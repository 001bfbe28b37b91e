import BusLanguage
import TerminalText

// Questions that a command asks while it runs.

/// The reply to a question.
enum Reply<Answer: Sendable>: Sendable {
  case given(Answer)

  /// The user does not want to answer: Ctrl-C or Ctrl-D.
  case refused

  /// A script has ended, or there is none.
  case missing
}

extension Shell {
  /// Reads the answer to a question from an input.
  ///
  /// A wrong answer is reported, and the question is asked again.
  ///
  /// - Parameters:
  ///   - input: The input that gives the answer.
  ///   - purpose: The purpose of the answer.
  ///   - empty: The meaning of an empty line; a comment has none.
  ///   - read: Reads the words of a line; at least one.
  /// - Returns: The answer, or the reason why there is none.
  func reply<Answer: Sendable>(
    from input: CommandInput?,
    to purpose: LineRequest.Purpose,
    ofEmptyLine empty: Answer? = nil,
    _ read: ([Word]) throws(Diagnostic) -> Answer
  ) async -> Reply<Answer> {
    guard let input else { return .missing }
    while true {
      output.flush()
      let line: [UInt8]
      if let queued = queuedAnswers.popFirst() {
        line = Array(queued.utf8)
      } else {
        guard case .line(let next) = await input.source.next(request(purpose)) else {
          if case .prompt = input.source.location { return .refused }
          return .missing
        }
        line = next
        input.lines.append(line, beginsCommand: true)
        echo(input.lines, at: input.source.location)
      }
      do throws(Diagnostic) {
        let words = try Lexer.words(of: line, number: input.lines.last)
        let answer: Answer? =
          if !words.isEmpty { try read(words) } else {
            line.contains(UInt8(ascii: "#")) ? nil : empty
          }
        if let answer {
          script.addAnswer(String(decoding: line, as: UTF8.self))
          return .given(answer)
        }
      } catch {
        report(error, at: input.source.location, in: input.lines)
      }
    }
  }
}

extension Lexer {
  /// Returns the words of a line that cannot continue in another one.
  fileprivate static func words(of line: [UInt8], number: Int) throws(Diagnostic) -> [Word] {
    var lexer = Lexer()
    let words = try lexer.read(line, number: number)
    if let error = lexer.abandonPayload() { throw error }
    return words ?? []
  }
}
