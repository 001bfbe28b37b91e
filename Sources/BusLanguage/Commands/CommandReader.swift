package import Events

/// Reads commands from lines.
package struct CommandReader {
  private var lexer = Lexer()
  private var shapes = EmissionShapes()
  private let isSafe: Bool

  /// The result of reading a line.
  package enum Reading {
    /// The command continues after the line.
    case unfinished

    /// The line has no command.
    case blank

    /// The line ends a command, which begins at a position.
    case command(Command, at: Position)

    /// The line ends a command that is wrong.
    case failure(Diagnostic)
  }

  /// - Parameter isSafe: Whether commands that reach outside the process are refused.
  package init(isSafe: Bool = false) {
    self.isSafe = isSafe
  }

  /// Indicates whether a payload has begun and not ended.
  package var isInPayload: Bool { lexer.isInPayload }

  /// Returns whether a line can belong to the payload that has begun.
  package func canContinue(with line: [UInt8], in language: CommandLanguage) -> Bool {
    lexer.canContinue(with: line, in: language)
  }

  /// Drops a payload whose closing brace will not come any more.
  ///
  /// - Returns: The diagnostic of the payload; nil if none has begun.
  package mutating func abandonPayload() -> Diagnostic? { lexer.abandonPayload() }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: The line's bytes, without its end.
  ///   - number: The line's number.
  ///   - language: The commands and handlers that there are.
  /// - Returns: The result.
  package mutating func read(
    _ line: [UInt8],
    number: Int,
    in language: CommandLanguage
  ) -> Reading {
    if let (event, data) = plainEmission(in: line.span) {
      let command = Command.emit(event, data, isInBackground: false)
      return .command(command, at: Position(line: number, column: 1))
    }
    return readWords(line, number: number, in: language)
  }

  /// Reads a line that is a plain emission, as most lines of long scripts are.
  ///
  /// - Returns: The event and its data; nil if the line must be read by ``read(_:number:in:)``.
  package mutating func plainEmission(in line: Span<UInt8>) -> (EventName, EventData)? {
    isInPayload ? nil : shapes.emission(in: line)
  }

  /// Reads a line word by word, with the same result as ``read(_:number:in:)``.
  package mutating func readWords(
    _ line: [UInt8],
    number: Int,
    in language: CommandLanguage
  ) -> Reading {
    do throws(Diagnostic) {
      guard let words = try lexer.read(line, number: number) else { return .unfinished }
      guard let start = words.first?.position else { return .blank }
      do throws(Diagnostic) {
        let parsed = try CommandParser(language).parsed(words)
        if isSafe { try parsed.refuseOutside() }
        return .command(parsed.command, at: start)
      } catch {
        return .failure(error.located(at: start))
      }
    } catch {
      return .failure(error)
    }
  }
}
