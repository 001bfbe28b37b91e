package import EventJSON
package import Events

extension JSONParser {
  /// Parses a payload: a text that is an object and nothing else.
  ///
  /// - Parameters:
  ///   - text: The text in UTF-8.
  ///   - position: The position of the text in the script, if it comes from one.
  /// - Returns: The object's members.
  /// - Throws: A diagnostic that points to the first wrong byte.
  package static func object(
    in text: ArraySlice<UInt8>,
    at position: Position?
  ) throws(Diagnostic) -> EventData {
    do throws(JSONError) {
      return try object(in: text, as: .payload)
    } catch {
      throw Diagnostic(
        error.message,
        at: position?.advanced(over: text.prefix(error.offset)),
        error.deceptive.map { .deceptive($0) }
      )
    }
  }
}

extension Position {
  /// Returns the position behind a text that begins here.
  fileprivate func advanced(over text: ArraySlice<UInt8>) -> Position {
    guard let lineEnd = text.lastIndex(of: UInt8(ascii: "\n")) else {
      return Position(line: line, column: column + text.count)
    }
    let lines = text.count { $0 == UInt8(ascii: "\n") }
    return Position(line: line + lines, column: text.endIndex - lineEnd)
  }
}
