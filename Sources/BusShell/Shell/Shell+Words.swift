package import BusLanguage

// A command in the arguments of the program.

extension Shell {
  /// Carries out a command that is already split into words, as in the arguments of a program.
  ///
  /// - Parameters:
  ///   - words: The words.
  ///   - leadsToPrompt: Whether a prompt follows, so that an interrupt ends only the command.
  /// - Returns: The exit status, which is that of wrong usage if the words are no command.
  package func run(_ words: [String], leadsToPrompt: Bool = false) async -> ExitStatus {
    let parsed: ParsedCommand
    do throws(Diagnostic) {
      parsed = try CommandParser(language).parsed(words.map(Self.argument))
      session.recorder.beginCommand(ofSize: words.map(\.utf8.count).reduce(0, +))
    } catch {
      var error = error
      if error.help == nil, words.contains(where: { $0.hasPrefix("{") && !$0.contains("\"") }) {
        error.help = .hint("a shell takes double quotes away: write the payload in single quotes")
      }
      report(error, at: .script("payload"), in: CommandText())
      return .usage
    }
    do throws(Diagnostic) {
      if options.isSafe { try parsed.refuseOutside() }
      isAtPrompt = leadsToPrompt
      defer { isAtPrompt = false }
      if leadsToPrompt {
        _ = try await runInterruptibly(parsed.command)
      } else {
        try await run(parsed.command)
      }
    } catch {
      report(error, at: .script("payload"), in: CommandText())
      // Only the shell knows the lessons, so this error comes after parsing.
      if case .usage = error.help { return .usage }
    }
    await waitForBackground()
    return status
  }

  /// Returns an argument of the program as a word.
  ///
  /// A payload gets a position, because messages point into it.
  private static func argument(_ text: String) -> Word {
    guard text.hasPrefix("{") || text.hasPrefix("[") else { return Word(text) }
    return Word(text, .payload, at: Position(line: 1, column: 1))
  }
}
