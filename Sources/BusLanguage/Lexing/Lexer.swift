import EventJSON
import TerminalText

/// Splits commands into words.
///
/// Words are separated by spaces and may be quoted as in a shell: between single quotes every
/// character stands for itself; between double quotes and outside quotes a backslash makes the next
/// character stand for itself. `#` at the start of a word begins a comment, but not in `#7` where a
/// command takes the number of an emission. A word that begins with `{` or `[` is taken unchanged
/// up to its closing brace or bracket, which may be on a later line.
package struct Lexer {
  private var words: [Word] = []
  private var payload: OpenPayload?

  /// The maximum size of a payload in bytes, over all its lines.
  private static let maximumPayloadSize = 128 << 20

  /// A payload whose end has not been read yet.
  private struct OpenPayload {
    var bytes: [UInt8] = []
    var scanner = PayloadScanner()
    let position: Position
  }

  package init() {}

  /// Indicates whether a payload has begun and not ended.
  package var isInPayload: Bool { payload != nil }

  /// Returns whether a line can belong to the payload that has begun.
  package func canContinue(with line: [UInt8], in language: CommandLanguage) -> Bool {
    isInPayload && PayloadScanner.canContinue(line, in: language)
  }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: The line's bytes, without its end.
  ///   - number: The line's number.
  /// - Returns: The words of the command that ends with this line, or nil if it does not end here.
  /// - Throws: A diagnostic; the command is dropped.
  package mutating func read(_ line: [UInt8], number: Int) throws(Diagnostic) -> [Word]? {
    do throws(Diagnostic) {
      var cursor = Cursor(line: line, number: number)
      if payload != nil {
        guard try continuePayload(&cursor) else { return nil }
      }
      // Room for most commands, so that the array need not grow at each word.
      if words.isEmpty { words.reserveCapacity(4) }
      while cursor.skipSpaces(after: words) {
        guard cursor.isAtPayload else {
          words.append(try cursor.word())
          continue
        }
        payload = OpenPayload(position: cursor.position)
        guard try continuePayload(&cursor) else { return nil }
      }
      defer { words = [] }
      return words
    } catch {
      self = Lexer()
      throw error
    }
  }

  /// Drops a payload whose closing brace will not come any more.
  ///
  /// - Returns: The diagnostic of the payload; nil if none has begun.
  package mutating func abandonPayload() -> Diagnostic? {
    guard let payload else { return nil }
    self = Lexer()
    let lines = payload.bytes.count { $0 == UInt8(ascii: "\n") }
    do throws(Diagnostic) {
      _ = try JSONParser.object(in: payload.bytes[...], at: payload.position)
    } catch {
      // An error before the end says more than that the end is missing.
      if let line = error.position?.line, line < payload.position.line + lines { return error }
    }
    return Diagnostic("the payload is not closed", at: payload.position)
  }

  /// Takes the payload's part of a line, and returns whether the payload ends in it.
  private mutating func continuePayload(_ cursor: inout Cursor) throws(Diagnostic) -> Bool {
    // Moved out, not copied: otherwise each line of a long payload would copy those before it.
    guard var open = payload.take() else { return true }
    let end = open.scanner.end(in: cursor.line, from: cursor.index)
    let part = cursor.line[cursor.index..<(end ?? cursor.line.count)]
    guard let end else {
      guard open.bytes.count + part.count <= Self.maximumPayloadSize else {
        let limit = "\(Self.maximumPayloadSize >> 20) MB"
        throw Diagnostic("expected a payload of at most \(limit)", at: open.position)
      }
      open.bytes += part
      open.bytes.append(UInt8(ascii: "\n"))
      payload = open
      return false
    }
    cursor.index = end
    guard cursor.isAtWordEnd else {
      let isSemicolon = cursor.line[cursor.index] == UInt8(ascii: ";")
      throw Diagnostic(
        "expected a space after the payload",
        at: cursor.position,
        isSemicolon ? .oneCommandALine : nil
      )
    }
    // Most payloads are on one line, and need no copy of it.
    let bytes = open.bytes.isEmpty ? part : open.bytes + part
    guard bytes.span.isUTF8 else {
      throw Diagnostic("the payload is not valid UTF-8", at: open.position)
    }
    words.append(Word(payload: bytes, at: open.position, to: cursor.position))
    return true
  }
}
